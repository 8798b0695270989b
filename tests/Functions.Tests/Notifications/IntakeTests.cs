using Microsoft.Extensions.DependencyInjection;
using Sasuai.Functions.Notifications;
using Sasuai.Messages;

namespace Sasuai.Tests.Notifications;

/// <summary>Events that come at once are recorded together, and each by itself when that fails.</summary>
public sealed class IntakeTests(TestServers servers)
{
    const int events = 60;

    [Fact]
    public async Task Events_that_come_at_once_share_transactions()
    {
        await using var rig = await MessagesRig.StartAsync(servers);

        await RecordAllAsync(rig, await ReachedAsync(rig));

        (await rig.CountAsync("notification")).ShouldBe(events);
        (await rig.ValueAsync<long>("select count(distinct xmin::text) from notification")).ShouldBeLessThan(events / 2);
    }

    [Fact]
    public async Task An_event_that_cannot_be_recorded_fails_alone_among_those_that_came_with_it()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var reached = await ReachedAsync(rig);
        // No end of its worth can be reckoned from such a moment.
        reached[events / 2] = reached[events / 2] with { OccurredAt = DateTimeOffset.MaxValue };

        var recorded = await RecordAllAsync(rig, reached);

        recorded.Count(fault => fault is not null).ShouldBe(1);
        recorded[events / 2].ShouldBeOfType<ArgumentOutOfRangeException>();
        (await rig.CountAsync("notification")).ShouldBe(events - 1);
        rig.Log.ShouldContain(line => line.Contains("recorded one by one", StringComparison.Ordinal));
    }

    static async Task<TierReached[]> ReachedAsync(MessagesRig rig)
    {
        var reached = new TierReached[events];
        for (var each = 0; each < events; each++)
            reached[each] = await rig.ReachedAsync();
        return reached;
    }

    /// <summary>All at once; of each, what it failed with.</summary>
    static Task<Exception?[]> RecordAllAsync(MessagesRig rig, TierReached[] reached)
    {
        var record = ActivatorUtilities.CreateInstance<RecordNotification>(rig.Instance());
        return Task.WhenAll(reached.Select(one => Record.ExceptionAsync(() => record.OnMessage(MessagesRig.Text(one), TestContext.Current.CancellationToken)).AsTask()));
    }
}
