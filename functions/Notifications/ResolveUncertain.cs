using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// What nobody knows the fate of. An attempt whose lease ran out may have been sent by an instance that died; after 15 minutes the template
/// decides: hold (a person looks) or send once more. Blastify cannot be asked what became of a message; a gateway that tells by itself settles it sooner (<see cref="PostReports"/>).
/// </summary>
public sealed class ResolveUncertain(Database database)
{
    public Task<int> RunAsync(CancellationToken cancellation) => database.Everywhere(async work =>
        await work.Execute(leaseExpired) + await work.Execute(decide), cancellation);

    const string leaseExpired = """
        with lost as (
            update notification
            set state = 'uncertain', reason = 'lease-expired', lease_until = null, next_attempt_at = clock_timestamp() + interval '15 minutes', changed_at = clock_timestamp()
            where state = 'sending' and lease_until <= clock_timestamp()
            returning attempt_id)
        update sender_key set in_flight = null where in_flight in (select attempt_id from lost)
        """;

    const string decide = """
        update notification n
        set state = case when again.yes then 'retry' else 'uncertain' end,
            reason = case when again.yes then 'resend_once' else 'needs-a-person' end,
            generation = case when again.yes then n.generation + 1 else n.generation end,
            resends = case when again.yes then n.resends + 1 else n.resends end,
            next_attempt_at = case when again.yes then clock_timestamp() end,
            changed_at = clock_timestamp()
        from (
            select due.notification_id, due.resends = 0 and coalesce((
                select t.when_uncertain = 'resend_once' from message_template t
                where (t.chain_id = due.chain_id or t.chain_id is null) and t.key = due.template_key and t.version = due.template_version and t.locale = due.locale
                order by t.chain_id nulls last limit 1), false) as yes
            from notification due
            where due.state = 'uncertain' and due.next_attempt_at <= clock_timestamp()
            for update skip locked) again
        where n.notification_id = again.notification_id
        """;
}
