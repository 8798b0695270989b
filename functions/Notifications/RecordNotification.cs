using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Npgsql;
using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// An event of the shops becomes a notification, once, however often it comes. This takes milliseconds and calls no gateway: from the
/// commit on, the row is the truth and the broker has done its work.
/// </summary>
public sealed class RecordNotification(Database database, RabbitPublisher publisher, SenderBell sender, TimeProvider clock, ILogger<RecordNotification> log)
{
    const string consumer = QueueNames.notifyWhatsApp;
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
            await database.Everywhere(work => RecordAsync(work, told), cancellation);
        }
        catch (Exception fault) when (IsAway(fault) && !cancellation.IsCancellationRequested)
        {
            // A throw would come back at once, five times, and then be lost to the parked queue; so it waits in a queue of its own.
            var queue = clock.GetUtcNow() - told.OccurredAt < longWaitFrom ? QueueNames.notifyWhatsAppWait30s : QueueNames.notifyWhatsAppWait5m;
            log.DatabaseAway(told.EventId, queue);
            await CopyAsync(new Outgoing("", queue, told.EventId, told.RoutingKey, message, new Dictionary<string, string>()), cancellation);
        }
    }

    async Task<bool> RecordAsync(Work work, Announcement told)
    {
        if (await work.Execute(takeIn, new { consumer, told.EventId, told.ChainId }) == 0)
        {
            log.Duplicate(told.EventId);
            return false;
        }
        var id = Guid.CreateVersion7();
        var made = await work.Execute(insert, new
        {
            id, told.ChainId, told.StoreId, told.MemberId, told.TierId, told.EventId, told.SaleId,
            told.DedupeKey, channel = Templates.whatsApp, told.TemplateKey, clientRef = RefOf(id),
            told.SubjectId, told.ExpiresAt, told.Rank,
        });
        if (made == 0)
        {
            log.Duplicate(told.EventId);
            return false;
        }
        log.Recorded(id, told.EventId, told.SaleId ?? Guid.Empty);
        work.AfterCommit(sender.Ring);
        return true;
    }

    async Task CopyAsync(Outgoing copy, CancellationToken cancellation)
    {
        // Only a confirmed copy lets the original be acknowledged; otherwise the throw keeps it.
        if (await publisher.PublishAsync([copy], cancellation) is [{ Kept: not Kept.Confirmed } lost])
            throw new IOException($"The copy of message {copy.MessageId} for {copy.RoutingKey} was not confirmed: {lost.Why}");
    }

    /// <summary>Ten letters and digits of the message itself, by which a person finds it again.</summary>
    internal static string RefOf(Guid id) => Convert.ToHexString(SHA256.HashData(id.ToByteArray()))[..10];

    static bool IsAway(Exception fault) => fault switch
    {
        PostgresException told => told.IsTransient || told.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.ReadOnlySqlTransaction,
        DbException or TimeoutException or SocketException or IOException => true,
        _ => false,
    };

    const string takeIn = """
        insert into inbox (consumer, event_id, chain_id, received_at)
        values (@consumer, @eventId, @chainId, clock_timestamp())
        on conflict do nothing
        """;

    // The chain's own key where it has one, otherwise the one that all share.
    const string insert = """
        insert into notification (notification_id, chain_id, store_id, member_id, tier_id, event_id, sale_id, subject_id, rank, dedupe_key, channel, template_key,
            client_ref, sender_key_id, state, next_attempt_at, expires_at, created_at, changed_at)
        select @id, @chainId, @storeId, @memberId, @tierId, @eventId, @saleId, @subjectId, @rank, @dedupeKey, @channel, @templateKey,
            @clientRef, key.sender_key_id, 'pending', clock_timestamp(), @expiresAt, clock_timestamp(), clock_timestamp()
        from (select sender_key_id from sender_key where chain_id = @chainId or chain_id is null order by chain_id nulls last limit 1) key
        on conflict (dedupe_key) do nothing
        """;
}
