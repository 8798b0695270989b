using Sasuai.Kiosk.Lanes;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Staff;

namespace Sasuai.Tests.Lanes;

/// <summary>Promotions, coupons and what a person takes off, at the lane.</summary>
public sealed class PriceTests
{
    [Fact]
    public void A_cashier_gives_five_per_cent_alone_and_more_with_somebody_who_may()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.Scan(TestTill.Kopi);

        shop.Lane.GiveDiscount(1, new(500, Money.Zero, "penyok")).Refusal.ShouldBeNull();
        shop.Lane.GiveDiscount(1, new(1_000, Money.Zero, "penyok")).Refusal.ShouldNotBeNull().Code.ShouldBe("approval-needed");
        var wanted = shop.Lane.Wanted.ShouldNotBeNull();
        var approval = shop.Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, TestTill.ManagerNumber, TestTill.ManagerPin, "penyok sekali", wanted.BasisPoints).Value;
        shop.Lane.GiveDiscount(1, new(1_000, Money.Zero, "penyok"), approval).Refusal.ShouldBeNull();

        shop.Lane.State.PricedBasket.Total.ShouldBe(new(13_500));
        shop.Facts().OfType<DiscountGiven>().Select(fact => (fact.Amount.Units, fact.Reason, fact.ApprovalId is not null)).ShouldBe([(750, "penyok", false), (750, "penyok", true)]);
        shop.Facts().OfType<ApprovalGiven>().ShouldHaveSingleItem().Right.ShouldBe(Right.Discount);
    }

    [Fact]
    public void Many_small_discounts_are_one_large_one()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.Scan("4*" + TestTill.Kopi);
        shop.Lane.GiveDiscount(1, new(500, Money.Zero, "penyok")).Refusal.ShouldBeNull();

        shop.Lane.GiveDiscount(null, new(500, Money.Zero, "langganan")).Refusal.ShouldNotBeNull().Code.ShouldBe("approval-needed");
        shop.Lane.Wanted!.Amount.ShouldBe(new(3_000 + 2_850));
        shop.Lane.GiveDiscount(1, new(300, Money.Zero, "penyok sedikit")).Refusal.ShouldBeNull();

        shop.Lane.State.PricedBasket.Discount.ShouldBe(new(1_800));
    }

    [Fact]
    public void A_sale_names_what_took_something_off()
    {
        using var shop = new TestTill().Ready();
        var promotion = new Promotion(new(Guid.CreateVersion7()), "Kopi hemat", 1_000, "minuman", null, DateTimeOffset.UnixEpoch, null, true);
        shop.Pull(TestTill.StoreFeed, TestTill.PromotionRow(promotion));
        shop.Lane.Scan(TestTill.Kopi);
        shop.Lane.Scan(TestTill.Roti);
        shop.Lane.GiveDiscount(null, new(0, new(750), "langganan")).Refusal.ShouldBeNull();

        var sale = shop.Lane.PayCash(new(50_000)).Value.Sale;

        sale.Lines[0].Offers.ShouldNotBeNull().ShouldHaveSingleItem().ShouldBe(new(promotion.PromotionId, "Kopi hemat", new(1_500)));
        (sale.Lines[0].ManualDiscount + sale.Lines[1].ManualDiscount).ShouldBe(new(750));
        sale.Total.ShouldBe(new(13_500 + 18_250 - 750));
    }

    [Fact]
    public void A_coupon_counts_once_it_was_shown_and_a_wrong_one_is_told()
    {
        using var shop = new TestTill().Ready();
        shop.Pull(TestTill.StoreFeed, TestTill.PromotionRow(new(new(Guid.CreateVersion7()), "Kupon", 2_000, null, null, DateTimeOffset.UnixEpoch, null, true, Coupon: "HEMAT")));
        shop.Lane.Scan(TestTill.Kopi);

        shop.Lane.Explain().Lines[0].ShouldHaveSingleItem().Kind.ShouldBe(WhyKind.CouponMissing);
        shop.Lane.ShowCoupon("SALAH").Refusal.ShouldNotBeNull().Code.ShouldBe("coupon-unknown");
        shop.Lane.ShowCoupon("hemat").Refusal.ShouldBeNull();

        shop.Lane.State.PricedBasket.Total.ShouldBe(new(12_000));
        shop.SwitchOffAndOn();
        shop.Lane.State.Basket.Coupons.ShouldBe(["hemat"]);
    }

    [Fact]
    public void Another_price_needs_an_approval_and_a_reason_and_stands_in_a_fact()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.Scan(TestTill.Kopi);

        shop.Lane.ChangePrice(1, new(12_000), " ").Refusal.ShouldNotBeNull().Code.ShouldBe("reason-missing");
        shop.Lane.ChangePrice(1, new(-1), "x").Refusal.ShouldNotBeNull().Code.ShouldBe("price-negative");
        shop.Lane.ChangePrice(1, new(12_000), "salah label").Refusal.ShouldNotBeNull().Code.ShouldBe("approval-needed");
        var wanted = shop.Lane.Wanted!;
        var approval = shop.Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, TestTill.ManagerNumber, TestTill.ManagerPin, "benar", wanted.BasisPoints).Value;
        shop.Lane.ChangePrice(1, new(12_000), "salah label", approval).Refusal.ShouldBeNull();

        shop.Lane.State.PricedBasket.Total.ShouldBe(new(12_000));
        shop.Facts().OfType<DiscountGiven>().ShouldHaveSingleItem().NewPrice.ShouldBe(new Money(12_000));
    }

    [Fact]
    public void A_tax_that_changes_on_a_day_changes_on_that_day_of_the_store()
    {
        using var shop = new TestTill().Ready();
        var next = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(shop.Time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta")).DateTime).AddDays(1);
        shop.Pull(TestTill.StoreFeed, (Sync.FeedKinds.tax, "PPN", TestTill.Json(new(new("PPN", [new(new(2022, 4, 1), new("PPN", 1_100)), new(next, TestTill.Ppn)])), Sync.WireJson.Default.TaxItem)));

        var before = shop.Sell().Sale;
        shop.Time.Advance(TimeSpan.FromDays(1));
        var after = shop.Sell().Sale;

        (before.Lines[0].TaxRateBasisPoints, before.Tax).ShouldBe((1_100, new Money(1_486)));
        (after.Lines[0].TaxRateBasisPoints, after.Lines[0].TaxBaseNumerator, after.Tax).ShouldBe((1_200, 11, new Money(1_486)));
    }
}
