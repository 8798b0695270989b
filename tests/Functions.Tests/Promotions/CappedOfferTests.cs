using System.Net;
using System.Text;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Promotions;

/// <summary>CONFLICTS: a capped discount is given only as often as its cap, by tills that hold parts of it; a coupon that was used twice stands and is flagged.</summary>
public sealed class CappedOfferTests(TestServers servers)
{
    static readonly PromotionId offer = new(Guid.CreateVersion7());
    static readonly StaffId cashier = DemoChain.StaffMember("101");

    static Promotion Rule(long? uses, string? coupon = null) =>
        new(offer, "Seratus pertama", 1_000, null, null, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), null, true, Coupon: coupon, MaximumUses: uses);

    static async Task<HttpStatusCode> SetAsync(CloudUnderTest cloud, Promotion rule)
    {
        using var owner = await cloud.SignInAsync();
        return (await owner.PutAsync($"/v1/promotions/{offer}", new StringContent(JsonSerializer.Serialize(rule, WireJson.Default.Promotion), Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken)).StatusCode;
    }

    static AllowanceAsked Ask(long wanted) => new(Scarce.Promotion, offer.Value, wanted, 1, SaleOf.At);

    /// <summary>A sale in which the promotion took something off.</summary>
    static SaleCompleted Sale(TestTerminal till, long? granted)
    {
        var sale = SaleOf.Product(till, discount: new(380));
        return sale with
        {
            Lines = [sale.Lines[0] with { PromotionId = offer, Offers = [new(offer, "Seratus pertama", new(380))] }],
            Taken = [new(Scarce.Promotion, offer.Value, 1, granted is { } held ? new(1, held) : null)]
        };
    }

    static async Task<AllowanceItem[]> ToldAsync(TestTerminal terminal) => [.. (await terminal.PullAsync(Feeds.Control(terminal.Id))).Items
        .Where(item => item.Kind == FeedKinds.allowance).Select(item => JsonSerializer.Deserialize(item.Body, WireJson.Default.AllowanceItem)!)];

    /// <summary>The promotion as the store's tills were told of it, newest last.</summary>
    static async Task<Promotion[]> RulesAsync(TestTerminal terminal, string store = "JKT01") => [.. (await terminal.PullAsync(Feeds.Store(DemoChain.Store(store)))).Items
        .Where(item => item.Kind == FeedKinds.promotion && item.Key == offer.ToString()).Select(item => JsonSerializer.Deserialize(item.Body, WireJson.Default.PromotionItem)!.Promotion)];

    static AllowanceItem Item(long granted, bool recalled = false) => new(Scarce.Promotion, offer.Value, 1, granted, recalled);

    static Task<string> FiguresAsync(CloudUnderTest cloud) =>
        cloud.Ask<string>("select p.uses || ' of ' || p.maximum_uses || ', held ' || (select coalesce(sum(greatest(granted - used, 0)), 0) from allowance) from promotion p where promotion_id = @offer", new { offer });

    [Fact]
    public async Task Two_tills_share_a_cap_and_what_one_does_not_need_goes_to_the_other()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync("DPS01");
        (await SetAsync(cloud, Rule(5))).ShouldBe(HttpStatusCode.OK);

        await first.PushAsync(Ask(4));
        await ApplyAsync(cloud, "JKT01");
        await second.PushAsync(Ask(4));
        await ApplyAsync(cloud, "DPS01");

        (await ToldAsync(first)).ShouldBe([Item(4), Item(4, recalled: true)]);
        (await ToldAsync(second)).ShouldBe([Item(1)]);

        await first.PushAsync(Sale(first, 4), new AllowanceReleased(Scarce.Promotion, offer.Value, 3, 1, SaleOf.At));
        await ApplyAsync(cloud, "JKT01");

        (await ToldAsync(second)).ShouldBe([Item(1), Item(4)]);
        (await FiguresAsync(cloud)).ShouldBe("1 of 5, held 4");
    }

    [Fact]
    public async Task Every_store_hears_that_it_is_used_up_and_that_a_cancelled_sale_gave_one_back()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var till = await cloud.EnrolAsync();
        using var elsewhere = await cloud.EnrolAsync("DPS01");
        await SetAsync(cloud, Rule(2));
        var sale = Sale(till, 2);

        await till.PushAsync(Ask(2), sale, Sale(till, 2));
        await ApplyAsync(cloud, "JKT01");
        (await RulesAsync(elsewhere, "DPS01")).Select(rule => rule.UsesLeft).ShouldBe([null, 0L]);

        await till.PushAsync(SaleOf.Refund(till, sale) with { Kind = RefundKind.Void, Taken = [new(Scarce.Promotion, offer.Value, -1, new(1, 2))] });
        await ApplyAsync(cloud, "JKT01");

        (await RulesAsync(elsewhere, "DPS01")).Select(rule => rule.UsesLeft).ShouldBe([null, 0L, null]);
        (await FiguresAsync(cloud)).ShouldBe("1 of 2, held 1");
        (await cloud.Ask<long>("select count(*) from flag")).ShouldBe(0);
    }

    [Fact]
    public async Task A_coupon_used_twice_stands_and_the_second_sale_is_flagged_with_terminal_and_cashier_once()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync(number: 2);
        await SetAsync(cloud, Rule(1, coupon: "SEKALI"));
        var (inTime, tooLate) = (first.Write(Sale(first, 1)), second.Write(Sale(second, null)));

        for (var i = 0; i < 2; i++)
        {
            await first.PushAsync(inTime);
            await ApplyAsync(cloud, "JKT01");
            await second.PushAsync(tooLate);
            await ApplyAsync(cloud, "JKT01");
        }

        (await FiguresAsync(cloud)).ShouldBe("2 of 1, held 0");
        (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(2);
        using var owner = await cloud.SignInAsync();
        var flag = (await (await owner.GetAsync("/v1/flags?kind=offer-overused", TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("flags").EnumerateArray().Single();
        flag.GetProperty("amount").GetInt64().ShouldBe(380);
        (await cloud.Ask<bool>("select terminal_id = @second and figures ->> 'cashierId' = @cashier and figures ->> 'promotion' = 'Seratus pertama' from flag", new { second = second.Id, cashier = cashier.ToString() })).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_stores_that_ask_at_once_are_never_granted_more_than_the_cap()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        await SetAsync(cloud, Rule(10));
        foreach (var store in (string[])["JKT01", "DPS01"])
        {
            using var till = await cloud.EnrolAsync(store);
            await till.PushAsync(Ask(8));
        }

        await Task.WhenAll(ApplyAsync(cloud, "JKT01"), ApplyAsync(cloud, "DPS01"));

        (await FiguresAsync(cloud)).ShouldBe("0 of 10, held 10");
        (await cloud.Ask<long>("select count(*) from fact where applied_at is null or dead_letter is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task A_cap_may_be_raised_and_taken_away_and_is_at_least_one()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var till = await cloud.EnrolAsync();
        await SetAsync(cloud, Rule(1));
        await till.PushAsync(Sale(till, 1));
        await ApplyAsync(cloud, "JKT01");

        (await SetAsync(cloud, Rule(3) with { UsesLeft = 0 })).ShouldBe(HttpStatusCode.OK);
        (await RulesAsync(till)).Select(rule => (rule.MaximumUses, rule.UsesLeft)).ShouldBe([(1, null), (1, 0), (3, null)]);
        (await SetAsync(cloud, Rule(null))).ShouldBe(HttpStatusCode.OK);
        (await RulesAsync(till))[^1].MaximumUses.ShouldBeNull();
        (await SetAsync(cloud, Rule(0))).ShouldBe(HttpStatusCode.BadRequest);
    }
}
