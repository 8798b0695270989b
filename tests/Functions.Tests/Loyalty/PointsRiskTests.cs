using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Loyalty;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Loyalty;

/// <summary>SYNC 1.2: what stores may give for points that they were not granted. What was not there counts against the store's budget; what was there is free again.</summary>
public sealed class PointsRiskTests(TestServers servers)
{
    static readonly MemberId member = DemoChain.Member("MBR-0002");
    static readonly StoreId store = DemoChain.Store("JKT01");

    static AllowanceAsked Ask(long wanted) => new(Scarce.PointsRisk, store.Value, wanted, 1, SaleOf.At);

    static RewardClaimed Claim(long points, long risk, long granted) =>
        new(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), member, null, points, DemoChain.StaffMember("101"), SaleOf.At, new(1, 0), new(Scarce.PointsRisk, store.Value, risk, new(1, granted)));

    static async Task<long[]> ToldAsync(TestTerminal terminal) => [.. (await terminal.PullAsync(Feeds.Control(terminal.Id))).Items
        .Where(item => item.Kind == FeedKinds.allowance).Select(item => JsonSerializer.Deserialize(item.Body, WireJson.Default.AllowanceItem)!.Granted)];

    static async Task<HttpStatusCode> SetAsync(CloudUnderTest cloud, long risk)
    {
        using var owner = await cloud.SignInAsync();
        return (await owner.PutAsJsonAsync("/v1/stores/JKT01/counter-rules", new { pointsRisk = risk }, TestContext.Current.CancellationToken)).StatusCode;
    }

    static Task HasAsync(CloudUnderTest cloud, long points) => cloud.Ask<Guid>("update member set points = @points where member_id = @member returning member_id", new { points, member });

    static Task<long> LostAsync(CloudUnderTest cloud) => cloud.Ask<long>("select points_risk_lost from store where code = 'JKT01'");

    [Fact]
    public async Task What_was_there_is_free_again_and_what_was_missing_is_not_granted_any_more()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var till = await cloud.EnrolAsync();
        (await SetAsync(cloud, 100)).ShouldBe(HttpStatusCode.OK);
        await HasAsync(cloud, 50);

        await till.PushAsync(Ask(100));
        await ApplyAsync(cloud, "JKT01");
        // 40 of 50 points: covered. Then 40 more, of which 30 were never there.
        await till.PushAsync(Claim(40, 40, 100));
        await ApplyAsync(cloud, "JKT01");
        (await LostAsync(cloud)).ShouldBe(0);
        await till.PushAsync(Claim(40, 40, 100), Ask(100));
        await ApplyAsync(cloud, "JKT01");

        (await LostAsync(cloud)).ShouldBe(30);
        // 80 were used, and of the 100 only 70 are left to grant.
        (await ToldAsync(till)).ShouldBe([100, 150]);
        (await cloud.Ask<long>("select count(*) from flag where kind = 'points-overdrawn'")).ShouldBe(1);

        await SetAsync(cloud, 200);
        await till.PushAsync(Ask(200));
        await ApplyAsync(cloud, "JKT01");
        (await ToldAsync(till))[^1].ShouldBe(250);
    }

    [Fact]
    public async Task What_another_till_still_holds_counts_as_missing()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var till = await cloud.EnrolAsync();
        using var other = await cloud.EnrolAsync(number: 2);
        await SetAsync(cloud, 100);
        await HasAsync(cloud, 50);
        await other.PushAsync(new PointsAsked(member, 50, 1, SaleOf.At));
        await till.PushAsync(Ask(100));
        await ApplyAsync(cloud, "JKT01");

        var claim = Claim(20, 20, 100);
        await till.PushAsync(claim);
        await ApplyAsync(cloud, "JKT01");
        (await LostAsync(cloud)).ShouldBe(20);

        // Given back it may be used again; what was lost stays lost until the office raises the budget.
        await till.PushAsync(new RewardClaimCancelled(claim.RewardClaimId, claim.RewardId, member, 20, claim.CashierId, SaleOf.At, "salah", new(1, 0), new(Scarce.PointsRisk, store.Value, -20, new(1, 100))));
        await ApplyAsync(cloud, "JKT01");
        (await cloud.Ask<string>("select granted || ' ' || used from allowance where subject = @store", new { store })).ShouldBe("100 0");
        (await cloud.Ask<long>("select points from member where member_id = @member", new { member })).ShouldBe(50);
    }

    [Fact]
    public async Task A_store_without_a_risk_grants_none_and_a_risk_below_none_is_refused()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var till = await cloud.EnrolAsync();

        (await SetAsync(cloud, -1)).ShouldBe(HttpStatusCode.BadRequest);
        await till.PushAsync(Ask(100));
        await ApplyAsync(cloud, "JKT01");

        (await ToldAsync(till)).ShouldBe([0]);
    }
}
