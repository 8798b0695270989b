using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>One terminal's facts in PostgreSQL.</summary>
sealed class TerminalLog(Work work, TerminalCaller caller) : ITerminalLog
{
    /// <summary>One batch in one transaction.</summary>
    public static Task<PushReply> Keep(Database database, TerminalCaller caller, ChangeBatch batch, ILogger log, CancellationToken cancellation) =>
        database.InStore(caller.ChainId, caller.StoreId, work => new KeepBatch(new TerminalLog(work, caller), log).Run(batch), cancellation);

    public DateTimeOffset Now => work.Now;

    public async Task<TerminalHead> Lock()
    {
        var head = await work.Single<TerminalHead>(TerminalTable.lockHead, new { terminal = caller.TerminalId });
        return caller.Replaced ? head with { Revoked = true } : head;
    }

    public Task<bool> HoldsAll(int epoch, IReadOnlyList<Change> changes) => FactLog.HoldsAll(work, caller, epoch, changes);

    public Task<bool> Knows(Guid factId) => work.Single<bool>(TerminalTable.knows, new { terminal = caller.TerminalId, factId });

    public Task<int> Keep(int epoch, IReadOnlyList<Change> changes) => FactLog.Keep(work, caller, epoch, changes);

    public Task SetAside(int epoch, IReadOnlyList<Change> changes, string cause) => FactLog.SetAside(work, caller, epoch, changes, caller.Replaced && cause == FactLog.revoked ? FactLog.replaced : cause);

    public Task MoveHead(int epoch, long sequence, string hash, long announced, string appVersion) =>
        work.Execute(TerminalTable.moveHead, new { terminal = caller.TerminalId, epoch, sequence, hash, announced, now = work.Now, version = appVersion });
}
