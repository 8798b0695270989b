using Polly;
using Polly.Retry;
using Sasuai.Functions.Notifications.Gateways;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// Writes what became of an attempt, fenced by its id: when the claim has passed to another meanwhile, nothing changes but the attempt's own
/// row. The key's gate, breaker and pause move in the same transaction.
/// </summary>
public sealed class RecordAttempt(Database database, TimeProvider clock, ILogger<RecordAttempt> log)
{
    const int failuresUntilOpen = 3;

    // An answer that was heard must not be lost to a database that restarts; a lease is longer than all tries together.
    const int tries = 6;
    static readonly TimeSpan betweenTries = TimeSpan.FromMilliseconds(400);
    // The gateway's own queue has long been emptied, or never will be.
    static readonly TimeSpan unsureFor = TimeSpan.FromMinutes(15);

    readonly ResiliencePipeline again = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = tries - 1, Delay = betweenTries, BackoffType = DelayBackoffType.Exponential })
        .Build();

    public async Task WriteAsync(Claimed claimed, WhatsAppOutcome outcome) =>
        await again.ExecuteAsync(async cancellation => await database.Everywhere(work => WriteAsync(work, claimed, outcome), cancellation));

    async Task<bool> WriteAsync(Work work, Claimed claimed, WhatsAppOutcome outcome)
    {
        var next = Next(claimed, outcome);
        var moved = await work.Execute(move, new { claimed.NotificationId, claimed.AttemptId, next.State, next.Reason, next.Wait, next.Jitter, next.Attempts, messageId = (outcome as WhatsAppOutcome.Accepted)?.MessageId });
        var written = await work.Execute(endAttempt, new { claimed.AttemptId, outcome = outcome.Name, outcome.HttpStatus, errorClass = outcome.Reason, outcome.Excerpt });
        if (moved == 0)
        {
            // Written by an earlier try whose commit was not heard, or late in earnest.
            if (written > 0)
            {
                log.LateResult(claimed.AttemptId, claimed.NotificationId);
                MessageMeasures.Late();
            }
            return false;
        }
        await MoveKeyAsync(work, claimed, outcome);
        work.AfterCommit(() => Tell(claimed, outcome, work.Now));
        return true;
    }

    async Task MoveKeyAsync(Work work, Claimed claimed, WhatsAppOutcome outcome)
    {
        var key = await work.SingleOrNone<KeyState>(lockKey, new { claimed.SenderKeyId });
        if (key is null)
            return;
        var failed = outcome is WhatsAppOutcome.Unknown or WhatsAppOutcome.NotSent || outcome.HttpStatus >= 500;
        var streak = failed ? key.FailStreak + 1 : 0;
        // Where nothing can be reached at all, asking is cheaper than burning attempts.
        var opens = outcome is WhatsAppOutcome.NotSent || streak >= failuresUntilOpen;
        var refused = outcome is WhatsAppOutcome.KeyFault;
        var opened = outcome is WhatsAppOutcome.Accepted ? 0 : opens || refused ? key.OpenedCount + 1 : key.OpenedCount;
        await work.Execute(moveKey, new
        {
            claimed.SenderKeyId, claimed.AttemptId, streak, opens, refused, opened, outcome.Reason, accepted = outcome is WhatsAppOutcome.Accepted,
            rest = outcome is WhatsAppOutcome.Throttled throttled ? RetryLadder.Throttled(throttled.RetryAfter) : TimeSpan.Zero,
            ask = refused ? RetryLadder.UntilKeyProbe(opened) : RetryLadder.UntilProbe(opened),
        });
        if (refused)
            log.KeyRefused(claimed.SenderKeyId, outcome.Reason);
        else if (opens)
            log.BreakerOpened(claimed.SenderKeyId);
    }

    void Tell(Claimed claimed, WhatsAppOutcome outcome, DateTimeOffset now)
    {
        MessageMeasures.Attempted(outcome.Name, claimed.Message.TemplateKey, now - claimed.Since);
        log.Attempted(claimed.NotificationId, claimed.SaleId, outcome.Name, claimed.Attempt, claimed.AttemptId);
        if (outcome is WhatsAppOutcome.Unknown)
            log.Uncertain(claimed.NotificationId, outcome.Reason);
    }

    static NextState Next(Claimed claimed, WhatsAppOutcome outcome) => outcome switch
    {
        WhatsAppOutcome.Accepted => new("accepted", null, null, false, claimed.Attempt),
        WhatsAppOutcome.Rejected { Permanent: true } => new("failed", outcome.Reason, null, false, claimed.Attempt),
        // Not the message's fault, so not its attempt.
        WhatsAppOutcome.KeyFault => new("held", outcome.Reason, null, false, claimed.Attempt - 1),
        WhatsAppOutcome.Unknown => new("uncertain", outcome.Reason, unsureFor, false, claimed.Attempt),
        _ when claimed.Attempt >= RetryLadder.attemptsMax => new("parked", "attempts-exhausted", null, false, claimed.Attempt),
        WhatsAppOutcome.Throttled throttled => new("retry", outcome.Reason, RetryLadder.Throttled(throttled.RetryAfter), false, claimed.Attempt),
        _ => new("retry", outcome.Reason, RetryLadder.After(claimed.Attempt), true, claimed.Attempt),
    };

    sealed record NextState(string State, string? Reason, TimeSpan? Wait, bool Jitter, int Attempts);

    sealed class KeyState
    {
        public int FailStreak { get; init; }
        public int OpenedCount { get; init; }
    }

    const string move = """
        update notification
        set state = @state, reason = @reason, attempts = @attempts, lease_until = null, provider_message_id = coalesce(@messageId, provider_message_id), changed_at = clock_timestamp(),
            next_attempt_at = clock_timestamp() + @wait::interval * (case when @jitter then random() else 1 end)
        where notification_id = @notificationId and state = 'sending' and attempt_id = @attemptId
        """;

    const string endAttempt = """
        update delivery_attempt
        set ended_at = clock_timestamp(), outcome = @outcome, http_status = @httpStatus, error_class = nullif(@errorClass, ''), excerpt = @excerpt
        where attempt_id = @attemptId and ended_at is null
        """;

    const string lockKey = "select fail_streak, opened_count from sender_key where sender_key_id = @senderKeyId for update";

    const string moveKey = """
        update sender_key
        set in_flight = case when in_flight = @attemptId then null else in_flight end,
            fail_streak = @streak, opened_count = @opened,
            ramp_left = case when @accepted then greatest(ramp_left - 1, 0) else ramp_left end,
            next_slot_at = greatest(next_slot_at, clock_timestamp() + @rest),
            breaker = case when @opens then 'open' else breaker end,
            paused_by = case when @refused then coalesce(paused_by, 'gateway') else paused_by end,
            paused_reason = case when @refused then coalesce(paused_reason, @reason) else paused_reason end,
            open_until = case when @opens or @refused then clock_timestamp() + @ask else open_until end
        where sender_key_id = @senderKeyId
        """;
}
