using CsCheck;
using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Tests.Pricing;

/// <summary>What holds for every basket and every set of rules.</summary>
public sealed class OfferLawsTests
{
    /// <summary>Rules over groups beyond which the search is no longer exact.</summary>
    const int groupsMax = 4;

    static readonly string[] categories = ["Minuman", "Roti", "Mandi"];

    static readonly Gen<BasketLine> line =
        from product in Gen.Int[0, 12]
        from pieces in Gen.Int[1, 6]
        from hand in Gen.Int[0, 9]
        select Line(product, pieces, hand == 0 ? new(500, default, "uji") : null);

    static BasketLine Line(int product, int pieces, ManualDiscount? hand)
    {
        var sellable = A.Product($"P{product}", 137 * (product + 1) * (product % 5 + 1), categories[product % 3]);
        return new(0, sellable.ProductId, sellable.Code, sellable.Name, sellable.Category, "pcs", Quantity.Of(pieces), sellable.UnitPrice, 1, product % 4 == 0 ? new TaxRate("PB1", 1_000, OnTop: true) : A.Ppn, Manual: hand);
    }

    static readonly Gen<Promotion> plain =
        from kind in Among(PromotionKind.Percent, PromotionKind.AmountOff, PromotionKind.FixedPrice)
        from scope in Gen.Int[0, 3]
        from percent in Gen.Int[1, 10_000]
        from amount in Gen.Long[1, 3_000]
        from stacking in Among(Stacking.BestPrice, Stacking.Exclusive)
        from spend in Among(0L, 0L, 5_000L, 20_000L)
        select Rule(kind, scope) with { PercentBasisPoints = percent, Amount = new(amount), Stacking = stacking, MinimumSpend = new(spend) };

    static readonly Gen<Promotion> group =
        from kind in Among(PromotionKind.BuyGet, PromotionKind.MixAndMatch, PromotionKind.AmountOffTotal)
        from scope in Gen.Int[0, 3]
        from pieces in Gen.Int[1, 3]
        from free in Gen.Int[1, 2]
        from percent in Gen.Int[1, 10_000]
        from amount in Gen.Long[1, 6_000]
        from most in Among<int?>(null, null, 1, 3)
        select Rule(kind, scope) with { Pieces = pieces, Free = free, PercentBasisPoints = percent, Amount = new(amount), MaximumPieces = kind == PromotionKind.AmountOffTotal ? null : most };

    static readonly Gen<Promotion> onTop =
        from percent in Gen.Int[1, 3_000]
        from scope in Gen.Int[0, 3]
        select Rule(PromotionKind.Percent, scope) with { PercentBasisPoints = percent, Stacking = Stacking.Compounded };

    static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static int next;

    static Promotion Rule(PromotionKind kind, int scope)
    {
        var id = new PromotionId(new Guid(Interlocked.Increment(ref next), 0, 0, 0, 0, 0, 0, 0, 0, 0, 2));
        return new(id, $"R{id}", 0, scope == 3 ? null : categories[scope], null, A.Today.AddDays(-1), null, true, kind);
    }

    static readonly Gen<(BasketLine[] Lines, Promotion[] Rules, ManualDiscount? Hand)> shops =
        from lines in line.Array[1, 12]
        from plains in plain.Array[0, 6]
        from groups in @group.Array[0, groupsMax]
        from tops in onTop.Array[0, 2]
        from hand in Gen.Int[0, 5]
        select (lines, (Promotion[])[.. plains, .. groups, .. tops], hand switch { 0 => new ManualDiscount(777, default, "uji"), 1 => new(0, new(1_234), "uji"), _ => null });

    static PricedBasket Price(IEnumerable<BasketLine> lines, IReadOnlyList<Promotion> rules, ManualDiscount? hand = null)
    {
        BasketLine[] numbered = [.. lines.Select((one, i) => one with { Number = i + 1 })];
        return BestOffer.Price(new Basket(new(Guid.Empty), numbered, [], null, numbered.Length, hand), new(rules, TimeZoneInfo.Utc), A.Today);
    }

    // Neither a tax on top nor what a person takes off is a matter of offers: five percent by hand of what the offers left is less
    // where they left less of that very line, so that the whole can come out dearer although the offers are better.
    static Money Left(PricedBasket priced) => priced.Gross - priced.Discount + priced.Lines.Aggregate(Money.Zero, (sum, one) => sum + one.ManualDiscount);

