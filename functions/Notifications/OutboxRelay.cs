using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// Publishes what waits in the outbox, and marks only what the broker confirmed. Several relays may run at once, because claimed rows are
/// skipped by the others; a relay that dies between publish and mark publishes again, and the inbox absorbs it.
/// </summary>
public sealed class OutboxRelay(Database database, RabbitPublisher publisher, ILogger<OutboxRelay> log)
{
    /// <summary>Rows claimed at once.</summary>
    public const int batchMax = 200;

    // While one lane's batch is with the broker, the other's is with the database.
    const int lanes = 2;

    /// <summary>Publishes until nothing is due, the broker is away or <paramref name="cancellation"/> says so; how many were confirmed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var first = await BatchAsync(cancellation);
        // A full batch of confirmations promises more; anything else waits for the next bell or look.
        if (first < batchMax)
            return first;
        var more = await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => LaneAsync(cancellation)));
        return first + more.Sum();
    }

    async Task<int> LaneAsync(CancellationToken cancellation)
    {
        for (var published = 0; ;)
        {
            var confirmed = await BatchAsync(cancellation);
            published += confirmed;
            if (confirmed < batchMax)
                return published;
        }
    }

    async Task<int> BatchAsync(CancellationToken cancellation)
    {
        try
        {
            return await database.Everywhere(async work =>
            {
                await work.Execute(forThisBatch);
                var due = await work.Query<OutboxRow>(claim, new { batchMax });
                if (due.Count == 0)
                    return 0;
                var answers = await publisher.PublishAsync([.. due.Select(ToMessage)], cancellation);
                return await MarkAsync(work, due, answers);
            }, cancellation);
        }
        catch (BrokerFault away)
        {
            log.BrokerAway(away.Message);
            return 0;
        }
        catch (TopologyFault wrong)
        {
            log.TopologyWrong(wrong.Message);
            return 0;
        }
    }

    async Task<int> MarkAsync(Work work, IReadOnlyList<OutboxRow> due, IReadOnlyList<Publication> answers)
    {
        var all = due.Zip(answers).ToList();
        var kept = all.Where(each => each.Second.Kept == Kept.Confirmed).Select(each => each.First).ToArray();
        if (kept.Length > 0)
        {
            await work.Execute(markPublished, new { confirmed = Array.ConvertAll(kept, row => row.Id) });
            log.Published(kept.Length);
            work.AfterCommit(() => Array.ForEach(kept, row => Telemetry.Ended("publish event", row.TraceParent, work.Now)));
        }
        foreach (var (row, answer) in all.Where(each => each.Second.Kept != Kept.Confirmed))
        {
            if (answer.Kept == Kept.Returned)
                log.Unroutable(row.RoutingKey, row.EventId);
            else
                log.NotKept(row.EventId, answer.Why ?? "");
            await work.Execute(keepWaiting, new { row.Id, answer.Why });
        }
        work.AfterCommit(() => MessageMeasures.Published(kept.Length, due.Count - kept.Length));
        return kept.Length;
    }

    static Outgoing ToMessage(OutboxRow row) =>
        new(QueueNames.events, row.RoutingKey, row.EventId, row.Type, row.Payload,
            row.TraceParent is { } trace ? new Dictionary<string, string> { ["traceparent"] = trace } : []);

    sealed record OutboxRow(long Id, Guid EventId, string Type, string RoutingKey, string Payload, string? TraceParent);

    // In the order of the index and only as far as a batch reaches: otherwise the planner, for whom few rows ever wait, sorts the whole backlog for every batch.
    const string forThisBatch = "set local idle_in_transaction_session_timeout = '30s'; set local enable_sort = off; set local enable_bitmapscan = off";

    const string claim = """
        select id, event_id, type, routing_key, payload, trace_parent
        from outbox
        where published_at is null and (next_attempt_at is null or next_attempt_at <= clock_timestamp())
        order by id
        limit @batchMax
        for update skip locked
        """;

    const string markPublished = "update outbox set published_at = clock_timestamp(), attempts = attempts + 1, last_error = null where id = any(@confirmed)";

    // Each row rests by itself, 1 s to 5 min, so that one that no queue takes cannot starve the others.
    const string keepWaiting = """
        update outbox
        set attempts = attempts + 1, last_error = @why,
            next_attempt_at = clock_timestamp() + least(interval '5 minutes', interval '1 second' * power(2, least(attempts, 12)))
        where id = @id
        """;
}
