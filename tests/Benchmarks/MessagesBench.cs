using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Sasuai.Functions.Notifications;
using Sasuai.Messages;

namespace Sasuai.Benchmarks;

/// <summary>
/// The relay, from rows that wait in the outbox to confirmed and marked, against the bare client that publishes the same bodies to the same durable quorum
/// queue with tracked confirms in batches of the same size, and remembers nothing. Turn by turn in one run.
/// </summary>
static class MessagesBench
{
    const int events = 2_000;
    const int rounds = 5;

    public static async IAsyncEnumerable<Figure> Run()
    {
        await using var cloud = await BenchCloud.StartAsync();
        var factory = new ConnectionFactory { Uri = new(cloud.Servers.Rabbit.Uri) };
        await using var connection = await factory.CreateConnectionAsync();
        await Topology.DeclareAsync(connection, default);
        await using var bare = await connection.CreateChannelAsync(new(true, true, new ThrottlingRateLimiter(OutboxRelay.batchMax * 2, 0)));
        var relay = cloud.Services.GetRequiredService<OutboxRelay>();
        List<double> ours = [], rival = [];
        for (var round = 0; round < rounds; round++)
        {
            await cloud.Do(fillOutbox, new { events, key = QueueNames.tierReached });
            var relayed = 0;
            var relayTime = await Readings.Milliseconds(async () => relayed = await relay.RunAsync(default));
            if (relayed != events) throw new InvalidOperationException($"The relay published {relayed} of {events}.");
            var bareTime = await Readings.Milliseconds(() => Publish(bare));
            await bare.QueuePurgeAsync(QueueNames.notifyWhatsApp);
            if (round == 0) continue;
            ours.Add(relayTime);
            rival.Add(bareTime);
        }
        yield return new("relay, outbox to confirmed, batches of 200", "msg/s", Rate(ours), "bare tracked confirms", Rate(rival), 0.40, AtLeast: true);
    }

    static double Rate(List<double> milliseconds) => events * 1_000 / Readings.Quantile(milliseconds, 0.5);

    static async Task Publish(IChannel channel)
    {
        var body = Encoding.UTF8.GetBytes(new string('x', 350));
        var properties = new BasicProperties { Persistent = true };
        for (var sent = 0; sent < events; sent += OutboxRelay.batchMax)
            await Task.WhenAll(Enumerable.Range(0, OutboxRelay.batchMax)
                .Select(_ => channel.BasicPublishAsync(QueueNames.events, QueueNames.tierReached, mandatory: true, properties, body).AsTask()));
    }

    const string fillOutbox = """
        insert into outbox (event_id, chain_id, type, version, routing_key, aggregate_id, payload, created_at)
        select gen_random_uuid(), gen_random_uuid(), 'tier-reached', 1, @key, gen_random_uuid(), repeat('x', 350), now()
        from generate_series(1, @events)
        """;
}
