using System.Net;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Loyalty;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Loyalty;

/// <summary>CONFLICTS: points spent at two tills without a network: impossible above each till's allowance, and inside it accepted.</summary>
public sealed class AllowanceTests(TestServers servers)
{
    static readonly MemberId member = DemoChain.Member("MBR-0002");
    static readonly StaffId cashier = DemoChain.StaffMember("101");
    static readonly RewardId reward = new(Guid.CreateVersion7());

    static PointsAsked Ask(long wanted, int epoch = 1) => new(member, wanted, epoch, SaleOf.At);

    static RewardClaimed Claim(long points, long granted, int epoch = 1) => new(new(Guid.CreateVersion7()), reward, member, null, points, cashier, SaleOf.At, new(epoch, granted));

    /// <summary>What the terminal was told of the member, newest last.</summary>
    static async Task<PointsAllowanceItem[]> ToldAsync(TestTerminal terminal) =>
        [.. (await terminal.PullAsync(Feeds.Control(terminal.Id))).Items.Where(item => item.Kind == FeedKinds.pointsAllowance).Select(item => JsonSerializer.Deserialize(item.Body, WireJson.Default.PointsAllowanceItem)!)];

    /// <summary>The member has this many points, and the demonstration's terminals hold none of them.</summary>
    static Task HasAsync(CloudUnderTest cloud, long points) => cloud.Ask<Guid>("update member set points = @points where member_id = @member returning member_id", new { points, member });

    static Task<long> PointsAsync(CloudUnderTest cloud) => cloud.Ask<long>("select points from member where member_id = @member", new { member });

    [Fact]
    public async Task Two_tills_share_a_members_points_and_neither_gets_what_the_other_holds()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync(number: 2);
        await HasAsync(cloud, 500);

        await first.PushAsync(Ask(300));
        await ApplyAsync(cloud, "JKT01");
        await second.PushAsync(Ask(500));
        await ApplyAsync(cloud, "JKT01");

        (await ToldAsync(first)).ShouldBe([new(member, 1, 300), new(member, 1, 300, Recalled: true)]);
        (await ToldAsync(second)).ShouldBe([new(member, 1, 200)]);

        // The first took some and gives the rest back: it goes to whom it was asked back for.
        await first.PushAsync(Claim(120, 300), new PointsReleased(member, 180, 1, SaleOf.At));
        await ApplyAsync(cloud, "JKT01");

        (await ToldAsync(second)).ShouldBe([new(member, 1, 200), new(member, 1, 380)]);
        await second.PushAsync(Claim(380, 380));
        await ApplyAsync(cloud, "JKT01");
        (await PointsAsync(cloud)).ShouldBe(0);
        (await cloud.Ask<long>("select count(*) from flag where kind = 'points-overdrawn'")).ShouldBe(0);
        (await cloud.Ask<bool>("select bool_and(used <= granted) from allowance")).ShouldBeTrue();
    }

    [Fact]
    public async Task Tills_of_two_stores_that_ask_at_once_are_never_granted_more_than_there_is()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        await HasAsync(cloud, 100);
        var stores = new[] { "JKT01", "DPS01" };
        foreach (var store in stores)
        {
            for (var number = 1; number <= 2; number++)
            {
                using var till = await cloud.EnrolAsync(store, number);
                await till.PushAsync(Ask(30 + number), Ask(60));
            }
        }

        await Task.WhenAll(stores.Select(store => ApplyAsync(cloud, store)));
        foreach (var store in stores) await ApplyAsync(cloud, store);

        (await cloud.Ask<long>("select sum(granted)::bigint from allowance")).ShouldBe(100);
        (await cloud.Ask<long>("select count(*) from fact where applied_at is null or dead_letter is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task A_claim_taken_back_returns_to_the_allowance_and_the_same_facts_again_change_nothing()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var till = await cloud.EnrolAsync();
        await HasAsync(cloud, 500);
        var claim = Claim(400, 500);
        var batch = till.Write(Ask(500), claim, new RewardClaimCancelled(claim.RewardClaimId, reward, member, 400, cashier, SaleOf.At, "salah", new(1, 500)));

        for (var i = 0; i < 2; i++)
        {
            await till.PushAsync(batch);
            await ApplyAsync(cloud, "JKT01");
        }

        (await PointsAsync(cloud)).ShouldBe(500);
        (await cloud.Ask<string>("select granted || ' ' || used from allowance")).ShouldBe("500 0");
    }

    [Fact]
    public async Task A_sale_above_every_allowance_stands_and_is_flagged_for_a_person()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var till = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        await HasAsync(cloud, 50);

        await till.PushAsync(SaleOf.Product(till, card: "MBR-0002") with { Points = 0, PointsSpent = 80 });
        await ApplyAsync(cloud, "JKT01");

        (await PointsAsync(cloud)).ShouldBe(-30);
        var flag = (await (await owner.GetAsync("/v1/flags?kind=points-overdrawn", TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("flags").EnumerateArray().Single();
        flag.GetProperty("kind").GetString().ShouldBe("points-overdrawn");
        (await cloud.Ask<long>("select (figures ->> 'points')::bigint from flag where kind = 'points-overdrawn'")).ShouldBe(-30);
    }

    [Fact]
    public async Task A_later_epoch_and_a_revocation_free_what_a_terminal_held()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var lost = await cloud.EnrolAsync();
        using var other = await cloud.EnrolAsync(number: 2);
        using var owner = await cloud.SignInAsync();
        await HasAsync(cloud, 500);
        await lost.PushAsync(Ask(500), Claim(100, 500));
        await ApplyAsync(cloud, "JKT01");

        // Its disk was set back: another history, so a new epoch, and what it asks then says that the first is over.
        lost.TakeEpoch(1);
        (await lost.PushAsync(Ask(1))).Status.ShouldBe(PushStatus.fork);
        lost.TakeEpoch(2);
        await lost.PushAsync(Ask(250), Ask(250, epoch: 2));
        await ApplyAsync(cloud, "JKT01");
        (await cloud.Ask<string>("select string_agg(epoch || ': ' || granted || ' ' || used, ', ' order by epoch) from allowance")).ShouldBe("1: 100 100, 2: 250 0");

        (await owner.PostAsync($"/v1/terminals/{lost.Id}/revoke", null, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await other.PushAsync(Ask(400));
        await ApplyAsync(cloud, "JKT01");
        (await ToldAsync(other)).ShouldBe([new(member, 1, 400)]);
    }
}
