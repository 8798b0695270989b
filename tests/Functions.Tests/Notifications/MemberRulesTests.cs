using System.Net;
using Sasuai.Functions.Notifications;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Notifications;

/// <summary>What a member is spared: more messages than one may get, and any after a withdrawal.</summary>
public sealed class MemberRulesTests(TestServers servers)
{
    [Fact]
    public async Task A_member_gets_one_message_a_day_and_three_in_a_week_and_the_rest_waits()
    {
        await using var office = await Operator.StartAsync(servers);
        Guid[] ids = [await office.MessageAsync(), await office.MessageAsync(), await office.MessageAsync(), await office.MessageAsync()];
        await office.MessageAsync(member: 1);
        await office.Cloud.Ask<int>("with later as (update notification set expires_at = now() + interval '30 days' returning 1) select count(*)::int from later");

        async Task<int> Sent(double days)
        {
            await office.TimePassesAsync(TimeSpan.FromDays(days));
            await office.PumpAsync();
            return office.Gateway.Delivered.Count;
        }

        (await Sent(0)).ShouldBe(2);
        (await office.StateAsync(ids[1])).ShouldBe("pending:capped");
        (await office.GetAsync($"/v1/messages/{ids[1]}")).GetProperty("why").GetString()!.ShouldContain("as many messages as one may get");
        (await Sent(0.5)).ShouldBe(2);
        (await Sent(0.6)).ShouldBe(3);
        (await Sent(1.1)).ShouldBe(4);
        (await Sent(1.1)).ShouldBe(4);
        (await Sent(2)).ShouldBe(4);
        (await Sent(2.1)).ShouldBe(5);
        (await office.Cloud.Ask<long>("select count(*) from notification where state = 'accepted'")).ShouldBe(5);
    }

    [Theory]
    [InlineData("withdrawn", "given")]
    [InlineData("given", "withdrawn")]
    public async Task Of_two_words_of_the_same_moment_the_withdrawal_holds_whichever_came_first(string first, string second)
    {
        await using var office = await Operator.StartAsync(servers);
        var id = await office.MessageAsync();
        foreach (var status in (string[])[first, second])
            await office.Cloud.Ask<int>("""
                with said as (
                    insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at)
                    select gen_random_uuid(), chain_id, member_id, 'whatsapp', 'loyalty', @status, 'till', timestamptz '2026-01-01' from notification where notification_id = @id returning 1)
                select count(*)::int from said
                """, new { id, status });

        await office.PumpAsync();

        (await office.StateAsync(id)).ShouldBe("suppressed:opted_out");
        office.Gateway.Log.ShouldBeEmpty();
    }

    [Fact, Trait("Fault", "F12")]
    public async Task A_withdrawal_that_the_office_heard_holds_at_once_for_what_waits_and_the_ledger_keeps_every_word()
    {
        await using var office = await Operator.StartAsync(servers);
        var id = await office.MessageAsync();
        var member = await office.Cloud.Ask<Guid>("select member_id from notification");
        (await (await office.PostAsync($"/v1/members/{member}/consent", new { source = "telepon" })).ProblemAsync()).Field.ShouldBe("mayBeTold");
        (await (await office.PostAsync($"/v1/members/{member}/consent", new { mayBeTold = false, source = " " })).ProblemAsync()).Field.ShouldBe("source");
        (await office.PostAsync($"/v1/members/{Guid.NewGuid()}/consent", new { mayBeTold = false, source = "telepon" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await office.PostAsync($"/v1/members/{member}/consent", new { mayBeTold = false, source = "telepon" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await office.PumpAsync();
        (await office.StateAsync(id)).ShouldBe("suppressed:opted_out");
        await office.PostAsync($"/v1/members/{member}/consent", new { mayBeTold = true, source = "formulir" });
        var again = await office.MessageAsync();
        await office.PumpAsync();

        (await office.StateAsync(again)).ShouldBe("accepted");
        var ledger = await office.GetAsync($"/v1/members/{member}/consent");
        ledger.GetProperty("mayBeTold").GetBoolean().ShouldBeTrue();
        ledger.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("status").GetString() + " " + word.GetProperty("source").GetString()).ShouldBe(["given formulir", "withdrawn telepon"]);
        (await office.Cloud.Ask<long>("select count(*) from audit where action in ('consent-given', 'consent-withdrawn')")).ShouldBe(2);
    }

    [Theory]
    [InlineData("", 1, 3)]
    [InlineData("2/7", 2, 7)]
    [InlineData("0/3", null, null)]
    [InlineData("1", null, null)]
    [InlineData("1/1001", null, null)]
    [InlineData("one/3", null, null)]
    public void The_cap_is_read_or_refused(string text, int? day, int? week) =>
        MemberCap.From(text).ShouldBe(day is { } d && week is { } w ? new MemberCap(d, w) : null);
}
