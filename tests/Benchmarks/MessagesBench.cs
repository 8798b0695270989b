using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using Sasuai.Functions.Hosting;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Messages;
using Sasuai.Sync;

namespace Sasuai.Benchmarks;

/// <summary>
/// The messages' way against the bare client on the same durable quorum queue, with the same bodies, turn by turn in one run: the relay alone; relay and
/// recording together, from rows that wait in the outbox to rows that wait for the sender; and the whole way from sales that are posted meanwhile.
/// </summary>
static class MessagesBench
{
    const int alone = 2_000, aloneRounds = 6;
    const int backlog = 20_000, backlogRounds = 5;
    const int sellers = 8, salesEach = 500, salesInAPush = 100;
    static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    public static async IAsyncEnumerable<Figure> Run()
    {
        await using var cloud = await BenchCloud.StartAsync();
        // No message leaves: the key is paused, and the sender is not what is measured.
        await cloud.Do("update sender_key set paused_by = 'bench'");
        await using var connection = await new ConnectionFactory { Uri = new(cloud.Servers.Rabbit.Uri), ConsumerDispatchConcurrency = 1 }.CreateConnectionAsync();
        await Topology.DeclareAsync(connection, default);
        await using var bare = await BareQueue.OpenAsync(connection);
        var relay = cloud.Services.GetRequiredService<OutboxRelay>();
        yield return await RelayAlone(cloud, relay, bare);
        await bare.PurgeAsync(QueueNames.notifyWhatsApp);

        await using var recording = StartRecording(cloud);
        await recording.StartAsync();
        List<double> drained = [], ceiling = [], whole = [];
        for (var round = 0; round < backlogRounds; round++)
        {
            await FillOutbox(cloud, backlog);
            var before = await Recorded(cloud);
            drained.Add(backlog * 1_000 / await Readings.Milliseconds(() => Task.WhenAll(relay.RunAsync(default), UntilRecorded(cloud, before + backlog))));
            ceiling.Add(backlog * 1_000 / await Readings.Milliseconds(() => bare.PublishAndConsume(backlog)));
            var shops = await Shops(cloud);
            before = await Recorded(cloud);
            whole.Add(sellers * salesEach * 1_000 / await Readings.Milliseconds(() => Task.WhenAll(SellAndRelay(cloud, relay, shops), UntilRecorded(cloud, before + (sellers * salesEach)))));
            // The first rounds warm connections, plans and code.
            if (round < 2) foreach (var warm in new[] { drained, ceiling, whole }) warm.Clear();
        }
        yield return new("relay and recording, 20 000 drained", "msg/s", Readings.Quantile(drained, 0.5), "bare publish and consume", Readings.Quantile(ceiling, 0.5), 0.60, AtLeast: true);
        yield return new("whole way, 8 shops post sales meanwhile", "msg/s", Readings.Quantile(whole, 0.5), "bare publish and consume", Readings.Quantile(ceiling, 0.5), 0.16, AtLeast: true);
    }

    static async Task<Figure> RelayAlone(BenchCloud cloud, OutboxRelay relay, BareQueue bare)
    {
        List<double> ours = [], rival = [];
        for (var round = 0; round < aloneRounds; round++)
        {
            await FillOutbox(cloud, alone);
            var relayed = 0;
            var relayTime = await Readings.Milliseconds(async () => relayed = await relay.RunAsync(default));
            if (relayed != alone) throw new InvalidOperationException($"The relay published {relayed} of {alone}.");
            await bare.PurgeAsync(QueueNames.notifyWhatsApp);
            var bareTime = await Readings.Milliseconds(() => bare.PublishInBatches(alone));
            if (round == 0) continue;
            ours.Add(alone * 1_000 / relayTime);
            rival.Add(alone * 1_000 / bareTime);
        }
        return new("relay, outbox to confirmed, batches of 200", "msg/s", Readings.Quantile(ours, 0.5), "bare tracked confirms", Readings.Quantile(rival, 0.5), 0.60, AtLeast: true);
    }

    /// <summary>The recording function alone, on the self host, as an instance runs it.</summary>
    static WebApplication StartRecording(BenchCloud cloud)
    {
        var host = SelfHost.CreateBuilder([.. cloud.Settings.Select(each => $"--{each.Key}={each.Value}"), "--urls=http://127.0.0.1:0", "--MessageLoops=false"], typeof(RecordNotification));
        host.Services.AddSasuai(host.Configuration);
        host.Logging.ClearProviders();
        return host.Build();
    }

