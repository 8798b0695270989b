using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests.Lanes;

/// <summary>CONFLICTS: a capped discount and a coupon that counts once: a till gives only what it was granted, and says why not more.</summary>
public sealed class CappedOfferTests : IDisposable
{
    static readonly PromotionId offer = new(Guid.CreateVersion7());

    readonly TestTill shop = new();

    public CappedOfferTests() => Pull(Rule(100));

    static Promotion Rule(long uses, string? coupon = null, long? left = null) =>
        new(offer, "Seratus pertama", 1_000, null, null, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), null, true, Coupon: coupon, MaximumUses: uses, UsesLeft: left);

    void Pull(Promotion rule) => shop.Pull(TestTill.StoreFeed, TestTill.PromotionRow(rule));

    void Grant(long granted, int epoch = 1, bool recalled = false) => shop.Pull(Feeds.Control(TestTill.Terminal),
        (FeedKinds.allowance, offer.ToString(), TestTill.Json(new(Scarce.Promotion, offer.Value, epoch, granted, recalled), WireJson.Default.AllowanceItem)));

    WhyKind Why() => shop.Lane.Explain().Lines[0].Single(why => why.PromotionId == offer).Kind;

    AllowanceAsked[] Asked() => [.. shop.Facts().OfType<AllowanceAsked>()];

    [Fact]
    public void Without_a_share_a_capped_promotion_says_why_not_and_the_till_asks_once()
    {
        shop.Ready().Lane.Scan(TestTill.Kopi);
        shop.Lane.Scan(TestTill.Roti);

        Why().ShouldBe(WhyKind.NotGranted);
        Asked().ShouldHaveSingleItem().ShouldBe(new(Scarce.Promotion, offer.Value, 2, 1, shop.Time.GetUtcNow()));

        // The answer changes the basket that is open.
        Grant(2);
        Why().ShouldBe(WhyKind.Applied);
    }

    [Fact]
    public void A_parked_basket_that_is_taken_up_again_asks_once_more()
    {
        shop.Ready().Lane.Scan(TestTill.Kopi);
        shop.Lane.Park("").Refusal.ShouldBeNull();
        Grant(1);
        shop.Sell();
        shop.AllIsSent();

        shop.Lane.Recall(shop.Lane.Parked[0].Basket.SaleId).Refusal.ShouldBeNull();

        Asked().ShouldHaveSingleItem();
    }

    [Fact]
    public void It_is_given_as_often_as_it_was_granted_and_every_sale_says_by_what()
    {
        Grant(2);
        shop.Ready();

        var sales = Enumerable.Range(0, 3).Select(_ => shop.Sell().Sale).ToArray();

        sales.Select(sale => sale.Discount.Units).ShouldBe([1_500, 1_500, 0]);
        sales[1].Taken.ShouldHaveSingleItem().ShouldBe(new(Scarce.Promotion, offer.Value, 1, new(1, 2)));
        sales[2].Taken.ShouldBeNull();
        shop.Facts().OfType<SaleCompleted>().Select(sale => sale.Taken?.Count).ShouldBe([1, 1, null]);
    }

    [Fact]
    public void A_coupon_that_counts_once_is_asked_for_when_it_is_shown_and_is_gone_after_one_basket()
    {
        Pull(Rule(1, coupon: "SEKALI"));
        shop.Ready().Lane.Scan(TestTill.Kopi);
        Asked().ShouldBeEmpty();

        shop.Lane.Scan("sekali").ShouldBeOfType<ScanResult.CouponShown>();
        Asked().ShouldHaveSingleItem().Wanted.ShouldBe(1);
        Why().ShouldBe(WhyKind.NotGranted);
        Grant(1);
        Why().ShouldBe(WhyKind.Applied);
        shop.Lane.PayCash(new(100_000)).Value.Sale.Discount.Units.ShouldBe(1_500);

        shop.Lane.Scan(TestTill.Kopi);
        shop.Lane.ShowCoupon("SEKALI").Refusal.ShouldBeNull();
        Why().ShouldBe(WhyKind.NotGranted);
        // When the cloud has counted it, the till knows that there will be no more.
        Pull(Rule(1, coupon: "SEKALI", left: 0));
        Why().ShouldBe(WhyKind.UsedUp);
    }

    [Fact]
    public void What_is_for_members_only_is_asked_for_when_a_member_comes()
    {
        Pull(Rule(100) with { MembersOnly = true });
        shop.Ready().Lane.Scan(TestTill.Kopi);
        Asked().ShouldBeEmpty();

        shop.Lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();

        Asked().ShouldHaveSingleItem().Subject.ShouldBe(offer.Value);
        Why().ShouldBe(WhyKind.NotGranted);
    }

    [Fact]
    public void A_cancelled_sale_gives_its_use_back()
    {
        Grant(1);
        var sold = shop.Ready().Sell().Sale;

        shop.Lane.VoidSale(sold.ReceiptNumber, "salah").Refusal.ShouldNotBeNull().Code.ShouldBe("approval-needed");
        var back = shop.Lane.VoidSale(sold.ReceiptNumber, "salah", AfterSaleTests.Allow(shop)).Value;

        back.Taken.ShouldHaveSingleItem().ShouldBe(new(Scarce.Promotion, offer.Value, -1, new(1, 1)));
        shop.Sell().Sale.Discount.Units.ShouldBe(1_500);
    }

    [Fact]
    public void What_other_tills_want_is_given_back_between_two_customers()
    {
        Grant(10);
        shop.Ready().Lane.Scan(TestTill.Kopi);
        Grant(10, recalled: true);
        shop.Changes.GiveBackAllowances();
        Why().ShouldBe(WhyKind.Applied);

        shop.Lane.PayCash(new(100_000)).Value.Sale.Discount.Units.ShouldBe(1_500);
        shop.Changes.GiveBackAllowances();

        shop.Facts().OfType<AllowanceReleased>().ShouldHaveSingleItem().Amount.ShouldBe(9);
        shop.Sell().Sale.Discount.ShouldBe(Money.Zero);
    }

    [Fact]
    public void Under_a_new_epoch_nothing_of_before_is_given()
    {
        Grant(10);
        shop.Ready();
        shop.Changes.Renumber(2);
        shop.Sell().Sale.Discount.ShouldBe(Money.Zero);

        Grant(1, epoch: 2);
        shop.Sell().Sale.Taken.ShouldHaveSingleItem().Held.ShouldBe(new(2, 1));
    }

    public void Dispose() => shop.Dispose();
}
