using Npgsql;
using NpgsqlTypes;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>The log of all facts, and what was set aside instead of being logged.</summary>
public static class FactLog
{
    public const string otherBody = "other-body";
    public const string placeTaken = "place-taken";
    public const string revoked = "revoked";
    public const string replaced = "replaced";

    /// <summary>
    /// Keeps facts that are new at their places; a fact that is already known by its id is left as it is. The answer is how many had
    /// to be set aside, because their id or place is held by another body.
    /// </summary>
    public static async Task<int> Keep(Work work, TerminalCaller caller, int epoch, IReadOnlyList<Change> changes)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(changes);
        await using (var command = Command(work, insert, caller, epoch, changes))
            if (await command.ExecuteNonQueryAsync(work.Cancellation) == changes.Count) return 0;
        // Some were known: the same body is the same fact, whether it came now or earlier.
        var held = await Held(work, changes);
        var other = changes.Where(change => held.TryGetValue(change.FactId, out var kept) && !kept.Is(change)).ToArray();
        var elsewhere = changes.Where(change => !held.ContainsKey(change.FactId)).ToArray();
        await SetAside(work, caller, epoch, other, otherBody);
        await SetAside(work, caller, epoch, elsewhere, placeTaken);
        return other.Length + elsewhere.Length;
    }

    /// <summary>Whether every one of these was kept earlier, body for body, or set aside.</summary>
    public static async Task<bool> HoldsAll(Work work, TerminalCaller caller, int epoch, IReadOnlyList<Change> changes)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(caller);
        var held = await Held(work, changes);
        var missing = changes.Where(change => !held.TryGetValue(change.FactId, out var kept) || !kept.Is(change)).ToArray();
        if (missing.Length == 0) return true;
        var aside = await work.Query<KeptFact>(readSetAside, new
            { terminal = caller.TerminalId, epoch, ids = Array.ConvertAll(missing, change => change.FactId) });
        return missing.All(change => aside.Any(kept => kept.FactId == change.FactId && kept.Is(change)));
    }

    public static async Task SetAside(Work work, TerminalCaller caller, int epoch, IReadOnlyList<Change> changes, string cause)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (changes.Count == 0) return;
        await using var command = Command(work, insertAside, caller, epoch, changes);
        command.Parameters.Add(new() { Value = cause });
        await command.ExecuteNonQueryAsync(work.Cancellation);
    }

    static async Task<Dictionary<Guid, KeptFact>> Held(Work work, IReadOnlyList<Change> changes) =>
        (await work.Query<KeptFact>(readKept, new { ids = changes.Select(change => change.FactId).ToArray() })).ToDictionary(kept => kept.FactId);

    static NpgsqlCommand Command(Work work, string sql, TerminalCaller caller, int epoch, IReadOnlyList<Change> changes) => new(sql, work.Connection)
    {
        Parameters =
        {
            new() { Value = changes.Select(change => change.FactId).ToArray() },
            new() { Value = changes.Select(change => change.Sequence).ToArray() },
            new() { Value = changes.Select(change => Text(change.Type)).ToArray() },
            new() { Value = changes.Select(change => change.Version).ToArray() },
            new() { Value = changes.Select(change => change.Clock).ToArray() },
            new() { Value = changes.Select(change => Text(change.Payload)).ToArray() },
            new() { Value = caller.ChainId.Value }, new() { Value = caller.StoreId.Value }, new() { Value = caller.TerminalId.Value },
            new() { Value = epoch }, new() { Value = work.Now, NpgsqlDbType = NpgsqlDbType.TimestampTz }
        }
    };

    // PostgreSQL keeps no NUL in a text, and JSON has none either: such a payload is damaged anyway, and is kept visibly so.
    static string Text(string text) => text.Replace('\0', '\uFFFD');

    sealed record KeptFact(Guid FactId, string Type, int Version, long Clock, string Payload)
    {
        public bool Is(Change change) => Type == Text(change.Type) && Version == change.Version && Clock == change.Clock && Payload == Text(change.Payload);
    }

    const string insert = """
        insert into fact (fact_id, chain_id, store_id, terminal_id, epoch, sequence, type, version, clock, payload, received_at)
        select f.fact_id, $7, $8, $9, $10, f.sequence, f.type, f.version, f.clock, f.payload, $11
        from unnest($1, $2, $3, $4, $5, $6) as f(fact_id, sequence, type, version, clock, payload)
        on conflict do nothing
        """;

    const string insertAside = """
        with aside as (
            insert into quarantine (fact_id, chain_id, store_id, terminal_id, epoch, sequence, type, version, clock, payload, received_at, cause)
            select f.fact_id, $7, $8, $9, $10, f.sequence, f.type, f.version, f.clock, f.payload, $11, $12
            from unnest($1, $2, $3, $4, $5, $6) as f(fact_id, sequence, type, version, clock, payload)
            on conflict do nothing
            returning fact_id, type, cause)
        insert into flag (chain_id, store_id, terminal_id, kind, fact_id, subject, figures, raised_at)
        select $7, $8, $9, 'quarantined', fact_id, cause, jsonb_build_object('type', type, 'cause', cause), $11 from aside
        on conflict do nothing
        """;

    const string readKept = "select fact_id, type, version, clock, payload from fact where fact_id = any(@ids)";

    const string readSetAside = """
        select distinct on (fact_id) fact_id, type, version, clock, payload
        from quarantine where terminal_id = @terminal and epoch = @epoch and fact_id = any(@ids)
        order by fact_id, quarantine_id
        """;
}
