using System.Net;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Notifications;

/// <summary>What a person can do with messages: find them, understand them, stop them, have them sent again, and close the channel.</summary>
public sealed class OperatorTests(TestServers servers)
{
    [Fact]
    public async Task Messages_are_found_by_state_template_member_store_and_day_and_page_by_page()
    {
        await using var office = await Operator.StartAsync(servers);
        var (first, second, other) = (await office.MessageAsync(), await office.MessageAsync("failed"), await office.MessageAsync(member: 1, template: "welcome"));
        var (member, phone) = await office.Cloud.Ask<(Guid, string)>("select m.member_id, m.phone from notification n join member m using (member_id) where n.notification_id = @first", new { first });
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        async Task<Guid[]> Ids(string query) => [.. (await office.GetAsync("/v1/messages?" + query)).EnumerateArray().Select(message => message.GetProperty("id").GetGuid())];
        (await Ids("template=welcome")).ShouldBe([other]);
        (await Ids($"member={member}")).ShouldBe([second, first]);
        (await Ids($"member={phone}&state=failed")).ShouldBe([second]);
        (await Ids($"member=0{phone[2..]}")).ShouldBe([second, first]);
        (await Ids("store=DPS01")).ShouldBeEmpty();
        (await Ids($"from={today}&store=JKT01&to={today}")).Length.ShouldBe(3);
        (await Ids("to=2020-01-01")).ShouldBeEmpty();
        (await Ids("limit=2")).ShouldBe([other, second]);
        (await Ids($"limit=2&before={second}")).ShouldBe([first]);
        (await (await office.Office.GetAsync("/v1/messages?from=yesterday", TestContext.Current.CancellationToken)).ProblemAsync()).Field.ShouldBe("from");
    }