    [Fact]
    public void Nothing_is_ever_below_zero_and_every_sum_is_exact() => shops.Sample(shop =>
    {
        var priced = Price(shop.Lines, shop.Rules, shop.Hand);
        return priced.Lines.All(one => !one.Net.IsNegative && !one.Discount.IsNegative && one.Gross - one.Discount == one.Net && !one.TaxOnTop.IsNegative
                && one.Discount == one.ManualDiscount + (one.Offers ?? []).Aggregate(Money.Zero, (sum, offer) => sum + offer.Amount) && (one.Offers ?? []).All(offer => offer.Amount > Money.Zero))
            && priced.Discount.Units == priced.Lines.Sum(one => one.Discount.Units) && priced.Total.Units == priced.Lines.Sum(one => one.Net.Units + one.TaxOnTop.Units);
    }, iter: 2_000);

    [Fact]
    public void The_order_of_scans_and_of_rules_and_how_scans_fall_into_lines_change_no_total() => shops.Sample(shop =>
    {
        var lines = shop.Lines.Select(one => one with { Manual = null }).ToArray();
        // The same pieces, one by one and backwards.
        var single = lines.Reverse().SelectMany(one => Enumerable.Repeat(one with { Quantity = Quantity.One }, (int)(one.Quantity.Thousandths / 1_000)));
        return Price(lines, shop.Rules, shop.Hand).Total == Price(single, [.. shop.Rules.Reverse()], shop.Hand).Total;
    }, iter: 2_000);

    [Fact]
    public void One_more_best_price_rule_never_makes_a_basket_dearer() => Gen.Select(shops, Gen.OneOf(plain, @group)).Sample((shop, one) =>
    {
        var more = one with { Stacking = Stacking.BestPrice };
        // Goods that several group rules want are shared out by a search that is exact for one group rule to a piece.
        Promotion[] rules = [.. shop.Rules.Where(rule => rule.Stacking == Stacking.BestPrice && !rule.IsForGroups), .. shop.Rules.Where(rule => rule.IsForGroups).DistinctBy(rule => rule.Category).Where(rule => rule.Category is not null)];
        return Left(Price(shop.Lines, [.. rules, more])) <= Left(Price(shop.Lines, rules));
    }, iter: 5_000);

    [Fact]
    public void Groups_never_cost_more_than_the_best_offer_for_each_line_alone() => shops.Sample(shop =>
        Left(Price(shop.Lines, shop.Rules)) <= Left(Price(shop.Lines, [.. shop.Rules.Where(rule => !rule.IsForGroups)])), iter: 2_000);

    [Fact]
    public void Every_rule_is_explained_on_every_line_and_what_applied_is_what_was_taken() => shops.Sample(shop =>
    {
        BasketLine[] lines = [.. shop.Lines.Select((one, i) => one with { Number = i + 1 })];
        var told = BestOffer.Explain(new(new(Guid.Empty), lines, [], null, lines.Length), new(shop.Rules, TimeZoneInfo.Utc), A.Today);
        return told.Lines.Zip(told.Basket.Lines).All(one => one.First.Count == shop.Rules.Length
            && one.First.Where(why => why.Kind == WhyKind.Applied).Sum(why => why.Amount.Units) == (one.Second.Offers ?? []).Sum(offer => offer.Amount.Units));
    }, iter: 500);

    [Fact]
    public void Beyond_its_bound_the_search_still_answers_and_never_above_the_lines_alone()
    {
        // Sixty articles and two hundred rules over groups that all want one another's goods.
        var lines = Enumerable.Range(0, 60).Select(i => Line(i, 3, null)).ToArray();
        var rules = Enumerable.Range(0, 200).Select(i => Rule(PromotionKind.MixAndMatch, 3) with { Products = [lines[i % 60].ProductId, lines[i * 7 % 60].ProductId, lines[i * 13 % 60].ProductId], Pieces = 2 + i % 3, Amount = new(500 + i) }).ToArray();

        var priced = Price(lines, rules);

        priced.Total.ShouldBeLessThan(Price(lines, []).Total);
        Price(lines.Reverse(), rules).Total.ShouldBe(priced.Total);
    }
}
