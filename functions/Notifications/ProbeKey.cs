using Sasuai.Functions.Notifications.Gateways;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// Asks the gateway whether it is there again, by its health address and never by a message. One instance asks for all; its yes closes the
/// breaker, lifts a pause that the gateway caused, and makes what waited for it due.
/// </summary>
public sealed class ProbeKey(Database database, MessageSettings settings, ILogger<ProbeKey> log)
{
    static readonly TimeSpan lease = TimeSpan.FromSeconds(20);

    /// <summary>Asks when it is time to; nothing happens for a key that is open for sending or that a person paused.</summary>
    public async Task RunAsync(Guid senderKey, IWhatsAppGateway gateway, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        var me = Guid.CreateVersion7();
        if (await database.Everywhere(work => work.SingleOrNone<Asked>(take, new { senderKey, me, lease }), cancellation) is not { } asked)
            return;
        var key = settings.KeyOf(asked.SecretRef) ?? "";
        var hasKey = key.Length > 0 || gateway.Can.HasFlag(GatewayAbilities.Keyless);
        if (!hasKey)
            log.KeyMissing(asked.SecretRef, senderKey);
        if (hasKey && await gateway.ProbeAsync(key, cancellation))
            await database.Everywhere(work => CloseAsync(work, senderKey, me), cancellation);
        else
            await database.Everywhere(work => work.Execute(stayOpen, new
            {
                senderKey, me, wait = asked.Refused ? RetryLadder.UntilKeyProbe(asked.OpenedCount + 1) : RetryLadder.UntilProbe(asked.OpenedCount + 1),
            }), cancellation);
    }

    async Task<bool> CloseAsync(Work work, Guid senderKey, Guid me)
    {
        // Zero rows: the lease ran out and another instance has asked.
        if (await work.Execute(close, new { senderKey, me }) == 0)
            return false;
        log.BreakerClosed(senderKey, await work.Execute(wake, new { senderKey }));
        return true;
    }

    sealed class Asked
    {
        public string SecretRef { get; init; } = "";
        public int OpenedCount { get; init; }
        public bool Refused { get; init; }
    }

    const string take = """
        update sender_key
        set probe_owner = @me, probe_until = clock_timestamp() + @lease
        where sender_key_id = @senderKey and (breaker = 'open' or paused_by = 'gateway') and open_until <= clock_timestamp()
            and (probe_until is null or probe_until <= clock_timestamp())
        returning secret_ref, opened_count, paused_by is not distinct from 'gateway' as refused
        """;

    const string close = """
        update sender_key
        set breaker = 'closed', fail_streak = 0, open_until = null, probe_owner = null, probe_until = null, ramp_left = 20,
            paused_reason = case when paused_by = 'gateway' then null else paused_reason end,
            paused_by = case when paused_by = 'gateway' then null else paused_by end
        where sender_key_id = @senderKey and probe_owner = @me
        """;

    const string stayOpen = """
        update sender_key
        set opened_count = opened_count + 1, open_until = clock_timestamp() + @wait, probe_owner = null, probe_until = null
        where sender_key_id = @senderKey and probe_owner = @me
        """;

    // What was held, and what only waits because nothing could be reached; what the gateway itself put off keeps its time.
    const string wake = """
        update notification n
        set state = 'retry', reason = null, next_attempt_at = clock_timestamp(), changed_at = clock_timestamp()
        where n.sender_key_id = @senderKey and (n.state = 'held' or (n.state = 'retry' and n.next_attempt_at > clock_timestamp()
            and exists (select 1 from delivery_attempt a where a.attempt_id = n.attempt_id and a.outcome = 'NotSent')))
        """;
}
