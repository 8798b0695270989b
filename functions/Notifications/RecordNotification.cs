using Microsoft.Azure.Functions.Worker;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// An event of the shops becomes a notification, once, however often it comes. This takes milliseconds and calls no gateway: from the
/// commit on, the row is the truth and the broker has done its work.
/// </summary>
public sealed class RecordNotification(Intake intake, RabbitPublisher publisher, TimeProvider clock, ILogger<RecordNotification> log)
{
    const int parkedBodyMax = 64 * 1024;

    // The function gets no headers, so the event's age says how long it has been turned away.
    static readonly TimeSpan longWaitFrom = TimeSpan.FromMinutes(5);

    [Function("RecordNotification")]
    public async Task OnMessage([RabbitMQTrigger(QueueNames.notifyWhatsApp, ConnectionStringSetting = "RabbitMq")] string message, CancellationToken cancellation)
    {
        if (Announcement.Read(message, out var why) is not { } told)
        {
            log.Parked(why);
            await CopyAsync(new Outgoing(QueueNames.deadLetters, QueueNames.notifyWhatsAppParked, Guid.CreateVersion7(), "unreadable",
                message.Length > parkedBodyMax ? message[..parkedBodyMax] : message, new Dictionary<string, string> { ["reason"] = why }), cancellation);
            return;
        }
        try
        {
            await intake.RecordAsync(told, cancellation);
        }
        catch (Exception fault) when (Intake.IsAway(fault) && !cancellation.IsCancellationRequested)
        {
            // A throw would come back at once, five times, and then be lost to the parked queue; so it waits in a queue of its own.
            var queue = clock.GetUtcNow() - told.OccurredAt < longWaitFrom ? QueueNames.notifyWhatsAppWait30s : QueueNames.notifyWhatsAppWait5m;
            log.DatabaseAway(told.EventId, queue);
            await CopyAsync(new Outgoing("", queue, told.EventId, told.RoutingKey, message, new Dictionary<string, string>()), cancellation);
        }
    }

    async Task CopyAsync(Outgoing copy, CancellationToken cancellation)
    {
        // Only a confirmed copy lets the original be acknowledged; otherwise the throw keeps it.
        if (await publisher.PublishAsync([copy], cancellation) is [{ Kept: not Kept.Confirmed } lost])
            throw new IOException($"The copy of message {copy.MessageId} for {copy.RoutingKey} was not confirmed: {lost.Why}");
    }
}
