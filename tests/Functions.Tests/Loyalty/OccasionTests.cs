using System.Net;
using System.Net.Http.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sasuai.Functions.Loyalty;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Loyalty;

/// <summary>What members are told of by the calendar and by their points: each in their own store's morning, once, whoever looks and however often.</summary>
public sealed class OccasionTests(TestServers servers)
{
    const string told = "select coalesce(string_agg(m.card || ' ' || (o.payload::jsonb ->> 'occasion') || ' ' || (o.payload::jsonb ->> 'period'), ', ' order by m.card, o.id), '') from outbox o join member m on m.member_id = o.aggregate_id";

    static Task RunAsync(CloudUnderTest cloud, DateTimeOffset now) =>
        ActivatorUtilities.CreateInstance<TellOccasions>(cloud.Services, new FakeTimeProvider(now)).OnTimer(new TimerInfo(), TestContext.Current.CancellationToken);

    static DateTimeOffset Utc(int month, int day, int hour, int minute = 0) => new(2026, month, day, hour, minute, 0, TimeSpan.Zero);

    static Task<int> Born(CloudUnderTest cloud, string card, string store, string day) => cloud.Ask<int>("""
        with born as (update member set birthday = @day::date, home_store_id = (select store_id from store where code = @store) where card = @card returning 1) select count(*)::int from born
        """, new { card, store, day });

    static Task<int> Bought(CloudUnderTest cloud, string card, string moment) => cloud.Ask<int>("""
        with bought as (update member set last_bought_at = @moment::timestamptz, home_store_id = (select store_id from store where code = 'JKT01') where card = @card returning 1) select count(*)::int from bought
        """, new { card, moment });

    [Fact]
    public async Task A_birthday_is_told_in_the_morning_of_the_members_own_store_once_whoever_looks()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        await Born(cloud, "MBR-0001", "JKT01", "1990-03-05");
        await Born(cloud, "MBR-0002", "DPS01", "1985-03-05");
        await Born(cloud, "MBR-0003", "JKT01", "1985-03-06");
        await Born(cloud, "MBR-0004", "JKT01", "1985-03-05");
        await cloud.Ask<int>("with gone as (update member set active = false where card = 'MBR-0004' returning 1) select count(*)::int from gone");

