using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Sasuai.Dev;
using Sasuai.Functions.Notifications;
using Sasuai.Messages;
using Sasuai.Tests.Hosting;

namespace Sasuai.Tests.Notifications;

public sealed class OutboxRelayTests(TestServers servers)
{
    [Fact]
    public async Task An_event_is_published_once_and_marked_when_the_broker_has_it()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var reached = await rig.ReachedAsync();
        await rig.OutboxAsync(reached);

        (await RelayAsync(rig.Instance())).ShouldBe(1);
        (await RelayAsync(rig.Instance())).ShouldBe(0);

        (await rig.TakeAllAsync(QueueNames.notifyWhatsApp)).Select(each => each.Body).ShouldBe([MessagesRig.Text(reached)]);
        (await rig.CountAsync("outbox where published_at is null")).ShouldBe(0);
    }

    [Fact, Trait("Fault", "F4")]
    public async Task An_event_that_no_queue_takes_stays_and_does_not_hold_up_the_others()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var lost = await rig.ReachedAsync();
        await rig.OutboxAsync(lost, routingKey: "no.queue.takes.this");
        await rig.OutboxAsync(await rig.ReachedAsync());

        (await RelayAsync(rig.Instance())).ShouldBe(1);

        (await rig.ValueAsync<Guid>("select event_id from outbox where published_at is null")).ShouldBe(lost.EventId);
        (await rig.ValueAsync<string>("select last_error from outbox where published_at is null")).ShouldContain("no.queue.takes.this");
        rig.Log.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(lost.EventId.ToString(), StringComparison.Ordinal));
    }

    [Fact, Trait("Fault", "F4")]
    public async Task A_queue_that_was_deleted_makes_events_wait_and_never_marks_them()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        await rig.OutboxAsync(await rig.ReachedAsync());
        await RelayAsync(instance);
        await using (var connection = await new ConnectionFactory { Uri = new Uri(rig.Rabbit) }.CreateConnectionAsync(TestContext.Current.CancellationToken))
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken))
            await channel.QueueDeleteAsync(QueueNames.notifyWhatsApp, cancellationToken: TestContext.Current.CancellationToken);

        await rig.OutboxAsync(await rig.ReachedAsync());
        (await RelayAsync(instance)).ShouldBe(0);
        (await rig.CountAsync("outbox where published_at is null")).ShouldBe(1);

        // The next copy of the program declares what is missing.
        await rig.TimePassesAsync(TimeSpan.FromMinutes(5));
        (await RelayAsync(rig.Instance())).ShouldBe(1);
    }

    [Fact]
    public async Task Two_relays_at_once_publish_each_event_once()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        const int events = 600;
        await rig.SqlAsync("""
            insert into outbox (event_id, chain_id, type, version, routing_key, aggregate_id, payload, created_at)
            select gen_random_uuid(), @chain, 'TierReached', 1, @key, gen_random_uuid(), n::text, now() from generate_series(1, @events) n
            """, new { chain = rig.Chain.Value, key = QueueNames.tierReached, events });
        var two = new[] { rig.Instance(), rig.Instance() };

        var published = await Task.WhenAll(two.Select(RelayAsync));
        await RelayAsync(two[0]);

        published.Sum().ShouldBeLessThanOrEqualTo(events);
        var bodies = await rig.TakeAllAsync(QueueNames.notifyWhatsApp);
        bodies.Count.ShouldBe(events);
        bodies.Select(each => each.Body).Distinct().Count().ShouldBe(events);
    }

    [Fact, Trait("Fault", "F1"), Trait("Fault", "F2")]
    public async Task While_the_broker_is_away_events_wait_and_then_each_member_is_told_once()
    {
        await using var broker = await RabbitServer.StartAsync(TestContext.Current.CancellationToken);
        await broker.KillAsync();
        await using var rig = await MessagesRig.StartAsync(await MessagesDatabase.NewAsync(servers), broker.Uri);
        for (var each = 0; each < 5; each++)
            await rig.OutboxAsync(await rig.ReachedAsync());

        // Down at the start: everything comes up without it, and nothing is lost.
        await using var whole = await WholeProgram.StartAsync(rig);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        (await rig.CountAsync("outbox where published_at is null")).ShouldBe(5);

        await broker.StartAgainAsync(TestContext.Current.CancellationToken);
        await Eventually.Is(async () => await rig.CountAsync("notification where state = 'accepted'") == 5, seconds: 40);

        // And killed in the middle of publishing.
        var writing = Task.Run(async () =>
        {
            for (var each = 0; each < 40; each++)
                await rig.OutboxAsync(await rig.ReachedAsync());
        }, TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(150), TestContext.Current.CancellationToken);
        await broker.KillAsync();
        await writing;
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await broker.StartAgainAsync(TestContext.Current.CancellationToken);

        await Eventually.Is(async () => await rig.CountAsync("notification where state = 'accepted'") == 45, seconds: 60);
        rig.Gateway.Log.Select(each => each.Number).Order().ShouldBe(rig.Gateway.Log.Select(each => each.Number).Distinct().Order());
        rig.Gateway.Delivered.Count.ShouldBe(45);
        (await rig.CountAsync("outbox where published_at is null")).ShouldBe(0);
    }

    static Task<int> RelayAsync(IServiceProvider instance) =>
        instance.GetRequiredService<OutboxRelay>().RunAsync(TestContext.Current.CancellationToken);
}
