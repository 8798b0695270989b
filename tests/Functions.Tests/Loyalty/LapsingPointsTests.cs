using System.Net;
using System.Net.Http.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sasuai.Functions.Loyalty;
using Sasuai.Tests.Notifications;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Loyalty;

/// <summary>Points of who stays away lapse: told a month before, never within a month of the rule, never what a till holds, and given back when a sale comes home late.</summary>
public sealed class LapsingPointsTests(TestServers servers)
{
    const string card = "MBR-0001";

    static Task RunAsync(CloudUnderTest cloud, DateTimeOffset now) =>
        ActivatorUtilities.CreateInstance<TellOccasions>(cloud.Services, new FakeTimeProvider(now)).OnTimer(new TimerInfo(), TestContext.Current.CancellationToken);

    static Task<long> Points(CloudUnderTest cloud) => cloud.Ask<long>("select points from member where card = @card", new { card });

    static Task<HttpResponseMessage> RuleAsync(HttpClient person, int? days) => person.PutAsJsonAsync("/v1/loyalty-rules", new { pointsLapseAfterDays = days }, TestContext.Current.CancellationToken);

    /// <summary>The rule as if it had been there for long, and the member as if they had last bought on this day in Jakarta.</summary>
    static Task<int> Since(CloudUnderTest cloud, string bought) => cloud.Ask<int>("""
        with long_ago as (update chain set points_lapse_after_days = 180, points_lapse_from = '2020-01-01' returning 1),
        here as (update member set last_bought_at = (@bought || ' 10:00 Asia/Jakarta')::timestamptz, home_store_id = (select store_id from store where code = 'JKT01') where card = @card returning 1)
        select (select count(*) from long_ago)::int + (select count(*) from here)::int
        """, new { bought, card });

