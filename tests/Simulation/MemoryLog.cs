using Sasuai.Functions.Sync;
using Sasuai.Sync;

namespace Sasuai.Simulation;

/// <summary>One terminal's facts in the simulated cloud: what TerminalLog does with PostgreSQL, and ParityTests hold them to the same answers.</summary>
sealed class MemoryLog(CloudState state, TerminalId terminal, StoreId store, DateTimeOffset now, Mutant mutant) : ITerminalLog
{
    public DateTimeOffset Now => now;

    public Task<TerminalHead> Lock() => Task.FromResult(state.Heads[terminal]);

    public Task<bool> HoldsAll(int epoch, IReadOnlyList<Change> changes) => Task.FromResult(changes.All(change =>
        (state.ById.TryGetValue(change.FactId, out var kept) && Same(kept.Change, change))
        || state.Aside.Any(aside => aside.Key.Terminal == terminal && aside.Key.Epoch == epoch && aside.Key.Id == change.FactId && Same(aside.Value, change))));

    public Task<bool> Knows(Guid factId) =>
        Task.FromResult(state.ById.ContainsKey(factId) || state.Aside.Keys.Any(aside => aside.Terminal == terminal && aside.Id == factId));

    public Task<int> Keep(int epoch, IReadOnlyList<Change> changes)
    {
        var aside = 0;
        foreach (var change in changes)
        {
            var known = state.ById.TryGetValue(change.FactId, out var kept);
            if (known && mutant != Mutant.NoDedup)
            {
                if (!Same(kept!.Change, change)) aside += SetAside(epoch, change, FactLog.otherBody);
                continue;
            }
            if (!state.Places.Add((terminal, epoch, change.Sequence)))
            {
                aside += SetAside(epoch, change, FactLog.placeTaken);
                continue;
            }
            var fact = new KeptFact(terminal, store, epoch, change);
            state.ById[change.FactId] = fact;
            state.Facts.Add(fact);
            if (!state.Waiting.TryGetValue(store, out var waiting)) state.Waiting.Add(store, waiting = []);
            waiting.Enqueue(fact);
        }
        return Task.FromResult(aside);
    }

    public Task SetAside(int epoch, IReadOnlyList<Change> changes, string cause)
    {
        foreach (var change in changes) SetAside(epoch, change, cause);
        return Task.CompletedTask;
    }

    public Task MoveHead(int epoch, long sequence, string hash, long announced, string appVersion)
    {
        state.Heads[terminal] = new(epoch, sequence, hash, state.Heads[terminal].Revoked);
        return Task.CompletedTask;
    }

    int SetAside(int epoch, Change change, string cause)
    {
        state.Aside.TryAdd((terminal, epoch, change.Sequence, change.FactId, cause), change);
        return 1;
    }

    static bool Same(Change kept, Change change) => kept with { Sequence = 0 } == change with { Sequence = 0 };
}
