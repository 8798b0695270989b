using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Sasuai.Functions.Notifications;

namespace Sasuai.Tests.Notifications;

/// <summary>What is asked at the last moment before a message leaves.</summary>
public sealed class SendRulesTests(TestServers servers)
{
    [Theory, Trait("Fault", "F12")]
    [InlineData("insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at) select gen_random_uuid(), chain_id, member_id, 'whatsapp', 'loyalty', 'withdrawn', 'till', now() from member", "suppressed:opted_out")]
    [InlineData("update member set active = false", "suppressed:member_inactive")]
    [InlineData("update member set phone = null", "suppressed:no_phone")]
    [InlineData("update member set phone = '+65 8123 4567'", "suppressed:unsupported_number")]
    [InlineData("update member set phone = '0812345O789'", "suppressed:unsupported_number")]
    [InlineData("update member set phone = '628123456'", "suppressed:unsupported_number")]
    [InlineData("update notification set expires_at = now() - interval '1 second'", "suppressed:stale")]
    [InlineData("update member set tier_id = null", "suppressed:tier_reverted")]
    [InlineData("update member set tier_id = (select tier_id from tier where name = 'Emas')", "suppressed:superseded")]
    [InlineData("delete from member", "suppressed:member_unknown")]
    [InlineData("insert into message_template (chain_id, key, version, locale, body) select chain_id, 'tier-reached', 2, 'id', 'Halo {{nama}}' from chain", "failed:template")]
    public async Task What_must_not_leave_is_kept_with_its_reason(string before, string state)
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        var reached = await rig.RecordedAsync(instance);
        await rig.SqlAsync(before);

        await MessagesRig.PumpAsync(instance);

        (await rig.StateAsync(reached)).ShouldBe(state);
        rig.Gateway.Log.ShouldBeEmpty();
        (await rig.CountAsync("delivery_attempt")).ShouldBe(0);
    }

    [Fact]
    public async Task Consent_that_was_given_again_holds_over_its_withdrawal()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        await rig.RecordedAsync(instance);
        await rig.SqlAsync("""
            insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at)
            select gen_random_uuid(), chain_id, member_id, 'whatsapp', 'loyalty', status, 'till', now() - ago
            from member, (values ('withdrawn', interval '2 days'), ('given', interval '1 day')) as said(status, ago)
            """);

        await MessagesRig.PumpAsync(instance);

        rig.Gateway.Delivered.Count.ShouldBe(1);
    }

    [Fact]
    public async Task In_quiet_hours_a_message_waits_for_the_stores_own_morning()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        // 21:30 in Jakarta.
        var night = new FakeTimeProvider(new DateTimeOffset(2030, 3, 1, 14, 30, 0, TimeSpan.Zero));
        var instance = rig.Instance(night, ("MessageHours", "08:00-20:00"));
        var reached = await rig.RecordedAsync(instance);

        await MessagesRig.PumpAsync(instance);

        (await rig.StateAsync(reached)).ShouldBe("pending:quiet_hours");
        rig.Gateway.Log.ShouldBeEmpty();
        var opening = new DateTime(2030, 3, 2, 1, 0, 0, DateTimeKind.Utc);
        (await rig.ValueAsync<DateTime>("select next_attempt_at from notification")).ShouldBeInRange(opening, opening.AddMinutes(30));
    }

    [Fact]
    public async Task A_stores_own_rule_stands_over_the_usual_hours()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var night = new FakeTimeProvider(new DateTimeOffset(2030, 3, 1, 14, 30, 0, TimeSpan.Zero));
        var instance = rig.Instance(night, ("MessageHours", "08:00-20:00"));
        await rig.SqlAsync("insert into quiet_rule (chain_id, store_id, opens, closes) values (@chain, null, '09:00', '10:00'), (@chain, @store, '06:00', '23:00')",
            new { chain = rig.Chain.Value, store = rig.Store.Value });
        await rig.RecordedAsync(instance);

        await MessagesRig.PumpAsync(instance);

        rig.Gateway.Delivered.Count.ShouldBe(1);
    }

    [Theory, Trait("Fault", "F12")]
    [InlineData("2026-05-31T00:59:00Z", "Asia/Jakarta", "2026-05-31T01:00:00Z")]
    [InlineData("2026-05-31T01:00:00Z", "Asia/Jakarta", null)]
    [InlineData("2026-05-31T12:59:59Z", "Asia/Jakarta", null)]
    [InlineData("2026-05-31T13:00:00Z", "Asia/Jakarta", "2026-06-01T01:00:00Z")]
    [InlineData("2026-05-31T17:30:00Z", "Asia/Jakarta", "2026-06-01T01:00:00Z")]
    [InlineData("2026-05-31T12:30:00Z", "Asia/Jayapura", "2026-05-31T23:00:00Z")]
    public void Quiet_hours_follow_the_stores_zone(string now, string zone, string? until) =>
        new OpenHours(new TimeOnly(8, 0), new TimeOnly(20, 0))
            .QuietUntil(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone))
            .ShouldBe(until is null ? null : DateTimeOffset.Parse(until, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("Halo {{name}}", "Halo Ani `")]
    [InlineData("{{#name}}", null)]
    [InlineData("{{unknown}}", null)]
    [InlineData("   ", null)]
    public void A_template_says_only_what_it_may(string template, string? text) =>
        Templates.Render(template, new TemplateWords("*Ani*\r\n\u200b", "Emas", 5, "Toko", "AB"), CultureInfo.InvariantCulture)
            .ShouldBe(text?.Replace(" `", "", StringComparison.Ordinal));
}
