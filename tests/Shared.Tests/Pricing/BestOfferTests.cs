using CsCheck;
using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Tests.Pricing;

public sealed class BestOfferTests
{
    static readonly SellableProduct kopi = A.Product("Kopi", 15_500);
    static readonly SellableProduct roti = A.Product("Roti", 12_300, "Makanan");

    [Fact]
    public void The_best_of_several_promotions_is_taken_and_only_where_it_applies()
    {
        var priced = BestOffer.Price(A.Basket((kopi, 2), (roti, 1)).Lines, [A.PercentOff(5), A.PercentOff(10, "Minuman"), A.PercentOff(50, "Sabun")], A.Today);

        priced.Lines.Select(line => line.Discount.Units).ShouldBe([3_100, 615]);
        priced.Total.ShouldBe(new Money(31_000 - 3_100 + 12_300 - 615));
    }

    [Fact]
    public void A_promotion_ends_at_its_last_moment()
    {
        var promotion = A.PercentOff(10);
        BestOffer.Price(A.Basket((kopi, 1)).Lines, [promotion], promotion.EndsAt!.Value).Discount.ShouldBe(Money.Zero);
        BestOffer.Price(A.Basket((kopi, 1)).Lines, [promotion], promotion.EndsAt!.Value.AddTicks(-1)).Discount.ShouldBe(new Money(1_550));
    }

    [Fact]
    public void A_discount_of_100_per_cent_can_be_sold()
    {
        var priced = BestOffer.Price(A.Basket((kopi, 1)).Lines, [A.PercentOff(100)], A.Today);

        priced.Total.ShouldBe(Money.Zero);
        Checkout.Complete(A.Basket((kopi, 1)), priced, [(TenderKind.Cash, Money.Zero, null)], new(100), new(new(1_000)), A.Till()).Value.Due.ShouldBe(Money.Zero);
    }

    [Fact]
    public void The_tax_inside_is_eleven_of_a_hundred_and_eleven() => A.Ppn.Inside(new(111_000)).ShouldBe(new Money(11_000));

    static readonly Gen<(Basket Basket, Promotion[] Promotions)> shops =
        from lines in Gen.Select(Gen.Int[0, 20], Gen.Long[0, 500_000], Gen.Int[1, 9]).Array[1, 40]
        from percents in Gen.Select(Gen.Int[1, 100], Gen.Int[0, 3]).Array[0, 12]
        select (
            A.Basket([.. lines.Select(line => (A.Product($"P{line.Item1}", line.Item2, $"C{line.Item1 % 3}"), (long)line.Item3))]),
            percents.Select(rule => A.PercentOff(rule.Item1, rule.Item2 == 3 ? null : $"C{rule.Item2}")).ToArray());

    [Fact]
    public void No_line_is_ever_below_zero_and_the_sums_are_exact() => shops.Sample(shop =>
    {
        var priced = BestOffer.Price(shop.Basket.Lines, shop.Promotions, A.Today);
        return priced.Lines.All(line => !line.Net.IsNegative && !line.Discount.IsNegative && line.Tax <= line.Net && line.Gross - line.Discount == line.Net)
            && priced.Total.Units == priced.Lines.Sum(line => line.Net.Units) && priced.Tax.Units == priced.Lines.Sum(line => line.Tax.Units);
    });

    [Fact]
    public void The_order_of_scans_and_of_rules_does_not_change_the_total() => shops.Sample(shop =>
        BestOffer.Price(shop.Basket.Lines, shop.Promotions, A.Today).Total
        == BestOffer.Price([.. shop.Basket.Lines.Reverse()], [.. shop.Promotions.Reverse()], A.Today).Total);

    [Fact]
    public void One_more_rule_never_makes_a_basket_dearer() => shops.Where(shop => shop.Promotions.Length > 0).Sample(shop =>
        BestOffer.Price(shop.Basket.Lines, shop.Promotions, A.Today).Total <= BestOffer.Price(shop.Basket.Lines, shop.Promotions[1..], A.Today).Total);

    [Fact]
    public void Cash_rounding_reaches_a_coin_with_at_most_half_of_one_and_half_goes_to_the_customer() =>
        Gen.Select(Gen.Long[0, 100_000_000], Gen.OneOf(Gen.Const(1L), Gen.Const(50L), Gen.Const(100L), Gen.Const(500L))).Sample((total, coin) =>
        {
            var adjustment = CashRounding.Adjustment(new(total), new(coin)).Units;
            return (total + adjustment) % coin == 0 && Math.Abs(adjustment) * 2 <= coin && (Math.Abs(adjustment) * 2 != coin || adjustment < 0);
        });
}
