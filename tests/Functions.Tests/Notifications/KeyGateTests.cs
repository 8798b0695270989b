using Sasuai.Dev;

namespace Sasuai.Tests.Notifications;

/// <summary>The gate, the breaker and the pause that all instances share through the key's row.</summary>
public sealed class KeyGateTests(TestServers servers)
{
    [Fact]
    public async Task The_first_message_leaves_at_once_and_the_next_one_after_the_gap_over_all_instances()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        await rig.SqlAsync("update sender_key set gap_ms = 6000, jitter_percent = 30");
        var two = new[] { rig.Instance(), rig.Instance() };
        for (var each = 0; each < 3; each++)
            await rig.RecordedAsync(two[0]);

        (await Task.WhenAll(two.Select(MessagesRig.PumpAsync))).Sum().ShouldBe(1);
        (await Task.WhenAll(two.Select(MessagesRig.PumpAsync))).Sum().ShouldBe(0);
        await rig.TimePassesAsync(TimeSpan.FromSeconds(6 * 1.3));
        (await Task.WhenAll(two.Select(MessagesRig.PumpAsync))).Sum().ShouldBe(1);

        rig.Gateway.Delivered.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_relays_and_two_senders_at_once_send_each_message_once()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        for (var each = 0; each < 40; each++)
            await rig.OutboxAsync(await rig.ReachedAsync());

        await using var one = await WholeProgram.StartAsync(rig);
        await using var other = await WholeProgram.StartAsync(rig);
        await Hosting.Eventually.Is(async () => await rig.CountAsync("notification where state = 'accepted'") == 40, seconds: 40);

        rig.Gateway.Log.Count.ShouldBe(40);
        rig.Gateway.Log.Select(each => each.Number).Distinct().Count().ShouldBe(40);
        (await rig.CountAsync("delivery_attempt")).ShouldBe(40);
    }

    [Fact]
    public async Task A_key_that_is_new_rests_at_its_hourly_cap()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        await rig.SqlAsync("update sender_key set new_hour_cap = 3");
        var instance = rig.Instance();
        for (var each = 0; each < 5; each++)
            await rig.RecordedAsync(instance);

        (await MessagesRig.PumpAsync(instance)).ShouldBe(3);
        await rig.TimePassesAsync(TimeSpan.FromMinutes(59));
        (await MessagesRig.PumpAsync(instance)).ShouldBe(0);
        await rig.TimePassesAsync(TimeSpan.FromMinutes(2));
        (await MessagesRig.PumpAsync(instance)).ShouldBe(2);
    }

    [Fact, Trait("Fault", "F7")]
    public async Task After_three_unclear_answers_nothing_more_is_risked_until_the_gateways_health_is_good()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        for (var each = 0; each < 6; each++)
            await rig.RecordedAsync(instance);
        rig.Gateway.Script("500", "500", "500");

        (await MessagesRig.PumpAsync(instance)).ShouldBe(3);
        (await rig.CountAsync("notification where state = 'uncertain'")).ShouldBe(3);
        (await rig.CountAsync("notification where state = 'pending' and attempts = 0")).ShouldBe(3);

        // An hour of bad health: asked often, and never by a message.
        rig.Gateway.Script("down");
        for (var minute = 0; minute < 60; minute++)
        {
            await rig.TimePassesAsync(TimeSpan.FromMinutes(1));
            (await MessagesRig.PumpAsync(instance)).ShouldBe(0);
        }
        rig.Gateway.Log.Count.ShouldBe(3);

        rig.Gateway.Script("up");
        await rig.TimePassesAsync(TimeSpan.FromMinutes(1));
        (await MessagesRig.PumpAsync(instance)).ShouldBe(3);
        (await rig.CountAsync("notification where state = 'accepted'")).ShouldBe(3);
        (await rig.CountAsync("notification where state = 'uncertain' and reason = 'needs-a-person'")).ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_key_holds_its_messages_without_burning_attempts_and_goes_on_by_itself()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var wrong = rig.Instance(null, ("BlastifyKey", "another-key-that-is-wrong"));
        for (var each = 0; each < 3; each++)
            await rig.RecordedAsync(wrong);

        (await MessagesRig.PumpAsync(wrong)).ShouldBe(1);
        for (var hour = 0; hour < 5; hour++)
        {
            await rig.TimePassesAsync(TimeSpan.FromMinutes(31));
            (await MessagesRig.PumpAsync(wrong)).ShouldBe(0);
        }
        rig.Gateway.Log.Count.ShouldBe(1);
        (await rig.CountAsync("notification where attempts > 0")).ShouldBe(0);
        (await rig.ValueAsync<string>("select paused_by || ':' || paused_reason from sender_key")).ShouldBe("gateway:unauthorized");
        rig.Log.Count(line => line.StartsWith("Critical", StringComparison.Ordinal)).ShouldBe(1);

        await rig.TimePassesAsync(TimeSpan.FromMinutes(31));
        (await MessagesRig.PumpAsync(rig.Instance())).ShouldBe(3);
        rig.Gateway.Delivered.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_key_that_a_person_paused_sends_nothing_and_asks_nothing()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        await rig.SqlAsync("update sender_key set paused_by = 'somebody'");
        var instance = rig.Instance();
        await rig.RecordedAsync(instance);

        (await MessagesRig.PumpAsync(instance)).ShouldBe(0);
        await rig.TimePassesAsync(TimeSpan.FromHours(2));
        (await MessagesRig.PumpAsync(instance)).ShouldBe(0);

        rig.Gateway.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_message_of_a_member_waits_for_the_earlier_one()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        rig.Gateway.Script("status-false:try later");
        var first = await rig.RecordedAsync(instance);
        await MessagesRig.PumpAsync(instance);
        await rig.RecordedAsync(instance, first with { EventId = Guid.CreateVersion7(), Period = "2030" });

        (await MessagesRig.PumpAsync(instance)).ShouldBe(0);
        await rig.TimePassesAsync(TimeSpan.FromMinutes(1));
        (await MessagesRig.PumpAsync(instance)).ShouldBe(2);

        (await rig.ValueAsync<string>("select string_agg(state, ',' order by member_seq) from notification")).ShouldBe("accepted,accepted");
    }
}