    [Fact]
    public async Task A_message_tells_why_it_stands_where_it_stands_with_every_attempt_and_act()
    {
        await using var office = await Operator.StartAsync(servers);
        var id = await office.MessageAsync();
        office.Gateway.Script("429");
        await office.PumpAsync();

        var told = await office.GetAsync($"/v1/messages/{id}");
        told.GetProperty("state").GetString().ShouldBe("retry");
        told.GetProperty("why").GetString()!.ShouldContain("it is tried again");
        told.GetProperty("attempts").EnumerateArray().ShouldHaveSingleItem().GetProperty("httpStatus").GetInt32().ShouldBe(429);

        (await office.PostAsync($"/v1/messages/{id}/cancel", new { reason = " " })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await office.PostAsync($"/v1/messages/{id}/cancel", new { reason = "salah orang" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.PostAsync($"/v1/messages/{id}/cancel", new { reason = "lagi" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await office.TimePassesAsync(TimeSpan.FromHours(1));
        await office.PumpAsync();

        office.Gateway.Delivered.ShouldBeEmpty();
        told = await office.GetAsync($"/v1/messages/{id}");
        (told.GetProperty("state").GetString(), told.GetProperty("why").GetString()).ShouldBe(("suppressed", "A person cancelled it."));
        var act = told.GetProperty("acts").EnumerateArray().ShouldHaveSingleItem();
        (act.GetProperty("what").GetString(), act.GetProperty("after").GetString()!.Contains("salah orang", StringComparison.Ordinal)).ShouldBe(("message-cancelled", true));
        (await office.Office.GetAsync($"/v1/messages/{Guid.NewGuid()}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("sending")]
    [InlineData("accepted")]
    [InlineData("failed")]
    [InlineData("suppressed")]
    public async Task What_is_under_way_or_ended_is_not_cancelled(string state)
    {
        await using var office = await Operator.StartAsync(servers);
        var id = await office.MessageAsync(state, reason: "x");

        (await office.PostAsync($"/v1/messages/{id}/cancel", new { reason = "x" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await office.StateAsync(id)).ShouldBe(state + ":x");
    }

    [Fact]
    public async Task Many_failed_messages_are_counted_then_sent_again_once_each()
    {
        await using var office = await Operator.StartAsync(servers, "--MessagesPerMember=9/9");
        for (var member = 0; member < 4; member++) await office.MessageAsync("failed", member);
        var parked = await office.MessageAsync("parked", member: 4);

        var count = await (await office.PostAsync("/v1/messages/resend?state=failed&template=tier-reached&dryRun=true")).JsonAsync();
        (count.GetProperty("found").GetInt32(), count.GetProperty("resent").GetInt32()).ShouldBe((4, 0));
        (await office.PumpAsync()).ShouldBe(0);
        var done = await (await office.PostAsync("/v1/messages/resend?state=failed&template=tier-reached")).JsonAsync();
        (done.GetProperty("found").GetInt32(), done.GetProperty("resent").GetInt32()).ShouldBe((4, 4));
        (await (await office.PostAsync("/v1/messages/resend?state=failed")).JsonAsync()).GetProperty("found").GetInt32().ShouldBe(0);
        await office.PumpAsync();

        office.Gateway.Delivered.Count.ShouldBe(4);
        (await office.StateAsync(parked)).ShouldBe("parked");
        (await office.Cloud.Ask<long>("select count(*) from audit where action = 'message-resent'")).ShouldBe(4);
        (await (await office.PostAsync("/v1/messages/resend?state=accepted")).ProblemAsync()).Field.ShouldBe("state");
    }

    [Fact]
    public async Task A_paused_channel_sends_nothing_and_goes_on_where_it_stood()
    {
        await using var office = await Operator.StartAsync(servers);
        var id = await office.MessageAsync();
        (await office.PostAsync("/v1/channels/whatsapp/pause", new { reason = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await office.PostAsync("/v1/channels/whatsapp/pause", new { reason = "nomor baru" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.PostAsync("/v1/channels/whatsapp/pause", new { reason = "sekali lagi" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await office.PumpAsync()).ShouldBe(0);
        (await office.StateAsync(id)).ShouldBe("pending");
        (await office.GetAsync($"/v1/messages/{id}")).GetProperty("why").GetString().ShouldBe("The chain's messages are paused.");
        var channel = (await office.GetAsync("/v1/messages/figures")).GetProperty("channels")[0];
        channel.GetProperty("pausedReason").GetString().ShouldBe("nomor baru");
        (await office.PostAsync("/v1/channels/whatsapp/resume")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await office.PumpAsync();

        office.Gateway.Delivered.Count.ShouldBe(1);
        (await office.Cloud.Ask<string>("select string_agg(action, ' ' order by at) from audit where subject = 'channel:whatsapp'")).ShouldBe("channel-paused channel-resumed");
        using var manager = await office.Cloud.SignInAsync("manager@sasuai.test");
        (await manager.PostAsync("/v1/channels/whatsapp/pause", new StringContent("""{"reason":"x"}""", System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_figures_say_how_many_were_sent_failed_and_wait_and_since_when()
    {
        await using var office = await Operator.StartAsync(servers);
        await office.MessageAsync("accepted");
        await office.MessageAsync("failed", member: 1, template: "welcome");
        await office.MessageAsync("retry", member: 2);
        var oldest = await office.MessageAsync(member: 3);
        await office.Cloud.Ask<int>("with old as (update notification set created_at = created_at - interval '3 hours' where notification_id = @oldest returning 1) select count(*)::int from old", new { oldest });

        var figures = await office.GetAsync("/v1/messages/figures");

        (figures.GetProperty("sent").GetInt64(), figures.GetProperty("failed").GetInt64(), figures.GetProperty("waiting").GetInt64()).ShouldBe((1, 1, 2));
        (figures.GetProperty("asOf").GetDateTimeOffset() - figures.GetProperty("oldestWaitingSince").GetDateTimeOffset()).TotalHours.ShouldBe(3, 0.1);
        figures.GetProperty("byTemplate")[0].GetProperty("byState").GetProperty("accepted").GetInt64().ShouldBe(1);
        (await office.GetAsync("/v1/messages/figures?template=welcome")).GetProperty("failed").GetInt64().ShouldBe(1);
        figures.GetProperty("channels")[0].GetProperty("breakerOpen").GetBoolean().ShouldBeFalse();
    }
}
