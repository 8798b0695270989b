using Microsoft.Extensions.DependencyInjection;
using Sasuai.Functions.Notifications;
using Sasuai.Messages;
using Sasuai.Tests.Hosting;

namespace Sasuai.Tests.Notifications;

/// <summary>The design's faults of the broker, F1 to F3, on a broker that is really killed, wiped and starved.</summary>
public sealed class BrokerFaultTests(TestServers servers, OwnBroker broker) : IClassFixture<OwnBroker>
{
    const int kills = 5;

    [Fact, Trait("Fault", "F1")]
    public async Task A_broker_that_is_killed_again_and_again_in_mid_publish_loses_nothing_and_doubles_nothing()
    {
        await using var rig = await StartAsync("killed");
        await rig.LiftCapsAsync();
        var chance = new Random(20261130);
        List<TierReached> caused = [];
        await using var whole = await WholeProgram.StartAsync(rig);
        for (var kill = 0; kill < kills; kill++)
        {
            using var enough = new CancellationTokenSource();
            var selling = SellAsync(rig, caused, enough.Token);
            await Task.Delay(chance.Next(100, 900), TestContext.Current.CancellationToken);
            await broker.Server.KillAsync();
            await enough.CancelAsync();
            await selling;
            await broker.Server.StartAgainAsync(TestContext.Current.CancellationToken);
        }

        await Eventually.Is(async () => await rig.CountAsync("notification where state = 'accepted'") == caused.Count && await rig.CountAsync("outbox where published_at is null") == 0, seconds: 90);
        await MessageInvariants.HoldAsync(rig, caused);
    }

    [Fact, Trait("Fault", "F2")]
    public async Task What_a_broker_lost_with_its_disk_is_published_again()
    {
        await using var rig = await StartAsync("wiped");
        List<TierReached> caused = [];
        for (var each = 0; each < 20; each++)
            caused.Add(await rig.SoldAsync());
        (await rig.Instance().GetRequiredService<OutboxRelay>().RunAsync(TestContext.Current.CancellationToken)).ShouldBe(20);

        await broker.Server.LoseDiskAsync();
        await broker.Server.StartAgainAsync(TestContext.Current.CancellationToken);
        await broker.Server.CreateVirtualHostAsync("wiped", TestContext.Current.CancellationToken);
        await using var whole = await WholeProgram.StartAsync(rig);
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        (await rig.CountAsync("notification")).ShouldBe(0);
        await rig.TimePassesAsync(TimeSpan.FromMinutes(16));

        await Eventually.Is(async () => await rig.CountAsync("notification where state = 'accepted'") == 20, seconds: 60);
        rig.Log.ShouldContain(line => line.Contains("20 events that no worker recorded", StringComparison.Ordinal));
        await MessageInvariants.HoldAsync(rig, caused);

        // What was recorded leaves the outbox, and is not published a third time.
        await rig.TimePassesAsync(TimeSpan.FromHours(2));
        await Eventually.Is(async () => await rig.CountAsync("outbox") == 0);
        (await rig.CountAsync("inbox")).ShouldBe(20);
        await rig.TimePassesAsync(TimeSpan.FromDays(46));
        await Eventually.Is(async () => await rig.CountAsync("inbox") == 0);
    }

    [Fact, Trait("Fault", "F3")]
    public async Task A_broker_without_memory_holds_up_nobody_and_what_arrives_late_is_absorbed()
    {
        await using var rig = await StartAsync("starved");
        List<TierReached> caused = [];
        await using var whole = await WholeProgram.StartAsync(rig);
        caused.Add(await rig.SoldAsync());
        await Eventually.Is(async () => await rig.CountAsync("notification where state = 'accepted'") == 1, seconds: 30);

        await broker.Server.SetMemoryAlarmAsync(on: true, TestContext.Current.CancellationToken);
        for (var each = 0; each < 10; each++)
            caused.Add(await rig.SoldAsync());
        // The first publish gives up after 5 s; the frames may already be on their way.
        await Task.Delay(TimeSpan.FromSeconds(7), TestContext.Current.CancellationToken);
        (await rig.CountAsync("outbox where published_at is null")).ShouldBe(10);
        await broker.Server.SetMemoryAlarmAsync(on: false, TestContext.Current.CancellationToken);
        await rig.TimePassesAsync(TimeSpan.FromMinutes(5));

        await Eventually.Is(async () => await rig.CountAsync("notification where state = 'accepted'") == 11 && await rig.CountAsync("outbox where published_at is null") == 0, seconds: 60);
        await MessageInvariants.HoldAsync(rig, caused);
    }

    async Task<MessagesRig> StartAsync(string virtualHost) =>
        await MessagesRig.StartAsync(await MessagesDatabase.NewAsync(servers), await broker.Server.CreateVirtualHostAsync(virtualHost, TestContext.Current.CancellationToken));

    static async Task SellAsync(MessagesRig rig, List<TierReached> caused, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
            caused.Add(await rig.SoldAsync());
    }
}
