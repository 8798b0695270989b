using System.Text.Json;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Sync;

/// <summary>A fact that was kept and cannot be posted.</summary>
/// <param name="Amount">The money it speaks of, as far as one can tell; null when one cannot.</param>
sealed record DeadFact(Guid FactId, string Cause, long? Amount)
{
    public static DeadFact Of(WaitingFact fact, string cause) => new(fact.FactId, cause, AmountIn(fact.Payload));

    static long? AmountIn(string payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            foreach (var name in amounts)
                if (json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var amount)) return amount;
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static readonly string[] amounts = ["due", "total", "gross"];
}

/// <summary>Marks facts that a person has to look at, and counts their money in suspense so that no sum silently lacks it.</summary>
static class DeadLetters
{
    public static async Task SetAside(Work work, PostingStore shop, IReadOnlyList<DeadFact> dead)
    {
        if (dead.Count == 0) return;
        await work.Execute(setAside, new
        {
            chain = shop.ChainId, store = shop.StoreId, now = work.Now, ids = dead.Select(fact => fact.FactId).ToArray(),
            causes = dead.Select(fact => fact.Cause).ToArray(), amounts = dead.Select(fact => fact.Amount).ToArray()
        });
    }

    const string setAside = """
        with dead as (select * from unnest(@ids, @causes, @amounts) as d(fact_id, cause, amount)),
        marked as (update fact f set dead_letter = dead.cause from dead where f.fact_id = dead.fact_id)
        insert into suspense (fact_id, chain_id, store_id, amount, cause, at)
        select fact_id, @chain, @store, amount, cause, @now from dead
        on conflict do nothing
        """;
}
