using Sasuai.Dev;

namespace Sasuai.Tests.Notifications;

/// <summary>What becomes of a message for each thing that the gateway may do (MESSAGING 3.6).</summary>
public sealed class SendOutcomeTests(TestServers servers)
{
    [Theory, Trait("Fault", "F7")]
    [InlineData("ok", "accepted", "Accepted")]
    [InlineData("slow:300", "accepted", "Accepted")]
    [InlineData("429:7", "retry:throttled", "Throttled")]
    [InlineData("429", "retry:throttled", "Throttled")]
    [InlineData("503:3", "retry:throttled", "Throttled")]
    [InlineData("503", "retry:throttled", "Throttled")]
    [InlineData("500", "uncertain:status-500", "Unknown")]
    [InlineData("500+delivered", "uncertain:status-500", "Unknown")]
    [InlineData("garbage", "uncertain:unreadable-answer", "Unknown")]
    [InlineData("html", "uncertain:unreadable-answer", "Unknown")]
    [InlineData("empty", "uncertain:unreadable-answer", "Unknown")]
    [InlineData("truncated", "uncertain:", "Unknown")]
    [InlineData("status-false:invalid number", "failed:number", "Rejected")]
    [InlineData("status-false:content is too long", "failed:content", "Rejected")]
    [InlineData("status-false:try later", "retry:refused", "Rejected")]
    [InlineData("status-false:Client not found", "held:device", "KeyFault")]
    [InlineData("status-false:quota exceeded", "held:quota", "KeyFault")]
    [InlineData("unauthorized", "held:unauthorized", "KeyFault")]
    [InlineData("never", "uncertain:timeout", "Unknown")]
    [InlineData("never+delivered", "uncertain:timeout", "Unknown")]
    public async Task Each_answer_has_its_class_and_costs_one_request(string fault, string state, string outcome)
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        rig.Gateway.Script(fault);
        var reached = await rig.RecordedAsync(instance);

        (await MessagesRig.PumpAsync(instance)).ShouldBe(1);

        // How much of a cut answer is heard is chance: its class is not.
        (await rig.StateAsync(reached)).ShouldStartWith(state);
        rig.Gateway.Log.Count.ShouldBe(1);
        (await rig.ValueAsync<string>("select outcome from delivery_attempt")).ShouldBe(outcome);
        (await rig.ValueAsync<int>("select attempts from notification")).ShouldBe(outcome == "KeyFault" ? 0 : 1);
        // Nothing is tried again by itself at once, whatever the class.
        (await MessagesRig.PumpAsync(instance)).ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_closed_after_the_request_was_read_leaves_the_message_uncertain()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        rig.Gateway.Script("close+delivered");
        var reached = await rig.RecordedAsync(instance);

        await MessagesRig.PumpAsync(instance);

        (await rig.StateAsync(reached)).ShouldStartWith("uncertain:");
        rig.Gateway.Log.Count.ShouldBe(1);
    }

    [Fact, Trait("Fault", "F7")]
    public async Task A_gateway_that_is_away_costs_no_message_and_is_found_by_asking_for_its_health()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        await rig.Gateway.StopListeningAsync();
        var first = await rig.RecordedAsync(instance);
        var second = await rig.RecordedAsync(instance);

        (await MessagesRig.PumpAsync(instance)).ShouldBe(1);
        (await rig.StateAsync(first)).ShouldStartWith("retry:");
        (await rig.StateAsync(second)).ShouldBe("pending");
        (await rig.ValueAsync<string>("select breaker from sender_key")).ShouldBe("open");

        await rig.Gateway.ListenAgainAsync();
        (await MessagesRig.PumpAsync(instance)).ShouldBe(0);
        await rig.TimePassesAsync(TimeSpan.FromSeconds(6));
        (await MessagesRig.PumpAsync(instance)).ShouldBe(2);

        (await rig.CountAsync("notification where state = 'accepted'")).ShouldBe(2);
        rig.Gateway.Delivered.Count.ShouldBe(2);
        (await rig.ValueAsync<int>("select attempts from notification where event_id = @id", new { id = second.EventId })).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_gateway_throttles_rests_as_long_as_it_says_with_all_of_its_key()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        rig.Gateway.Script("429:40");
        await rig.RecordedAsync(instance);
        await rig.RecordedAsync(instance);

        (await MessagesRig.PumpAsync(instance)).ShouldBe(1);
        await rig.TimePassesAsync(TimeSpan.FromSeconds(30));
        (await MessagesRig.PumpAsync(instance)).ShouldBe(0);
        await rig.TimePassesAsync(TimeSpan.FromSeconds(10));
        (await MessagesRig.PumpAsync(instance)).ShouldBe(2);

        rig.Gateway.Delivered.Count.ShouldBe(2);
    }

    [Fact]
    public async Task After_twelve_attempts_a_message_is_parked_for_a_person()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        rig.Gateway.Script([.. Enumerable.Repeat("status-false:try later", 14)]);
        var reached = await rig.RecordedAsync(instance);

        for (var attempt = 0; attempt < 14; attempt++)
        {
            await MessagesRig.PumpAsync(instance);
            await rig.TimePassesAsync(TimeSpan.FromHours(4));
        }

        (await rig.StateAsync(reached)).ShouldBe("parked:attempts-exhausted");
        rig.Gateway.Log.Count.ShouldBe(12);
        (await rig.CountAsync("delivery_attempt")).ShouldBe(12);
    }

    [Fact]
    public async Task The_text_is_the_members_own_language_with_name_tier_points_store_and_ref()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        await rig.RecordedAsync(instance, await rig.ReachedAsync(phone: "0812-3456-7890", name: "Siti *Rahayu*\u202e_"));
        await rig.RecordedAsync(instance, await rig.ReachedAsync(language: "en", tier: rig.Gold, name: "Ann"));

        await MessagesRig.PumpAsync(instance);

        var references = await rig.ValueAsync<string>("select string_agg(client_ref, ',' order by member_seq) from notification");
        rig.Gateway.Delivered.Select(each => each.Content).ShouldBe([
            $"Selamat, Siti Rahayu! Anda kini anggota Perak di Toko Melati. Poin Anda: 1.234. Terima kasih sudah berbelanja bersama kami. (ref {references.Split(',')[0]})",
            $"Congratulations, Ann! You have reached Emas at Toko Melati. Your points: 1,234. Thank you for shopping with us. (ref {references.Split(',')[1]})"]);
        rig.Gateway.Delivered[0].Number.ShouldBe("6281234567890");
    }
}
