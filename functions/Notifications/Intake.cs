using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;
using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// Events that come at once become notifications in one transaction: while one batch is being committed, the next one gathers. Each caller hears of its own
/// event's commit and not before it, and one event's fault is never its neighbours'.
/// </summary>
public sealed class Intake(Database database, SenderBell sender, ILogger<Intake> log)
{
    const string consumer = QueueNames.notifyWhatsApp;
    const int batchMax = 250;

    readonly Lock door = new();
    readonly Queue<Caller> waiting = [];
    bool writing;

    /// <summary>Returns when the event is a notification, or is known to have been one before.</summary>
    internal async Task RecordAsync(Announcement told, CancellationToken cancellation)
    {
        var caller = new Caller(told);
        bool first;
        lock (door)
        {
            waiting.Enqueue(caller);
            (first, writing) = (!writing, true);
        }
        if (first)
            _ = WriteAllAsync();
        await caller.Written.Task.WaitAsync(cancellation);
    }

    /// <summary>Whether the database cannot be reached or written to now, so that trying at once again would not help.</summary>
    internal static bool IsAway(Exception fault) => fault switch
    {
        PostgresException told => told.IsTransient || told.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.ReadOnlySqlTransaction,
        DbException or TimeoutException or SocketException or IOException => true,
        _ => false,
    };

    /// <summary>Ten letters and digits of the message itself, by which a person finds it again.</summary>
    internal static string RefOf(Guid id) => Convert.ToHexString(SHA256.HashData(id.ToByteArray()))[..10];

    async Task WriteAllAsync()
    {
        while (TakeNext() is { Length: > 0 } batch)
            await WriteAsync(batch);
    }

    Caller[] TakeNext()
    {
        lock (door)
        {
            var batch = new Caller[Math.Min(waiting.Count, batchMax)];
            for (var taken = 0; taken < batch.Length; taken++)
                batch[taken] = waiting.Dequeue();
            writing = batch.Length > 0;
            return batch;
        }
    }

    async Task WriteAsync(Caller[] batch)
    {
        try
        {
            await database.Everywhere(work => WriteAsync(work, Array.ConvertAll(batch, caller => caller.Told)), CancellationToken.None);
            foreach (var caller in batch)
                caller.Written.TrySetResult();
        }
        catch (Exception fault) when (batch.Length == 1 || (IsAway(fault) && fault is not PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected }))
        {
            foreach (var caller in batch)
                caller.Written.TrySetException(fault);
        }
        catch (Exception fault)
        {
            log.BatchFailed(batch.Length, fault.Message);
            foreach (var caller in batch)
                await WriteAsync([caller]);
        }
    }

    async Task<bool> WriteAsync(Work work, Announcement[] told)
    {
        var ids = Array.ConvertAll(told, _ => Guid.CreateVersion7());
        var made = await work.Query<Made>(record, new
        {
            consumer, channel = Templates.whatsApp, ids, refs = Array.ConvertAll(ids, RefOf),
            eventIds = Array.ConvertAll(told, one => one.EventId), chainIds = Array.ConvertAll(told, one => one.ChainId.Value), storeIds = Array.ConvertAll(told, one => one.StoreId.Value),
            memberIds = Array.ConvertAll(told, one => one.MemberId.Value), tierIds = Array.ConvertAll(told, one => one.TierId?.Value), saleIds = Array.ConvertAll(told, one => one.SaleId),
            dedupeKeys = Array.ConvertAll(told, one => one.DedupeKey), templateKeys = Array.ConvertAll(told, one => one.TemplateKey), subjectIds = Array.ConvertAll(told, one => one.SubjectId),
            expiries = Array.ConvertAll(told, one => one.ExpiresAt), ranks = Array.ConvertAll(told, one => one.Rank),
        });
        var isNew = made.ToDictionary(one => one.EventId, one => one.NotificationId);
        foreach (var one in told)
        {
            if (isNew.Remove(one.EventId, out var id))
            {
                log.Recorded(id, one.EventId, one.SaleId ?? Guid.Empty);
                work.AfterCommit(() => Telemetry.Ended("record message", one.Cause, work.Now));
            }
            else
            {
                log.Duplicate(one.EventId);
                MessageMeasures.Duplicate();
            }
        }
        if (made.Count > 0)
            work.AfterCommit(sender.Ring);
        return made.Count > 0;
    }

    /// <summary>One who waits for a commit.</summary>
    sealed class Caller(Announcement told)
    {
        public Announcement Told => told;
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    sealed record Made(Guid EventId, Guid NotificationId);

    // The inbox in sorted order, so that two instances with the same events never wait for each other in a circle; the notifications in the order in which they
    // came, which is each member's order. The chain's own key where it has one, otherwise the one that all share.
    const string record = """
        with came as (
            select * from unnest(@ids, @refs, @eventIds, @chainIds, @storeIds, @memberIds, @tierIds, @saleIds, @dedupeKeys, @templateKeys, @subjectIds, @expiries, @ranks)
                with ordinality as e(id, ref, event_id, chain_id, store_id, member_id, tier_id, sale_id, dedupe_key, template_key, subject_id, expires_at, rank, place)),
        taken as (
            insert into inbox (consumer, event_id, chain_id, received_at)
            select @consumer, event_id, chain_id, clock_timestamp() from came order by event_id
            on conflict do nothing
            returning event_id)
        insert into notification (notification_id, chain_id, store_id, member_id, tier_id, event_id, sale_id, subject_id, rank, dedupe_key, channel, template_key,
            client_ref, sender_key_id, state, next_attempt_at, expires_at, created_at, changed_at)
        select e.id, e.chain_id, e.store_id, e.member_id, e.tier_id, e.event_id, e.sale_id, e.subject_id, e.rank, e.dedupe_key, @channel, e.template_key,
            e.ref, key.sender_key_id, 'pending', clock_timestamp(), e.expires_at, clock_timestamp(), clock_timestamp()
        from came e
        join taken t on t.event_id = e.event_id
        cross join lateral (select sender_key_id from sender_key where chain_id = e.chain_id or chain_id is null order by chain_id nulls last limit 1) key
        order by e.place
        on conflict (dedupe_key) do nothing
        returning event_id, notification_id
        """;
}
