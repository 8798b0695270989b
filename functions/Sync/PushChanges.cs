using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Npgsql;
using Sasuai.Functions.Platform;
using Sasuai.Messages;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>
/// Keeps what a terminal sends, exactly once, in the terminal's own order (SYNC 1.3). It never judges the content: that is
/// <see cref="ApplyChanges"/>, which is told afterwards and may be told late.
/// </summary>
public sealed class PushChanges(Database database, Callers callers, Doorbell doorbell, ILogger<PushChanges> log)
{
    const int busyRetrySeconds = 2;

    [Function("PushChanges")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sync/v1/push")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await RequestBody.ReadBytes(request, ChangeBatch.maxBytes, cancellation)).IsRefused(out var tooLarge, out var sent)) return Problem.From(tooLarge);
        if ((await callers.Terminal(request, sent, cancellation)).IsRefused(out var unknown, out var caller)) return Problem.From(unknown);
        if (RequestBody.Expand(request, sent, ChangeBatch.maxExpandedBytes).IsRefused(out var notGzip, out var plain)) return Problem.From(notGzip);
        if (BatchCheck.Read(plain, caller.TerminalId).IsRefused(out var wrong, out var batch)) return Problem.From(wrong);
        PushReply reply;
        try
        {
            reply = await Keep(caller, batch, cancellation);
        }
        catch (PostgresException waiting) when (waiting.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            reply = new(PushStatus.busy, 0, "", batch.Epoch, 0, default, ChangeBatch.maxChanges, busyRetrySeconds);
        }
        // After the commit, and its failure changes nothing: the sweep finds what nobody was told of.
        if (reply.Status == PushStatus.ok && batch.Changes.Count > 0) await doorbell.Ring(QueueNames.applyChanges, caller.StoreId.ToString());
        return TypedResults.Json(reply, WireJson.Default.PushReply);
    }

    /// <summary>The whole push in one transaction.</summary>
    public Task<PushReply> Keep(TerminalCaller caller, ChangeBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(batch);
        return database.InStore(caller.ChainId, caller.StoreId, async work =>
        {
            // Lock, then read: two instances that hold the same batch take turns, and the second sees what the first kept.
            var kept = await work.Single<TerminalHead>(TerminalTable.lockHead, new { terminal = caller.TerminalId });
            if (kept.Revoked) return await SetAside(work, caller, batch, kept);
            if (batch.Epoch < kept.Epoch) return await OldEpoch(work, caller, batch, kept);
            // An epoch that we never gave: this cloud was restored from a backup. Its facts begin at 1.
            var head = batch.Epoch > kept.Epoch ? TerminalHead.Begin(caller.TerminalId, batch.Epoch) : kept;
            if (batch.FirstSequence > head.HeadSequence + 1) return Reply(work, PushStatus.gap, head.HeadSequence, head.HeadHash, head.Epoch);
            return await SameEpoch(work, caller, batch, head);
        }, cancellation);
    }

    async Task<PushReply> SameEpoch(Work work, TerminalCaller caller, ChangeBatch batch, TerminalHead head)
    {
        var known = batch.Changes.Where(change => change.Sequence <= head.HeadSequence).ToArray();
        var fresh = batch.Changes.Where(change => change.Sequence > head.HeadSequence).ToArray();
        var hash = known.Aggregate(batch.PreviousHash, HashChain.Next);
        var reachesHead = batch.FirstSequence + known.Length == head.HeadSequence + 1;
        if ((reachesHead && hash != head.HeadHash) || (known.Length > 0 && !await FactLog.HoldsAll(work, caller, batch.Epoch, known)))
            return await Fork(work, caller, batch, head.Epoch + 1);
        // The rest of the chain is reckoned while the database inserts: nothing but the new head depends on it.
        var chain = Task.Run(() => fresh.Aggregate(hash, HashChain.Next), work.Cancellation);
        if (fresh.Length > 0 && await FactLog.Keep(work, caller, batch.Epoch, fresh) is > 0 and var setAside)
            log.Quarantined(caller.TerminalId, setAside, FactLog.otherBody);
        hash = await chain;
        var through = batch.FirstSequence + batch.Changes.Count - 1;
        var newest = fresh.Length > 0 ? new { sequence = through, hash } : new { sequence = head.HeadSequence, hash = head.HeadHash };
        await work.Execute(TerminalTable.moveHead, new
        {
            terminal = caller.TerminalId, batch.Epoch, newest.sequence, newest.hash, announced = Math.Max(batch.HeadSequence, newest.sequence),
            now = work.Now, version = batch.AppVersion
        });
        return Reply(work, PushStatus.ok, through, hash, batch.Epoch);
    }

    /// <summary>A late copy of something kept long ago is fine; anything new under an old epoch is a restored or cloned disk.</summary>
    async Task<PushReply> OldEpoch(Work work, TerminalCaller caller, ChangeBatch batch, TerminalHead head)
    {
        if (batch.Changes.Count > 0 && await FactLog.HoldsAll(work, caller, batch.Epoch, batch.Changes))
            return Reply(work, PushStatus.ok, batch.Changes[^1].Sequence, batch.Changes.Aggregate(batch.PreviousHash, HashChain.Next), head.Epoch);
        // The answer with the new epoch may have been lost: as long as nobody used it, it is given again.
        return head.HeadSequence == 0
            ? Reply(work, PushStatus.fork, 0, head.HeadHash, head.Epoch)
            : await Fork(work, caller, batch, head.Epoch + 1);
    }

    async Task<PushReply> Fork(Work work, TerminalCaller caller, ChangeBatch batch, int epoch)
    {
        var genesis = HashChain.Genesis(caller.TerminalId, epoch);
        await work.Execute(TerminalTable.moveHead, new
            { terminal = caller.TerminalId, epoch, sequence = 0L, hash = genesis, announced = 0L, now = work.Now, version = batch.AppVersion });
        log.Forked(caller.TerminalId, batch.FirstSequence, epoch);
        return Reply(work, PushStatus.fork, 0, genesis, epoch);
    }

    async Task<PushReply> SetAside(Work work, TerminalCaller caller, ChangeBatch batch, TerminalHead head)
    {
        await FactLog.SetAside(work, caller, batch.Epoch, batch.Changes, FactLog.revoked);
        log.Quarantined(caller.TerminalId, batch.Changes.Count, FactLog.revoked);
        return Reply(work, PushStatus.quarantined, batch.FirstSequence + batch.Changes.Count - 1, batch.Changes.Aggregate(batch.PreviousHash, HashChain.Next), head.Epoch);
    }

    static PushReply Reply(Work work, string status, long through, string hash, int epoch) =>
        new(status, through, hash, epoch, HybridClock.At(work.Now), work.Now, ChangeBatch.maxChanges);
}
