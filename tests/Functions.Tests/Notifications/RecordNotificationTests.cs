using Microsoft.Extensions.DependencyInjection;
using Sasuai.Dev;
using Sasuai.Functions.Notifications;
using Sasuai.Messages;
using Sasuai.Tests.Hosting;

namespace Sasuai.Tests.Notifications;

public sealed class RecordNotificationTests(TestServers servers)
{
    [Fact, Trait("Fault", "F10")]
    public async Task An_event_that_comes_three_times_is_one_message()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        var reached = await rig.ReachedAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => rig.RecordedAsync(instance, reached)));
        // The same tier under another event's id is the same news.
        await rig.RecordedAsync(instance, reached with { EventId = Guid.CreateVersion7() });
        await MessagesRig.PumpAsync(instance);
        await rig.RecordedAsync(instance, reached);
        await MessagesRig.PumpAsync(instance);

        (await rig.CountAsync("notification")).ShouldBe(1);
        rig.Gateway.Log.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("not json at all +6281234567890")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"eventId":"0199a000-0000-7000-8000-000000000009","version":99}""")]
    public async Task A_message_that_cannot_be_read_is_parked_with_its_reason(string poison)
    {
        await using var rig = await MessagesRig.StartAsync(servers);

        await ActivatorUtilities.CreateInstance<RecordNotification>(rig.Instance()).OnMessage(poison, TestContext.Current.CancellationToken);

        var parked = (await rig.TakeAllAsync(QueueNames.notifyWhatsAppParked)).ShouldHaveSingleItem();
        parked.Body.ShouldBe(poison);
        parked.Headers.ShouldContain("reason=");
        (await rig.CountAsync("notification")).ShouldBe(0);
        rig.Log.ShouldNotContain(line => line.Contains("6281234567890", StringComparison.Ordinal));
    }

    [Fact, Trait("Fault", "F14")]
    public async Task A_poison_message_among_a_thousand_holds_up_none_of_them()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        await rig.LiftCapsAsync();
        for (var each = 0; each < 1_000; each++)
        {
            var reached = await rig.ReachedAsync();
            await rig.OutboxAsync(reached);
            if (each == 10)
                await rig.SqlAsync("update outbox set payload = 'poison' where event_id = @id", new { id = reached.EventId });
        }

        await using var whole = await WholeProgram.StartAsync(rig);
        await Eventually.Is(async () => await rig.CountAsync("notification where state = 'accepted'") == 999, seconds: 120);

        (await rig.TakeAllAsync(QueueNames.notifyWhatsAppParked)).Select(each => each.Body).ShouldBe(["poison"]);
        rig.Gateway.Delivered.Count.ShouldBe(999);
    }

    [Fact, Trait("Fault", "F9")]
    public async Task While_the_database_is_away_an_event_waits_in_the_broker_and_comes_back_by_itself()
    {
        await using var postgres = await PostgresServer.StartAsync(syncToDisk: false, TestContext.Current.CancellationToken);
        var database = await postgres.CreateDatabaseAsync("away", cancellation: TestContext.Current.CancellationToken);
        await MessagesDatabase.MigrateAsync(database);
        await using var rig = await MessagesRig.StartAsync(database, await servers.NewVirtualHostAsync());
        var instance = rig.Instance();
        var reached = await rig.ReachedAsync();
        var old = (await rig.ReachedAsync()) with { OccurredAt = reached.OccurredAt.AddMinutes(-6) };
        await postgres.KillAsync();

        await rig.RecordedAsync(instance, reached);
        await rig.RecordedAsync(instance, old);

        (await rig.TakeAllAsync(QueueNames.notifyWhatsAppWait5m)).ShouldHaveSingleItem().Body.ShouldBe(MessagesRig.Text(old));
        await postgres.StartAgainAsync(TestContext.Current.CancellationToken);
        await using var whole = await WholeProgram.StartAsync(rig);
        // The wait of 30 s is the queue's own and real.
        await Eventually.Is(async () => await rig.CountAsync("notification where state = 'accepted'") == 1, seconds: 50);
        rig.Gateway.Delivered.Count.ShouldBe(1);
        (await rig.TakeAllAsync(QueueNames.notifyWhatsAppParked)).ShouldBeEmpty();
    }

    [Fact, Trait("Fault", "F9")]
    public async Task A_database_that_restarts_while_messages_flow_neither_loses_nor_doubles_one()
    {
        await using var postgres = await PostgresServer.StartAsync(syncToDisk: true, TestContext.Current.CancellationToken);
        var database = await postgres.CreateDatabaseAsync("restarts", cancellation: TestContext.Current.CancellationToken);
        await MessagesDatabase.MigrateAsync(database);
        await using var rig = await MessagesRig.StartAsync(database, await servers.NewVirtualHostAsync());
        for (var each = 0; each < 60; each++)
            await rig.OutboxAsync(await rig.ReachedAsync());

        await using var whole = await WholeProgram.StartAsync(rig);
        await Eventually.Is(() => rig.Gateway.Log.Count > 5, seconds: 30);
        await postgres.RestartAsync(TestContext.Current.CancellationToken);

        // A message of which the record of its claim's end was cut off may be uncertain; it is never sent twice.
        await Eventually.Is(async () => await EndedAsync(rig) == 60, seconds: 60);
        rig.Gateway.Log.Select(each => each.Number).Distinct().Count().ShouldBe(rig.Gateway.Log.Count);
    }

    static async Task<long> EndedAsync(MessagesRig rig)
    {
        try
        {
            return await rig.CountAsync("notification where state in ('accepted', 'uncertain')");
        }
        catch (Npgsql.NpgsqlException)
        {
            // It restarts just now.
            return -1;
        }
    }
}
