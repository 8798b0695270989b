using Sasuai.Functions.Seed;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Loyalty;

public sealed class PointsTests(TestServers servers)
{
    const string almostPerak = "MBR-0001";

    [Fact]
    public async Task Two_stores_that_carry_a_member_over_a_tier_at_once_tell_it_once()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var jakarta = await cloud.EnrolAsync();
        using var denpasar = await cloud.EnrolAsync("DPS01");
        await jakarta.PushAsync(SaleOf.Product(jakarta, quantity: 3, card: almostPerak));
        await denpasar.PushAsync(SaleOf.Product(denpasar, quantity: 3, card: almostPerak));

        await Task.WhenAll(ApplyAsync(cloud, "JKT01"), ApplyAsync(cloud, "DPS01"));

        (await cloud.Ask<long>("select count(*) from outbox")).ShouldBe(1);
        (await cloud.Ask<string>("select routing_key from outbox")).ShouldBe(Messages.QueueNames.tierReached);
        (await cloud.Ask<long>("select lifetime_points from member where card = @almostPerak", new { almostPerak })).ShouldBe(990 + 11 + 11);
        (await cloud.Ask<string>("select t.name from member m join tier t using (tier_id) where card = @almostPerak", new { almostPerak })).ShouldBe("Perak");
    }

    [Fact]
    public async Task No_points_are_lost_when_many_tills_sell_to_one_member()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        var terminals = await Task.WhenAll(cloud.EnrolAsync(), cloud.EnrolAsync("JKT01", 2), cloud.EnrolAsync("DPS01"), cloud.EnrolAsync("DPS01", 2));

        await Task.WhenAll(terminals.Select(async terminal =>
        {
            for (var i = 0; i < 5; i++)
                await terminal.PushAsync([.. Enumerable.Range(0, 4).Select(_ => SaleOf.Product(terminal, card: "MBR-0002"))]);
        }));

        await Eventually(async () => (await cloud.Ask<long>("select points from member where card = 'MBR-0002'")).ShouldBe(120 + 4 * 5 * 4 * 3));
        (await cloud.Ask<long>("select sum(points)::bigint from points_entry")).ShouldBe(240);
        (await cloud.Ask<long>("select count(*) from fact where dead_letter is not null")).ShouldBe(0);
        foreach (var terminal in terminals) terminal.Dispose();
    }

    [Fact]
    public async Task A_member_who_jumps_two_tiers_in_one_sale_is_told_of_the_higher()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await terminal.PushAsync(SaleOf.Product(terminal, quantity: 2_000, card: "MBR-0005"));

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<string>("select name from tier_reached r join tier t using (tier_id)")).ShouldBe("Emas");
        (await cloud.Ask<long>("select count(*) from outbox")).ShouldBe(1);
    }

    [Fact]
    public async Task A_refund_takes_points_back_and_leaves_the_tier()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var sale = SaleOf.Product(terminal, quantity: 3, card: almostPerak);
        await terminal.PushAsync(sale, SaleOf.Refund(terminal, sale, quantity: 3, card: almostPerak));

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select points from member where card = @almostPerak", new { almostPerak })).ShouldBe(990);
        (await cloud.Ask<string>("select t.name from member m join tier t using (tier_id) where card = @almostPerak", new { almostPerak })).ShouldBe("Perak");
        (await cloud.Ask<long>("select count(*) from points_entry")).ShouldBe(2);
    }

    [Fact]
    public async Task Points_of_an_unknown_member_wait_and_the_sale_stands()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await terminal.PushAsync(SaleOf.Product(terminal, card: "MBR-9999"));

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(1);
        (await cloud.Ask<long>("select points from points_waiting where settled_at is null")).ShouldBe(3);
    }

    [Fact]
    public async Task A_member_s_new_points_reach_the_terminals()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var feed = Feeds.Member(DemoChain.Chain, DemoChain.Member(almostPerak));
        var before = (await terminal.PullAsync(feed)).Last;
        await terminal.PushAsync(SaleOf.Product(terminal, quantity: 3, card: almostPerak));

        await ApplyAsync(cloud, "JKT01");

        var item = (await terminal.PullAsync(feed, before)).Items.ShouldHaveSingleItem();
        item.Kind.ShouldBe(FeedKinds.member);
        item.Body.ShouldContain("\"lifetimePoints\":1001");
    }

    [Fact]
    public async Task A_till_hears_which_of_its_sales_are_in_a_member_s_points_and_which_never_will_be()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var feed = Feeds.Member(DemoChain.Chain, DemoChain.Member(almostPerak));
        var before = (await terminal.PullAsync(feed)).Last;
        var sale = SaleOf.Product(terminal, quantity: 3, card: almostPerak);
        var damaged = SaleOf.Product(terminal, quantity: 3, card: almostPerak) with { Gross = new(1) };
        var batch = terminal.Write(sale, damaged);
        await terminal.PushAsync(batch);

        await ApplyAsync(cloud, "JKT01");

        var told = (await terminal.PullAsync(feed, before)).Items.Select(item => System.Text.Json.JsonSerializer.Deserialize(item.Body, WireJson.Default.MemberItem)!).ToArray();
        told.SelectMany(member => member.Facts ?? []).ShouldBe([batch.Changes[0].FactId, sale.SaleId.Value, batch.Changes[1].FactId]);
        told[^1].LifetimePoints.ShouldBe(1_001);
    }
}
