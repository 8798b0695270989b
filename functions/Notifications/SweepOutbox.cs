using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// The broker is transport and never the record: what it confirmed and no worker recorded in time, such as after the loss of its disk, is published again, and
/// the inbox absorbs what was only slow. What was recorded leaves the outbox, and after 45 days, longer than any replay, the inbox.
/// </summary>
public sealed class SweepOutbox(Database database, RelayBell relay, ILogger<SweepOutbox> log)
{
    // Longer than an event of a healthy broker ever waits for its worker, and than the longest rest of the retry ladder.
    static readonly TimeSpan slow = TimeSpan.FromMinutes(15);
    static readonly TimeSpan remembered = TimeSpan.FromDays(45);

    // Twice as long before each time, so that an event that no worker can read ends with these.
    const int againMax = 10;
    const int atOnce = 10_000;

    [Function("SweepOutbox")]
    public async Task Run([TimerTrigger("%SweepSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        const string consumer = QueueNames.notifyWhatsApp;
        var again = await database.Everywhere(async work =>
        {
            await work.Execute(forget, new { consumer, slow, atOnce });
            await work.Execute(forgetTaken, new { remembered });
            var lost = await work.Execute(publishAgain, new { consumer, slow, againMax });
            await MessageMeasures.ReadAsync(work);
            return lost;
        }, cancellation);
        if (again == 0) return;
        log.PublishedAgain(again);
        MessageMeasures.PublishedAgain(again);
        relay.Ring();
    }

    const string forget = """
        delete from outbox where id in (
            select o.id from outbox o join inbox i on i.consumer = @consumer and i.event_id = o.event_id
            where o.published_at < clock_timestamp() - @slow
            limit @atOnce for update of o skip locked)
        """;

    const string forgetTaken = "delete from inbox where received_at < clock_timestamp() - @remembered";

    const string publishAgain = """
        update outbox o
        set published_at = null, next_attempt_at = null, republished = republished + 1
        where published_at < clock_timestamp() - @slow * power(2, republished) and republished < @againMax
            and not exists (select 1 from inbox i where i.consumer = @consumer and i.event_id = o.event_id)
        """;
}