    static DateTimeOffset Morning(string day) => DateTimeOffset.Parse(day + "T02:30:00Z", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_month_before_they_are_told_and_on_the_day_the_points_are_gone_and_the_tier_is_not()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        // 180 days after the first of January is the thirtieth of June.
        await Since(cloud, "2026-01-01");
        var (points, lifetime) = (await Points(cloud), await cloud.Ask<long>("select lifetime_points from member where card = @card", new { card }));
        Task<string> Told() => cloud.Ask<string>("select coalesce(string_agg((payload::jsonb ->> 'occasion') || ' ' || (payload::jsonb ->> 'period'), ','), '') from outbox");

        await RunAsync(cloud, Morning("2026-05-30"));
        (await Told()).ShouldBe("");
        await RunAsync(cloud, Morning("2026-05-31"));
        await RunAsync(cloud, Morning("2026-06-01"));
        (await Told()).ShouldBe("points-lapsing 2026-06-30");
        await RunAsync(cloud, Morning("2026-06-29"));
        (await Points(cloud)).ShouldBe(points);
        await RunAsync(cloud, Morning("2026-06-30"));
        await RunAsync(cloud, Morning("2026-07-01"));

        (await Points(cloud)).ShouldBe(0);
        (await cloud.Ask<string>("select string_agg(reason || ' ' || points, ',') from points_entry")).ShouldBe($"lapsed -{points}");
        (await cloud.Ask<long>("select lifetime_points from member where card = @card", new { card })).ShouldBe(lifetime);
        (await cloud.Ask<long>("select (body::jsonb ->> 'points')::bigint from feed_item where kind = 'member' and body like '%' || @card || '%' order by sequence desc limit 1", new { card })).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_loses_any_within_a_month_of_the_rule_and_is_told_before()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var owner = await cloud.SignInAsync();
        await Since(cloud, "2019-01-01");
        await RuleAsync(owner, null);
        (await (await RuleAsync(owner, 89)).ProblemAsync()).Field.ShouldBe("pointsLapseAfterDays");
        using var manager = await cloud.SignInAsync("manager@sasuai.test");
        (await RuleAsync(manager, 180)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var now = TimeProvider.System.GetUtcNow();
        var today = new DateTimeOffset(now.Year, now.Month, now.Day, 2, 30, 0, TimeSpan.Zero);
        await RunAsync(cloud, today);

        (await (await RuleAsync(owner, 180)).JsonAsync()).GetProperty("pointsLapseAfterDays").GetInt32().ShouldBe(180);
        for (var day = 1; day <= 31; day++) await RunAsync(cloud, today.AddDays(day));
        (await Points(cloud)).ShouldBe(990);
        (await cloud.Ask<long>("select count(*) from outbox where payload like '%points-lapsing%' and payload like '%' || (select member_id::text from member where card = @card) || '%'", new { card })).ShouldBe(1);
        await RunAsync(cloud, today.AddDays(32));
        (await Points(cloud)).ShouldBe(0);

        // A longer life begins no new month, a shorter one does.
        var from = await cloud.Ask<string>("select points_lapse_from::text from chain");
        await RuleAsync(owner, 365);
        (await cloud.Ask<string>("select points_lapse_from::text from chain")).ShouldBe(from);
        (await (await owner.GetAsync("/v1/loyalty-rules", TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("pointsLapseAfterDays").GetInt32().ShouldBe(365);
    }

    [Fact]
    public async Task What_a_till_was_granted_does_not_lapse_and_a_sale_that_comes_home_late_gives_the_rest_back_once()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var now = TimeProvider.System.GetUtcNow();
        await Since(cloud, now.AddDays(-200).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await cloud.Ask<int>("with held as (insert into allowance (subject, terminal_id, epoch, chain_id, granted, used) select member_id, @terminal, 1, chain_id, 400, 150 from member where card = @card returning 1) select count(*)::int from held", new { card, terminal = terminal.Id });
        await RunAsync(cloud, new DateTimeOffset(now.Year, now.Month, now.Day, 2, 30, 0, TimeSpan.Zero));
        (await Points(cloud)).ShouldBe(250);

        // Bought before that morning, at a till that was alone.
        var late = SaleOf.Product(terminal, quantity: 3, card: card) with { CompletedAt = now.AddDays(-2) };
        await terminal.PushAsync(late);
        await ApplyAsync(cloud, "JKT01");
        (await Points(cloud)).ShouldBe(990 + 11);
        await terminal.PushAsync(SaleOf.Product(terminal, quantity: 3, card: card) with { CompletedAt = now.AddDays(-3) });
        await ApplyAsync(cloud, "JKT01");

        (await Points(cloud)).ShouldBe(990 + 11 + 11);
        (await cloud.Ask<long>("select points - (select sum(points) from points_entry e where e.member_id = m.member_id)::bigint from member m where card = @card", new { card })).ShouldBe(990);
        (await cloud.Ask<long>("select count(*) from points_entry where reason = 'lapsed-back'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_till_is_granted_at_that_very_moment_does_not_lapse_either()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await Since(cloud, "2026-01-01");
        var (granting, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        // As PostAllowances does: the member's row first, the allowance under its lock.
        var grant = cloud.Database.Everywhere(async work =>
        {
            await work.Execute("select 1 from member where card = @card for update", new { card });
            granting.SetResult();
            await asked.Task;
            return await work.Execute("insert into allowance (subject, terminal_id, epoch, chain_id, granted) select member_id, @terminal, 1, chain_id, 400 from member where card = @card", new { card, terminal = terminal.Id });
        }, TestContext.Current.CancellationToken);
        await granting.Task;
        var lapsing = RunAsync(cloud, Morning("2026-07-01"));
        await Eventually(async () => (await cloud.Ask<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).ShouldBe(1));
        asked.SetResult();
        await Task.WhenAll(grant, lapsing);

        (await Points(cloud)).ShouldBe(400);
    }

    [Fact]
    public async Task The_message_names_the_points_and_the_day_and_is_not_sent_to_who_bought_meanwhile()
    {
        await using var office = await Operator.StartAsync(servers, "--AzureWebJobs.ApplyChanges.Disabled=true");
        await Since(office.Cloud, "2026-01-01");
        await RunAsync(office.Cloud, Morning("2026-05-31"));
        await office.BringAsync();
        await office.Cloud.Ask<int>("with again as (update notification set next_attempt_at = now() returning 1) select count(*)::int from again");

        await office.PumpAsync();
        office.Gateway.Delivered.ShouldHaveSingleItem().Content.ShouldContain("990 poin Anda di Toko Sasuai Jakarta berlaku sampai 30-06-2026.");
        await office.Cloud.Ask<int>("with again as (update notification set state = 'pending', next_attempt_at = now(), attempt_id = null returning 1), bought as (update member set last_bought_at = clock_timestamp() where card = @card returning 1) select (select count(*) from again)::int + (select count(*) from bought)::int", new { card });
        await office.PumpAsync();

        (await office.Cloud.Ask<string>("select state || ':' || reason from notification")).ShouldBe("suppressed:nothing_lapses");
    }
}