        // Half past nine in Denpasar is half past eight in Jakarta.
        await RunAsync(cloud, Utc(3, 5, 1, 30));
        (await cloud.Ask<string>(told)).ShouldBe("MBR-0002 birthday 2026");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(cloud, Utc(3, 5, 2, 30))));
        await RunAsync(cloud, Utc(3, 5, 9));

        (await cloud.Ask<string>(told)).ShouldBe("MBR-0001 birthday 2026, MBR-0002 birthday 2026");
        (await cloud.Ask<long>("select sum(told)::bigint from occasion_day")).ShouldBe(2);
    }

    [Fact]
    public async Task Days_on_which_nothing_ran_are_made_up_for_and_a_leap_days_child_has_a_birthday_every_year()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        await Born(cloud, "MBR-0001", "JKT01", "2000-02-29");
        await Born(cloud, "MBR-0002", "JKT01", "1999-02-25");
        await Born(cloud, "MBR-0003", "JKT01", "1999-02-26");
        await Born(cloud, "MBR-0004", "JKT01", "1999-03-01");

        await RunAsync(cloud, Utc(2, 20, 3));
        await RunAsync(cloud, Utc(2, 28, 3));

        (await cloud.Ask<string>(told)).ShouldBe("MBR-0001 birthday 2026, MBR-0003 birthday 2026");
    }

    [Fact]
    public async Task Who_has_not_bought_for_so_many_days_is_asked_to_come_again_once_for_each_absence_and_not_where_the_chain_does_not_ask()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var owner = await cloud.SignInAsync();
        await Bought(cloud, "MBR-0001", "2026-03-05 23:59 Asia/Jakarta");
        await Bought(cloud, "MBR-0002", "2026-03-06 00:00 Asia/Jakarta");
        await Bought(cloud, "MBR-0003", "2026-03-04 23:59 Asia/Jakarta");
        await RunAsync(cloud, Utc(4, 3, 3));
        (await owner.PutAsJsonAsync("/v1/message-rules", new { followUpAfterDays = 30 }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await RunAsync(cloud, Utc(4, 4, 3));
        (await cloud.Ask<string>(told)).ShouldBe("MBR-0001 absence 2026-03-05");
        await RunAsync(cloud, Utc(4, 5, 3));

        (await cloud.Ask<string>(told)).ShouldBe("MBR-0001 absence 2026-03-05, MBR-0002 absence 2026-03-06");
    }

    [Fact]
    public async Task A_sale_that_makes_the_points_enough_for_a_reward_tells_it_and_the_next_sale_does_not()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        async Task Reward(string name, long points, bool active = true) =>
            (await owner.PutAsJsonAsync($"/v1/rewards/{Guid.NewGuid()}", new { name, points, moneyOff = 5_000, active }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        // The member has 990; a sale of three brings 11.
        await Reward("Payung", 991);
        await Reward("Termos", 1_001);
        await Reward("Tas", 1_002);
        await Reward("Topi", 1_000, active: false);

        foreach (var _ in (int[])[1, 2])
        {
            await terminal.PushAsync(SaleOf.Product(terminal, quantity: 3, card: "MBR-0001"));
            await ApplyAsync(cloud, "JKT01");
            await cloud.Ask<int>("with less as (update member set points = points - 5 where card = 'MBR-0001' returning 1) select count(*)::int from less");
        }

        var member = await cloud.Ask<long>("select points from member where card = 'MBR-0001'");
        (await cloud.Ask<string>("select coalesce(string_agg(r.name, ' ' order by o.id), 'none at ' || @member) from outbox o join reward r on r.reward_id = (o.payload::jsonb ->> 'subjectId')::uuid", new { member })).ShouldBe("Termos Tas");
    }

    [Fact]
    public async Task A_sale_says_where_a_member_belongs_and_a_late_one_does_not_set_it_back()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var jakarta = await cloud.EnrolAsync();
        using var denpasar = await cloud.EnrolAsync("DPS01");
        Task<string> Home() => cloud.Ask<string>("select s.code || ' ' || (m.last_bought_at is not null) from member m join store s on s.store_id = m.home_store_id where card = 'MBR-0002'");
        var first = SaleOf.Product(jakarta, card: "MBR-0002");
        var later = SaleOf.Product(denpasar, card: "MBR-0002");

        await denpasar.PushAsync(later with { CompletedAt = later.CompletedAt.AddHours(2) });
        await ApplyAsync(cloud, "DPS01");
        (await Home()).ShouldBe("DPS01 true");
        await jakarta.PushAsync(first);
        await ApplyAsync(cloud, "JKT01");

        (await Home()).ShouldBe("DPS01 true");
    }

    [Fact]
    public async Task The_office_writes_down_a_birthday_that_can_be_one_and_no_till_hears_of_it()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var owner = await cloud.SignInAsync();
        var member = await cloud.Ask<Guid>("select member_id from member where card = 'MBR-0001'");
        Task<HttpResponseMessage> Put(object body) => owner.PutAsJsonAsync($"/v1/members/{member}", body, TestContext.Current.CancellationToken);

        (await (await Put(new { birthday = "1899-12-31" })).ProblemAsync()).Field.ShouldBe("birthday");
        (await (await Put(new { birthday = "2190-01-01" })).ProblemAsync()).Field.ShouldBe("birthday");
        (await Put(new { birthday = "31/12/1990" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await (await Put(new { birthday = "1990-12-31" })).JsonAsync()).GetProperty("birthday").GetString().ShouldBe("1990-12-31");

        (await cloud.Ask<int>("select birth_day from member where card = 'MBR-0001'")).ShouldBe(1231);
        (await cloud.Ask<long>("select count(*) from feed_item where body like '%1990%12%31%'")).ShouldBe(0);
        (await cloud.Ask<long>("select count(*) from audit where action = 'member-edited' and after::text like '%1990%'")).ShouldBe(0);
    }

    [Fact]
    public async Task The_chains_rules_of_messages_are_read_and_set_and_wrong_ones_refused()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var owner = await cloud.SignInAsync();
        using var manager = await cloud.SignInAsync("manager@sasuai.test");
        Task<HttpResponseMessage> Put(object body, HttpClient? who = null) => (who ?? owner).PutAsJsonAsync("/v1/message-rules", body, TestContext.Current.CancellationToken);

        foreach (var (body, field) in ((object, string)[])[(new { followUpAfterDays = 6 }, "followUpAfterDays"), (new { opens = "08:00" }, "opens"), (new { opens = "20:00", closes = "08:00" }, "opens"), (new { opens = "8", closes = "20:00" }, "opens")])
            (await (await Put(body)).ProblemAsync()).Field.ShouldBe(field);
        (await Put(new { followUpAfterDays = 45 }, manager)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Put(new { followUpAfterDays = 45, opens = "08:30", closes = "19:00" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var rules = await (await manager.GetAsync("/v1/message-rules", TestContext.Current.CancellationToken)).JsonAsync();
        (rules.GetProperty("followUpAfterDays").GetInt32(), rules.GetProperty("opens").GetString(), rules.GetProperty("closes").GetString()).ShouldBe((45, "08:30", "19:00"));
        await Put(new { });

        (await cloud.Ask<long>("select count(*) from quiet_rule")).ShouldBe(0);
        (await cloud.Ask<long>("select count(*) from audit where action = 'message-rules-set'")).ShouldBe(2);
    }
}
