using Microsoft.Azure.Functions.Worker;
using Sasuai.Messages;

namespace Sasuai.Functions.Sync;

/// <summary>Posts what a store has pushed: at once when its queue message comes, and again by <see cref="SweepUnappliedFacts"/> for a lost one.</summary>
public sealed class ApplyChanges(FactApplier applier)
{
    [Function("ApplyChanges")]
    public async Task Run([QueueTrigger(QueueNames.applyChanges, Connection = "AzureWebJobsStorage")] string message, CancellationToken cancellation)
    {
        // A message that names no store can never succeed; it goes to the poison queue where a person sees it.
        if (!Guid.TryParse(message, out var store)) throw new FormatException("The message is not the id of a store.");
        await applier.Apply(new StoreId(store), cancellation);
    }
}
