using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Loyalty;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Loyalty;

/// <summary>Members that counters enrol, what they spend, and the rewards they take.</summary>
public sealed class CounterMembersTests(TestServers servers)
{
    const string card = "MBR-0002";
    static readonly StaffId cashier = DemoChain.StaffMember("101");

    [Fact]
    public async Task Somebody_enrolled_at_two_tills_without_a_network_is_one_member_with_all_points()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync("JKT01", 2);
        var (here, there) = (new MemberId(Guid.CreateVersion7()), new MemberId(Guid.CreateVersion7()));
        await first.PushAsync(new MemberEnrolled(here, "Sari", "+6281299990001", null, MayBeTold: true, cashier, SaleOf.At), Earning(SaleOf.Product(first), here, 3));
        await second.PushAsync(Earning(SaleOf.Product(second), there, 5), new MemberEnrolled(there, "Sari W.", "+6281299990001", "CARD-9", MayBeTold: false, cashier, SaleOf.At.AddHours(1), "en", ConsentWay.Signed));

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select points from member where phone = '6281299990001'")).ShouldBe(8);
        (await cloud.Ask<long>("select count(*) from member where name like 'Sari%' and joined_at = @at", new { at = SaleOf.At })).ShouldBe(1);
        (await cloud.Ask<string>("select card from member where member_id = @here", new { here })).ShouldBe("CARD-9");
        (await cloud.Ask<Guid>("select same_as from member_alias where member_id = @there", new { there })).ShouldBe(here.Value);
        var gone = (await second.PullAsync(Feeds.Member(DemoChain.Chain, there))).Items.Select(item => JsonSerializer.Deserialize(item.Body, WireJson.Default.MemberItem)!).Last(item => item.MemberId == there);
        gone.Active.ShouldBeFalse();
        (gone.SameAs, gone.Phone).ShouldBe((here, null));
        (await cloud.Ask<string>("select string_agg(status || ' ' || source, ', ' order by at) from consent where member_id = @here", new { here })).ShouldBe("given counter, withdrawn counter-signed");
    }

    [Fact]
    public async Task Spending_takes_points_and_never_lifetime_points()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var before = await cloud.Ask<long>("select points from member where card = @card", new { card });
        var sale = SaleOf.Product(terminal, quantity: 3, card: card) with { PointsSpent = 50 };
        var refund = SaleOf.Refund(terminal, sale, quantity: 3, card: card) with { PointsReturned = 50 };

        await terminal.PushAsync(sale);
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select points from member where card = @card", new { card })).ShouldBe(before + sale.Points - 50);
        (await cloud.Ask<long>("select lifetime_points from member where card = @card", new { card })).ShouldBe(before + sale.Points);

        await terminal.PushAsync(refund);
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select points from member where card = @card", new { card })).ShouldBe(before);
        (await cloud.Ask<long>("select sum(points)::bigint from points_entry")).ShouldBe(0);
    }

    [Fact]
    public async Task A_reward_is_told_to_the_counters_and_a_claim_taken_back_returns_points_and_stock()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var (reward, claim, member) = (new RewardId(Guid.CreateVersion7()), new RewardClaimId(Guid.CreateVersion7()), DemoChain.Member(card));
        var before = await cloud.Ask<long>("select points from member where card = @card", new { card });

        (await owner.PutAsJsonAsync($"/v1/rewards/{reward}", new { name = "Gelas cantik", points = 100, moneyOff = 10_000, stock = 5 }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await terminal.PushAsync(new RewardClaimed(claim, reward, member, null, 100, cashier, SaleOf.At));
        await ApplyAsync(cloud, "JKT01");
        (await LeftAsync(terminal, reward)).ShouldBe(4);
        using var elsewhere = await cloud.EnrolAsync("DPS01");
        (await LeftAsync(elsewhere, reward, "DPS01")).ShouldBe(4);
        (await cloud.Ask<long>("select points from member where card = @card", new { card })).ShouldBe(before - 100);

        var back = new RewardClaimCancelled(claim, reward, member, 100, cashier, SaleOf.At, "salah ambil");
        await terminal.PushAsync(back, back with { Reason = "lagi" });
        await ApplyAsync(cloud, "JKT01");

        (await LeftAsync(terminal, reward)).ShouldBe(5);
        (await cloud.Ask<long>("select points from member where card = @card", new { card })).ShouldBe(before);
        (await cloud.Ask<long>("select lifetime_points from member where card = @card", new { card })).ShouldBe(before);
    }

    [Fact]
    public async Task Enrolment_sales_and_claims_of_a_till_stand_in_the_ledger_of_whoever_the_person_is()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var (reward, kept, undone) = (new RewardId(Guid.CreateVersion7()), new RewardClaimId(Guid.CreateVersion7()), new RewardClaimId(Guid.CreateVersion7()));
        var (fresh, again) = (new MemberId(Guid.CreateVersion7()), new MemberId(Guid.CreateVersion7()));
        (await owner.PutAsJsonAsync($"/v1/rewards/{reward}", new { name = "Gelas cantik", points = 4, moneyOff = 10_000, stock = 5 }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await terminal.PushAsync(new MemberEnrolled(fresh, "Wati", "+6281299990002", null, MayBeTold: true, cashier, SaleOf.At, "en"), Earning(SaleOf.Product(terminal), fresh, 9),
            new RewardClaimed(undone, reward, fresh, null, 4, cashier, SaleOf.At), new RewardClaimCancelled(undone, reward, fresh, 4, cashier, SaleOf.At, "salah"), new RewardClaimed(kept, reward, fresh, null, 4, cashier, SaleOf.At));
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<string>("select string_agg(reason || ' ' || points, ', ' order by reason, points) from points_entry where member_id = @fresh", new { fresh })).ShouldBe("reward -4, reward -4, reward-cancelled 4, sale 9");
        (await cloud.Ask<string>("select points || ' ' || lifetime_points || ' ' || language from member where member_id = @fresh", new { fresh })).ShouldBe("5 9 en");
        (await LeftAsync(terminal, reward)).ShouldBe(4);

        // Later the same person is enrolled again, sold to and given a reward under the second id.
        var later = new RewardClaimId(Guid.CreateVersion7());
        await terminal.PushAsync(new MemberEnrolled(again, "Wati", "0812-9999-0002", null, MayBeTold: true, cashier, SaleOf.At, "en"));
        await ApplyAsync(cloud, "JKT01");
        await terminal.PushAsync(Earning(SaleOf.Product(terminal), again, 6), new RewardClaimed(later, reward, again, null, 4, cashier, SaleOf.At));
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<string>("select points || ' ' || lifetime_points from member where member_id = @fresh", new { fresh })).ShouldBe("7 15");
        (await cloud.Ask<long>("select count(*) from sale where member_id = @fresh", new { fresh })).ShouldBe(2);
        (await cloud.Ask<Guid>("select member_id from reward_claim where reward_claim_id = @later", new { later })).ShouldBe(fresh.Value);
        (await cloud.Ask<long>("select count(*) from points_waiting")).ShouldBe(0);
        (await LeftAsync(terminal, reward)).ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"name":"","points":5,"moneyOff":1}""", "name")]
    [InlineData("""{"name":"x","points":0,"moneyOff":1}""", "points")]
    [InlineData("""{"name":"x","points":5}""", "moneyOff")]
    [InlineData("""{"name":"x","points":5,"moneyOff":1,"stock":-1}""", "stock")]
    public async Task A_reward_that_makes_no_sense_is_refused_by_its_field(string body, string field)
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var owner = await cloud.SignInAsync();

        var answer = await owner.PutAsync($"/v1/rewards/{Guid.CreateVersion7()}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain($"\"{field}\"");
    }

    [Fact]
    public async Task Credit_and_account_move_with_sale_and_refund()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var sale = SaleOf.Product(terminal, quantity: 2, card: card);
        sale = sale with { Tenders = [new(TenderKind.OnAccount, new(5_000), new(5_000)), new(TenderKind.StoreCredit, sale.Due - new Money(5_000), sale.Due - new Money(5_000))] };
        var refund = SaleOf.Refund(terminal, sale, card: card);
        refund = refund with { Tenders = [new(TenderKind.StoreCredit, refund.Due, refund.Due)] };
        await terminal.PushAsync(sale, refund);

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select account_used from member where card = @card", new { card })).ShouldBe(5_000);
        (await cloud.Ask<long>("select store_credit from member where card = @card", new { card })).ShouldBe((refund.Due - (sale.Due - new Money(5_000))).Units);
    }

    static SaleCompleted Earning(SaleCompleted sale, MemberId member, long points) => sale with { MemberId = member, Points = points };

    static async Task<long?> LeftAsync(TestTerminal terminal, RewardId reward, string store = "JKT01") =>
        JsonSerializer.Deserialize((await terminal.PullAsync(Feeds.Store(DemoChain.Store(store)))).Items.Last(item => item.Kind == FeedKinds.reward && item.Key == reward.ToString()).Body, WireJson.Default.RewardItem)!.Reward.Left;
}
