using System.Net;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Sync;

/// <summary>What one push came to.</summary>
/// <param name="More">There may be more to send at once.</param>
/// <param name="Trouble">What a person should know; null when all is well.</param>
/// <param name="Wait">How long the cloud asked to be left alone.</param>
readonly record struct Pushed(bool More, string? Trouble = null, TimeSpan? Wait = null);

/// <summary>Takes the terminal's facts to the cloud, one batch at a time and in order, and forgets only what the cloud proves to have kept.</summary>
sealed class PushLane(ChangeQueue changes, CloudClient cloud, TimeProvider time, string appVersion)
{
    /// <summary>How often a till that has nothing to send asks whether the cloud still has what it acknowledged.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromHours(1);

    /// <summary>A batch is never made smaller than this by time-outs.</summary>
    const int leastBatch = 25;

    int maxBatch = ChangeBatch.maxChanges;
    DateTimeOffset asked;

    /// <summary>Sends the next batch and does what the answer says.</summary>
    public async Task<Pushed> Once(CancellationToken stop)
    {
        if ((changes.Unacked(maxBatch, appVersion) ?? Question()) is not { } batch) return new(More: false);
        var reply = await Send(batch, stop);
        asked = time.GetUtcNow();
        changes.Absorb(reply.ServerClock);
        var allowed = reply.MaxBatch > 0 ? Math.Min(reply.MaxBatch, ChangeBatch.maxChanges) : ChangeBatch.maxChanges;
        // What got through may be more the next time, up to what the cloud takes.
        maxBatch = Math.Min(allowed, reply.Status == PushStatus.busy ? maxBatch : Math.Max(maxBatch, batch.Changes.Count * 2));
        return reply.Status switch
        {
            PushStatus.ok => Kept(batch, reply, null),
            PushStatus.quarantined => Kept(batch, reply, "This terminal was revoked; its sales were set aside for a person to look at."),
            PushStatus.gap => Rewound(batch, reply),
            PushStatus.fork => Forked(batch, reply),
            PushStatus.refill => Refilled(batch, reply),
            PushStatus.busy => new(More: true, null, TimeSpan.FromSeconds(Math.Max(reply.RetryAfterSeconds, 1))),
            _ => new(More: false, $"The cloud answered '{reply.Status}', which this program does not know.", TimeSpan.Zero)
        };
    }

    /// <summary>What does not get through a bad line in one piece may in a smaller one, in the same order.</summary>
    async Task<PushReply> Send(ChangeBatch batch, CancellationToken stop)
    {
        try
        {
            return await cloud.Push(batch, stop);
        }
        catch (CloudFault busy) when (busy is { Status: HttpStatusCode.ServiceUnavailable, RetryAfter: not null })
        {
            // It is there and serves others first: no trouble that a cashier should hear of.
            return new(PushStatus.busy, 0, "", batch.Epoch, 0, default, 0, (int)Math.Ceiling(busy.RetryAfter!.Value.TotalSeconds));
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            maxBatch = Math.Max(leastBatch, Math.Min(maxBatch, batch.Changes.Count) / 2);
            throw;
        }
    }

    ChangeBatch? Question() => (time.GetUtcNow() - asked).Duration() >= AskEvery ? changes.Question(appVersion) : null;

    Pushed Kept(ChangeBatch batch, PushReply reply, string? trouble)
    {
        if (batch.Changes.Count == 0) return new(More: false, trouble);
        // An acknowledgement that moves nothing would be asked for again without end.
        var moved = reply.AckThrough >= batch.FirstSequence && changes.Acknowledge(batch.Epoch, reply.AckThrough, reply.AckHash);
        return moved ? new(More: true, trouble) : new(More: false, trouble ?? "The cloud acknowledged something else than was sent.", TimeSpan.Zero);
    }

    Pushed Rewound(ChangeBatch batch, PushReply reply)
    {
        if (reply.AckThrough < batch.FirstSequence - 1 && changes.Rewind(batch.Epoch, reply.AckThrough)) return new(More: true);
        // It has more than it had acknowledged: an answer of before was lost on its way.
        if (reply.AckThrough >= batch.FirstSequence && changes.Acknowledge(batch.Epoch, reply.AckThrough, reply.AckHash)) return new(More: true);
        return new(More: false, $"The cloud lacks facts after {reply.AckThrough} that are no longer kept here.", TimeSpan.Zero);
    }

    Pushed Forked(ChangeBatch batch, PushReply reply)
    {
        if (reply.Epoch <= batch.Epoch) return new(More: false, "The cloud knows another history of this terminal and gave no new epoch.", TimeSpan.Zero);
        // What it did keep of this history stays as it is; Acknowledge refuses what is not ours.
        changes.Acknowledge(batch.Epoch, reply.AckThrough, reply.AckHash);
        changes.Renumber(reply.Epoch);
        return new(More: true);
    }

    Pushed Refilled(ChangeBatch batch, PushReply reply)
    {
        if (reply.Epoch <= batch.Epoch) return new(More: false, "The cloud lacks facts that it had acknowledged, and gave no new epoch.", TimeSpan.Zero);
        changes.Refill(reply.Epoch);
        return new(More: true);
    }
}
