namespace Sasuai.Functions.Platform;

/// <summary>What must be told, recorded with its cause in one transaction; the relay publishes it later, and as often as it takes.</summary>
static class Outbox
{
    /// <summary>Many of one kind at once. One that is there already, by its event id, is not put again; how many were new.</summary>
    /// <param name="events">The cause is the sale's id where a sale is, and otherwise the event's own: the trace that it belongs to.</param>
    public static Task<int> Put(Work work, ChainId chain, string type, int version, string routingKey, IReadOnlyCollection<(Guid EventId, Guid Cause, Guid AggregateId, string Payload)> events) =>
        events.Count == 0 ? Task.FromResult(0) : work.Execute(insertMany, new
        {
            chain, type, version, routingKey, now = work.Now,
            traces = events.Select(one => Telemetry.TraceParent(one.Cause)).ToArray(), ids = events.Select(one => one.EventId).ToArray(), aggregates = events.Select(one => one.AggregateId).ToArray(), payloads = events.Select(one => one.Payload).ToArray()
        });

    public static Task Put(Work work, ChainId chain, Guid eventId, Guid cause, string type, int version, string routingKey, Guid aggregateId, string payload) =>
        work.Execute(insert, new { eventId, chain, type, version, routingKey, aggregateId, payload, trace = Telemetry.TraceParent(cause), now = work.Now });

    const string insertMany = """
        insert into outbox (event_id, chain_id, type, version, routing_key, aggregate_id, payload, trace_parent, created_at)
        select e.id, @chain, @type, @version, @routingKey, e.aggregate, e.payload, e.trace, @now from unnest(@ids, @aggregates, @payloads, @traces) as e(id, aggregate, payload, trace)
        on conflict (event_id) do nothing
        """;

    const string insert = """
        insert into outbox (event_id, chain_id, type, version, routing_key, aggregate_id, payload, trace_parent, created_at)
        values (@eventId, @chain, @type, @version, @routingKey, @aggregateId, @payload, @trace, @now)
        """;
}
