using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>
/// What the cloud answers to a batch (SYNC 1.3): each fact is kept exactly once, an acknowledgement never says more than this batch proved,
/// and two histories of one terminal are told apart by their hashes. The same code answers in tests/Simulation.
/// </summary>
public sealed class KeepBatch(ITerminalLog facts, ILogger log)
{
    /// <summary>The whole push, in the transaction of <see cref="ITerminalLog"/>.</summary>
    public async Task<PushReply> Run(ChangeBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var kept = await facts.Lock();
        if (kept.Revoked) return await SetAside(batch, kept);
        if (batch.Epoch < kept.Epoch) return await OldEpoch(batch, kept);
        // An epoch that we never gave: this cloud was restored from a backup. Its facts begin at 1.
        var head = batch.Epoch > kept.Epoch ? TerminalHead.Begin(batch.TerminalId, batch.Epoch) : kept;
        if (batch.FirstSequence > head.HeadSequence + 1) return Reply(PushStatus.gap, head.HeadSequence, head.HeadHash, head.Epoch);
        // Its place in this epoch's chain proves the past, but for the first fact of an epoch, which has none.
        if (batch.FirstSequence == 1 && await Lost(batch)) return await Anew(PushStatus.refill, batch, head.Epoch + 1);
        return await SameEpoch(batch, head);
    }

    async Task<PushReply> SameEpoch(ChangeBatch batch, TerminalHead head)
    {
        var known = batch.Changes.Where(change => change.Sequence <= head.HeadSequence).ToArray();
        var fresh = batch.Changes.Where(change => change.Sequence > head.HeadSequence).ToArray();
        var hash = known.Aggregate(batch.PreviousHash, HashChain.Next);
        var reachesHead = batch.FirstSequence + known.Length == head.HeadSequence + 1;
        if ((reachesHead && hash != head.HeadHash) || (known.Length > 0 && !await facts.HoldsAll(batch.Epoch, known)))
            return await Anew(PushStatus.fork, batch, head.Epoch + 1);
        // The rest of the chain is reckoned while the database inserts: nothing but the new head depends on it.
        var chain = Task.Run(() => fresh.Aggregate(hash, HashChain.Next));
        if (fresh.Length > 0 && await facts.Keep(batch.Epoch, fresh) is > 0 and var setAside)
            log.Quarantined(batch.TerminalId, setAside, FactLog.otherBody);
        hash = await chain;
        var through = batch.FirstSequence + batch.Changes.Count - 1;
        var newest = fresh.Length > 0 ? (Sequence: through, Hash: hash) : (Sequence: head.HeadSequence, Hash: head.HeadHash);
        await facts.MoveHead(batch.Epoch, newest.Sequence, newest.Hash, Math.Max(batch.HeadSequence, newest.Sequence), batch.AppVersion);
        return Reply(PushStatus.ok, through, hash, batch.Epoch);
    }

    /// <summary>A late copy of something kept long ago is fine; anything new under an old epoch is a restored or cloned disk.</summary>
    async Task<PushReply> OldEpoch(ChangeBatch batch, TerminalHead head)
    {
        if (batch.Changes.Count > 0 && await facts.HoldsAll(batch.Epoch, batch.Changes))
            return Reply(PushStatus.ok, batch.Changes[^1].Sequence, batch.Changes.Aggregate(batch.PreviousHash, HashChain.Next), head.Epoch);
        var status = await Lost(batch) ? PushStatus.refill : PushStatus.fork;
        // It asks only, and what it asked about is here.
        if (batch.Changes.Count == 0 && status == PushStatus.fork) return Reply(PushStatus.ok, batch.FirstSequence - 1, batch.PreviousHash, batch.Epoch);
        // The answer with the new epoch may have been lost: as long as nobody used it, it is given again.
        return head.HeadSequence == 0 ? Reply(status, 0, head.HeadHash, head.Epoch) : await Anew(status, batch, head.Epoch + 1);
    }

    /// <summary>This cloud once acknowledged a fact that it does not have: it was restored from a backup.</summary>
    async Task<bool> Lost(ChangeBatch batch) => batch.LastAcknowledged is { } newest && !await facts.Knows(newest);

    async Task<PushReply> Anew(string status, ChangeBatch batch, int epoch)
    {
        var genesis = HashChain.Genesis(batch.TerminalId, epoch);
        await facts.MoveHead(epoch, 0, genesis, 0, batch.AppVersion);
        log.Forked(batch.TerminalId, batch.FirstSequence, epoch);
        return Reply(status, 0, genesis, epoch);
    }

    async Task<PushReply> SetAside(ChangeBatch batch, TerminalHead head)
    {
        await facts.SetAside(batch.Epoch, batch.Changes, FactLog.revoked);
        log.Quarantined(batch.TerminalId, batch.Changes.Count, FactLog.revoked);
        return Reply(PushStatus.quarantined, batch.FirstSequence + batch.Changes.Count - 1, batch.Changes.Aggregate(batch.PreviousHash, HashChain.Next), head.Epoch);
    }

    PushReply Reply(string status, long through, string hash, int epoch) =>
        new(status, through, hash, epoch, HybridClock.At(facts.Now), facts.Now, ChangeBatch.maxChanges);
}
