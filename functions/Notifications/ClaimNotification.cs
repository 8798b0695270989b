using System.Security.Cryptography;
using System.Text;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Notifications.Gateways;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>One message that this instance alone may send now, under this attempt's id.</summary>
/// <param name="Cause">The sale's id, or the event's where no sale was: its trace.</param>
/// <param name="Since">When it was recorded.</param>
public sealed record Claimed(Guid NotificationId, Guid AttemptId, Guid SenderKeyId, Guid? SaleId, int Attempt, OutgoingText Message, Guid Cause, DateTimeOffset Since)
{
    // A record would print the number and the text.
    public override string ToString() => $"{NotificationId} by {AttemptId}";
}

/// <summary>
/// Takes the key's next slot and the next message that may leave in it, and writes the attempt before anything is sent. A key has one message
/// under way over all instances; the clock is the database's.
/// </summary>
public sealed class ClaimNotification(Database database, MessageSettings settings, ILogger<ClaimNotification> log)
{
    const int lookAtOnce = 20;

    // At opening, what waited overnight is spread over this time.
    static readonly TimeSpan spread = TimeSpan.FromMinutes(30);
    static readonly TimeSpan restWhenCapped = TimeSpan.FromMinutes(1);

    /// <summary>Longer than two tries and the recording of their outcome can take; after it, a claim's fate is uncertain.</summary>
    TimeSpan Lease => (settings.SendTimeout * 2) + TimeSpan.FromSeconds(30);

    /// <summary>The next message of this key; null when the key rests or nothing is due.</summary>
    /// <param name="takes">Whether the key's gateway sends to such a number.</param>
    public Task<Claimed?> NextAsync(Guid senderKey, Func<PhoneNumber, bool> takes, CancellationToken cancellation) => database.Everywhere(async work =>
    {
        if (await work.SingleOrNone<OpenKey>(lockKey, new { senderKey }) is not { } key)
            return null;
        if (key.Capped)
        {
            await work.Execute(restKey, new { senderKey, restWhenCapped });
            return null;
        }
        while (await work.Query<DueNotification>(readDue, new { senderKey, lookAtOnce, settings.Cap.Day, settings.Cap.Week, Occasion.Capped }) is { Count: > 0 } due)
        {
            foreach (var each in due)
            {
                if (await DecideAsync(work, each, senderKey, takes) is { } claimed)
                    return claimed;
            }
        }
        return null;
    }, cancellation);

    async Task<Claimed?> DecideAsync(Work work, DueNotification due, Guid senderKey, Func<PhoneNumber, bool> takes)
    {
        switch (due.Decide(work.Now, settings, takes))
        {
            case SendDecision.Send send:
                return await TakeAsync(work, due, senderKey, send);
            case SendDecision.Defer defer:
                await work.Execute(deferUntil, new { due.NotificationId, until = defer.Until.ToUniversalTime(), reason = defer.Why, spread });
                return null;
            case SendDecision.Suppress no:
                log.Suppressed(due.NotificationId, no.Reason);
                await work.Execute(end, new { due.NotificationId, state = "suppressed", reason = no.Reason });
                return null;
            case SendDecision.Fail fail:
                log.Suppressed(due.NotificationId, fail.Reason);
                await work.Execute(end, new { due.NotificationId, state = "failed", reason = fail.Reason });
                return null;
            default:
                throw new InvalidOperationException("A decision that nobody carries out.");
        }
    }

    async Task<Claimed> TakeAsync(Work work, DueNotification due, Guid senderKey, SendDecision.Send send)
    {
        var attemptId = Guid.CreateVersion7();
        var attempt = due.Attempts + 1;
        await work.Execute(take, new
        {
            due.NotificationId, attemptId, attempt, lease = Lease, senderKey, due.ChainId, due.StoreId, due.Generation, due.TemplateVersion, locale = due.Language,
            toHash = SHA256.HashData(Encoding.UTF8.GetBytes(send.Message.To.Digits)), textHash = SHA256.HashData(Encoding.UTF8.GetBytes(send.Message.Text)),
        });
        return new Claimed(due.NotificationId, attemptId, senderKey, due.SaleId, attempt, send.Message, due.SaleId ?? due.EventId, due.CreatedAt);
    }

    sealed class OpenKey { public bool Capped { get; init; } }

    // Skipped when another instance is at this very step: it will take what there is.
    const string lockKey = """
        select (select count(*) >= case when fresh then least(new_hour_cap, hour_cap) else hour_cap end
                from delivery_attempt a where a.sender_key_id = key.sender_key_id and a.started_at > clock_timestamp() - interval '1 hour')
            or (select count(*) >= case when fresh then least(new_day_cap, day_cap) else day_cap end
                from delivery_attempt a where a.sender_key_id = key.sender_key_id and a.started_at > clock_timestamp() - interval '1 day') as capped
        from sender_key key, lateral (select key.created_at > clock_timestamp() - interval '14 days' as fresh) age
        where key.sender_key_id = @senderKey and key.breaker = 'closed' and key.paused_by is null
            and key.next_slot_at <= clock_timestamp() and (key.in_flight is null or key.in_flight_until <= clock_timestamp())
        for update of key skip locked
        """;

    const string restKey = "update sender_key set next_slot_at = clock_timestamp() + @restWhenCapped where sender_key_id = @senderKey";

