using System.Text.Json;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Sync;

/// <summary>A fact that was kept and cannot be posted.</summary>
/// <param name="Amount">The money it speaks of, as far as one can tell; null when one cannot.</param>
/// <param name="Member">Whose points it speaks of, as far as one can tell.</param>
sealed record DeadFact(Guid FactId, string Cause, long? Amount, MemberId? Member)
{
    public static DeadFact Of(WaitingFact fact, string cause)
    {
        try
        {
            using var json = JsonDocument.Parse(fact.Payload);
            return json.RootElement.ValueKind == JsonValueKind.Object ? new(fact.FactId, cause, AmountIn(json.RootElement), MemberIn(json.RootElement)) : new(fact.FactId, cause, null, null);
        }
        catch (JsonException)
        {
            return new(fact.FactId, cause, null, null);
        }
    }

    static long? AmountIn(JsonElement fact)
    {
        foreach (var name in amounts)
            if (fact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var amount)) return amount;
        return null;
    }

    static MemberId? MemberIn(JsonElement fact) =>
        fact.TryGetProperty("memberId", out var value) && value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var member) ? new(member) : null;

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
        // The till counts their points by itself until it hears of them.
        var points = dead.Where(fact => fact.Member is not null).ToLookup(fact => fact.Member!.Value, fact => fact.FactId);
        if (points.Count > 0) await MemberTable.Tell(work, shop.ChainId, points.Select(member => member.Key), points);
    }

    const string setAside = """
        with dead as (select * from unnest(@ids, @causes, @amounts) as d(fact_id, cause, amount)),
        marked as (update fact f set dead_letter = dead.cause from dead where f.fact_id = dead.fact_id returning f.fact_id, f.terminal_id, f.type, dead.cause, dead.amount),
        flagged as (
            insert into flag (chain_id, store_id, terminal_id, kind, fact_id, amount, figures, raised_at)
            select @chain, @store, terminal_id, 'set-aside', fact_id, amount, jsonb_build_object('type', type, 'cause', cause), @now from marked
            on conflict (kind, fact_id, subject) do update
            set figures = excluded.figures, raised_at = excluded.raised_at, settled_at = null, settled_by = null, note = null)
        insert into suspense (fact_id, chain_id, store_id, amount, cause, at)
        select fact_id, @chain, @store, amount, cause, @now from dead
        on conflict do nothing
        """;
}
