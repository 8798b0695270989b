using System.Diagnostics;

namespace Sasuai.Functions.Platform;

/// <summary>What must be told, recorded with its cause in one transaction; the relay publishes it later, and as often as it takes.</summary>
static class Outbox
{
    public static Task Put(Work work, ChainId chain, Guid eventId, string type, int version, string routingKey, Guid aggregateId, string payload) =>
        work.Execute(insert, new { eventId, chain, type, version, routingKey, aggregateId, payload, trace = Activity.Current?.Id, now = work.Now });

    const string insert = """
        insert into outbox (event_id, chain_id, type, version, routing_key, aggregate_id, payload, trace_parent, created_at)
        values (@eventId, @chain, @type, @version, @routingKey, @aggregateId, @payload, @trace, @now)
        """;
}