    // What a member waits for goes first. A member's messages leave in order, but none waits for one that goes after it anyway, or for one that rests for a cap
    // that is not its own; one whose fate is uncertain holds up the next for an hour at most.
    const string readDue = $"""
        select n.notification_id, n.chain_id, n.store_id, n.sale_id, n.event_id, n.created_at, n.attempts, n.generation, n.client_ref, n.expires_at <= clock_timestamp() as stale,
            m.name as member_name, m.phone, coalesce(m.active, false) as member_active, case when n.to_phone is null then m.language else n.locale end as language,
            n.to_phone, n.literal, x.due as sale_due, to_char({LapsingPoints.lapseDay}, 'DD-MM-YYYY') as lapse_date, h.currency, h.decimals,
            not exists (select 1 from notification o where o.member_id = n.member_id and o.to_phone is null and o.state in ('accepted', 'sent', 'delivered', 'read')) as first, coalesce(g.stopped_at is not null or g.ends_at <= clock_timestamp(), true) as campaign_over, coalesce(m.points, 0) as points,
            n.tier_id is not null as of_tier, coalesce(t.name, held.name) as tier_name, t.from_lifetime_points as tier_from, held.from_lifetime_points as member_tier_from,
            n.template_key, coalesce(m.last_bought_at > n.created_at, false) as came_again, r.name as reward_name,
            coalesce(r.active and (r.ends_at is null or r.ends_at > clock_timestamp()) and r.points <= m.points and (r.stock is null or r.stock > (
                select count(*) from reward_claim taken where taken.reward_id = r.reward_id and taken.cancelled_at is null)), false) as reward_held,
            s.name as store_name, s.time_zone, to_char(q.opens, 'HH24:MI') as opens, to_char(q.closes, 'HH24:MI') as closes,
            c.status as consent, case when cap.free_at > clock_timestamp() then cap.free_at end as capped_until, coalesce(n.own_body, case when m.language = 'en' then coalesce(g.body_en, g.body_id) else g.body_id end, w.body) as template, n.own_body is not null or g.campaign_id is not null as own_text, w.version as template_version
        from notification n
        left join member m on m.member_id = n.member_id
        left join tier t on t.tier_id = n.tier_id
        left join tier held on held.tier_id = m.tier_id
        left join store s on s.store_id = n.store_id
        left join reward r on r.reward_id = n.subject_id
        left join chain h on h.chain_id = n.chain_id
        left join sale x on x.sale_id = n.sale_id and n.template_key = 'receipt'
        left join campaign g on g.campaign_id = n.subject_id
        left join lateral (
            select opens, closes from quiet_rule
            where chain_id = n.chain_id and (store_id = n.store_id or store_id is null) order by store_id nulls last limit 1) q on true
        left join lateral (
            select status from consent
            where member_id = n.member_id and channel = n.channel and purpose = 'loyalty' order by {ConsentTable.latestFirst} limit 1) c on true
        left join lateral (
            select greatest((array_agg(a.started_at order by a.started_at desc))[@day] + interval '1 day', (array_agg(a.started_at order by a.started_at desc))[@week] + interval '7 days') as free_at
            from notification o join delivery_attempt a on a.attempt_id = o.attempt_id
            where o.member_id = n.member_id and n.template_key = any(@capped) and o.template_key = any(@capped) and o.notification_id <> n.notification_id and o.to_phone is null and o.state in ('accepted', 'sent', 'delivered', 'read', 'uncertain')
                and a.started_at > clock_timestamp() - interval '7 days') cap on true
        left join lateral (
            select body, version from message_template
            where (chain_id = n.chain_id or chain_id is null) and key = n.template_key and locale in (m.language, 'id')
            order by chain_id nulls last, (locale = m.language) desc, version desc limit 1) w on true
        where n.sender_key_id = @senderKey and n.state in ('pending', 'retry') and n.next_attempt_at <= clock_timestamp()
            and not exists (select 1 from channel_pause p where p.chain_id = n.chain_id and p.channel = n.channel)
            and (n.to_phone is not null or not exists (
                select 1 from notification earlier
                where earlier.to_phone is null and earlier.member_id = n.member_id and earlier.member_seq < n.member_seq
                    and earlier.rank <= n.rank and (earlier.template_key = any(@capped)) = (n.template_key = any(@capped))
                    and (earlier.state in ('pending', 'retry', 'sending') or (earlier.state = 'uncertain' and earlier.changed_at > clock_timestamp() - interval '1 hour'))))
        order by n.rank, n.next_attempt_at, n.member_seq
        limit @lookAtOnce
        for update of n skip locked
        """;

    const string deferUntil = """
        update notification set next_attempt_at = @until + @spread * random(), reason = @reason, changed_at = clock_timestamp()
        where notification_id = @notificationId and state in ('pending', 'retry')
        """;

    const string end = """
        update notification set state = @state, reason = @reason, next_attempt_at = null, changed_at = clock_timestamp()
        where notification_id = @notificationId and state in ('pending', 'retry')
        """;

    // The gap is four times as wide after an outage and narrows over 20 sends; it is jittered, because a steady beat looks like a machine.
    const string take = """
        with attempt as (
            insert into delivery_attempt (attempt_id, notification_id, chain_id, store_id, sender_key_id, generation, n, started_at)
            values (@attemptId, @notificationId, @chainId, @storeId, @senderKey, @generation, @attempt, clock_timestamp())),
        slot as (
            update sender_key
            set next_slot_at = clock_timestamp() + interval '1 millisecond' * gap_ms * (1 + 3 * ramp_left / 20.0) * (1 + jitter_percent / 100.0 * (2 * random() - 1)),
                in_flight = @attemptId, in_flight_until = clock_timestamp() + @lease
            where sender_key_id = @senderKey)
        update notification
        set state = 'sending', reason = null, attempt_id = @attemptId, attempts = @attempt, next_attempt_at = null, lease_until = clock_timestamp() + @lease,
            template_version = @templateVersion, locale = @locale, to_hash = @toHash, text_hash = @textHash, changed_at = clock_timestamp()
        where notification_id = @notificationId and state in ('pending', 'retry')
        """;
}
