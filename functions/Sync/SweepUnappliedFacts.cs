using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Sync;

/// <summary>Finds stores whose facts still wait although their queue message is gone, and posts them.</summary>
public sealed class SweepUnappliedFacts(Database database, FactApplier applier, ILogger<SweepUnappliedFacts> log)
{
    [Function("SweepUnappliedFacts")]
    public async Task Run([TimerTrigger("%SweepSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        var stores = await database.Everywhere(work => work.Query<StoreId>(readStores), cancellation);
        if (stores.Count > 0) log.Swept(stores.Count);
        foreach (var store in stores) await applier.Apply(store, cancellation);
    }

    const string readStores = "select distinct store_id from fact where applied_at is null and dead_letter is null";
}
