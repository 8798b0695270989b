using Sasuai.Sales;

namespace Sasuai.Pricing;

/// <summary>What one promotion did for one line, or why it did nothing.</summary>
/// <param name="Amount">What it took off; 0 when it did not.</param>
/// <param name="Missing">For <see cref="WhyKind.SpendMore"/>: how much more must be bought.</param>
/// <param name="Instead">The offers that count instead, by name; for a better or an exclusive offer.</param>
public sealed record WhyNot(PromotionId PromotionId, string Name, WhyKind Kind, Money Amount, Money Missing, string? Instead);

/// <summary>Prices and, for each line in its order, what every promotion did: first those that applied, then those nearest to applying.</summary>
public sealed record PricedWithReasons(PricedBasket Basket, IReadOnlyList<IReadOnlyList<WhyNot>> Lines);

static class Why
{
    public static IReadOnlyList<WhyNot> Of(BasketLine line, PricedLine priced, Applied applied, IReadOnlyList<Promotion> promotions, Conditions conditions)
    {
        var instead = priced.Offers is { Count: > 0 } offers ? string.Join(" + ", offers.Select(offer => offer.Name)) : null;
        return [.. promotions.Select(promotion => Of(promotion, line, applied, conditions, instead)).OrderBy(why => Rank(why.Kind)).ThenByDescending(why => why.Amount).ThenBy(why => why.PromotionId.Value)];
    }

    static WhyNot Of(Promotion promotion, BasketLine line, Applied applied, Conditions conditions, string? instead)
    {
        WhyNot Say(WhyKind kind, Money amount = default, Money missing = default, string? other = null) => new(promotion.PromotionId, promotion.Name, kind, amount, missing, other);
        if (applied.Offers.FirstOrDefault(offer => offer.PromotionId == promotion.PromotionId) is { } taken) return Say(WhyKind.Applied, taken.Amount);
        if (!promotion.Covers(line.ProductId, line.Category, line.Brand) && promotion.FreeProducts?.Contains(line.ProductId) != true) return Say(WhyKind.OtherGoods);
        if (conditions.Failing(promotion) is { } failing) return Say(failing.Kind, missing: failing.Missing);
        if (promotion.Stacking == Stacking.Compounded && applied.IsExclusive) return Say(WhyKind.Exclusive, other: instead);
        return instead is null && promotion.Kind is PromotionKind.BuyGet or PromotionKind.MixAndMatch ? Say(WhyKind.MorePieces) : Say(WhyKind.BetterOffer, other: instead);
    }

    static int Rank(WhyKind kind) => kind switch
    {
        WhyKind.Applied => 0,
        WhyKind.SpendMore or WhyKind.MorePieces or WhyKind.CouponMissing => 1,
        WhyKind.MembersOnly or WhyKind.OtherTier or WhyKind.BetterOffer or WhyKind.Exclusive => 2,
        WhyKind.OtherHours or WhyKind.UsedUp or WhyKind.NotGranted => 3,
        WhyKind.NotInForce => 4,
        _ => 5
    };
}