    static async Task FillOutbox(BenchCloud cloud, int events)
    {
        var reached = Enumerable.Range(0, events).Select(_ => new TierReached(Guid.CreateVersion7(), 1, DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()),
            cloud.Chain, cloud.Store, new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), "lifetime", Guid.CreateVersion7())).ToArray();
        await cloud.Do("""
            insert into outbox (event_id, chain_id, type, version, routing_key, aggregate_id, payload, created_at)
            select e.id, @chain, 'tier-reached', 1, @key, e.id, e.payload, now() from unnest(@ids, @payloads) e(id, payload)
            """, new
        {
            chain = cloud.Chain, key = QueueNames.tierReached, ids = Array.ConvertAll(reached, one => one.EventId), payloads = Array.ConvertAll(reached, one => JsonSerializer.Serialize(one, WireJson.Default.TierReached))
        });
    }

    static Task<long> Recorded(BenchCloud cloud) => cloud.Ask<long>("select count(*) from notification");

    static async Task UntilRecorded(BenchCloud cloud, long count)
    {
        var since = TimeProvider.System.GetTimestamp();
        // Counting tens of thousands of rows again and again would be measured with it, so the sequence is watched first.
        while (await cloud.Ask<long>("select last_value from notification_member_seq_seq") < count || await Recorded(cloud) < count)
        {
            if (TimeProvider.System.GetElapsedTime(since) > limit) throw new TimeoutException($"{await Recorded(cloud)} of {count} events were recorded.");
            await Task.Delay(20);
        }
    }

    static async Task<IReadOnlyList<(TerminalCaller Terminal, ChangeBatch[] Pushes)>> Shops(BenchCloud cloud)
    {
        var shops = new List<(TerminalCaller, ChangeBatch[])>();
        for (var shop = 0; shop < sellers; shop++)
        {
            var terminal = await cloud.NewTerminal(await cloud.NewStore());
            var members = await cloud.NewMembers(salesEach);
            var hash = HashChain.Genesis(terminal.TerminalId, 1);
            var pushes = members.Chunk(salesInAPush).Select((own, number) =>
            {
                var push = SyncBench.Batch(terminal.TerminalId, number * salesInAPush, hash, [.. own], $"B{terminal.StoreId.ToString()[^8..]}{shops.Count}");
                hash = push.Changes.Aggregate(hash, HashChain.Next);
                return push;
            }).ToArray();
            shops.Add((terminal, pushes));
        }
        return shops;
    }

    static async Task SellAndRelay(BenchCloud cloud, OutboxRelay relay, IReadOnlyList<(TerminalCaller Terminal, ChangeBatch[] Pushes)> shops)
    {
        var selling = Task.WhenAll(shops.Select(async shop =>
        {
            foreach (var push in shop.Pushes)
            {
                await cloud.Services.GetRequiredService<PushChanges>().Keep(shop.Terminal, push, default);
                await cloud.Services.GetRequiredService<FactApplier>().Apply(shop.Terminal.StoreId, default);
            }
        }));
        while (!selling.IsCompleted)
            if (await relay.RunAsync(default) == 0) await Task.Delay(5);
        await selling;
        await relay.RunAsync(default);
    }

    /// <summary>What the client can do through the same exchange on a queue of the same settings when nothing is remembered.</summary>
    sealed class BareQueue(IChannel publisher, IChannel consumer) : IAsyncDisposable
    {
        const string queue = "bench.bare";
        const int window = 256;
        static readonly byte[] body = Encoding.UTF8.GetBytes(new string('x', 350));
        static readonly BasicProperties properties = new() { Persistent = true };

        public static async Task<BareQueue> OpenAsync(IConnection connection)
        {
            var publisher = await connection.CreateChannelAsync(new(true, true, new ThrottlingRateLimiter(window * 2, 0)));
            var shape = Topology.Queues.First(each => each.Name == QueueNames.notifyWhatsApp);
            await publisher.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, shape.Arguments.ToDictionary(each => each.Key, each => (object?)each.Value, StringComparer.Ordinal));
            await publisher.QueueBindAsync(queue, QueueNames.events, queue);
            var consumer = await connection.CreateChannelAsync();
            await consumer.BasicQosAsync(0, 200, global: false);
            return new(publisher, consumer);
        }

        public Task PurgeAsync(string name) => publisher.QueuePurgeAsync(name);

        public async Task PublishInBatches(int messages)
        {
            for (var sent = 0; sent < messages; sent += OutboxRelay.batchMax)
                await Task.WhenAll(Enumerable.Range(0, OutboxRelay.batchMax).Select(_ => publisher.BasicPublishAsync(QueueNames.events, queue, mandatory: true, properties, body).AsTask()));
            await publisher.QueuePurgeAsync(queue);
        }

        public async Task PublishAndConsume(int messages)
        {
            var (came, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            var reading = new RabbitMQ.Client.Events.AsyncEventingBasicConsumer(consumer);
            reading.ReceivedAsync += async (_, delivery) =>
            {
                await consumer.BasicAckAsync(delivery.DeliveryTag, multiple: false);
                if (++came == messages) all.TrySetResult();
            };
            var tag = await consumer.BasicConsumeAsync(queue, autoAck: false, reading);
            using var room = new SemaphoreSlim(window);
            var publishing = new List<Task>(messages);
            for (var sent = 0; sent < messages; sent++)
            {
                await room.WaitAsync();
                publishing.Add(PublishOne(room));
            }
            await Task.WhenAll(publishing);
            await all.Task;
            await consumer.BasicCancelAsync(tag);
        }

        async Task PublishOne(SemaphoreSlim room)
        {
            await publisher.BasicPublishAsync(QueueNames.events, queue, mandatory: true, properties, body);
            room.Release();
        }

        public async ValueTask DisposeAsync()
        {
            await publisher.QueueDeleteAsync(queue);
            await publisher.DisposeAsync();
            await consumer.DisposeAsync();
        }
    }
}
