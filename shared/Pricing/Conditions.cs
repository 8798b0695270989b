using Sasuai.Sales;

namespace Sasuai.Pricing;

/// <summary>Why a promotion took nothing off a line, or that it did.</summary>
public enum WhyKind
{
    /// <summary>It took money off this line.</summary>
    Applied,

    /// <summary>It is for other goods.</summary>
    OtherGoods,

    /// <summary>Switched off, not begun yet, or over.</summary>
    NotInForce,

    /// <summary>Not on this day or at this hour.</summary>
    OtherHours,

    /// <summary>Only for members.</summary>
    MembersOnly,

    /// <summary>Only for members of another tier.</summary>
    OtherTier,

    /// <summary>Its coupon was not shown.</summary>
    CouponMissing,

    /// <summary>It has been used as often as it may.</summary>
    UsedUp,

    /// <summary>Only so many baskets of the chain may use it, and this till has none of them left to give.</summary>
    NotGranted,

    /// <summary>The goods it is for do not cost enough; <see cref="WhyNot.Missing"/> is still missing.</summary>
    SpendMore,

    /// <summary>There are too few pieces for a group.</summary>
    MorePieces,

    /// <summary>Another offer is better for the customer.</summary>
    BetterOffer,

    /// <summary>An exclusive offer holds, on top of which nothing comes.</summary>
    Exclusive
}

/// <summary>Which promotions may count for this basket at this moment, and why the others may not.</summary>
sealed class Conditions(Basket basket, PricingRules rules, DateTimeOffset at, Article[] articles)
{
    public bool Hold(Promotion promotion) => Failing(promotion) is null;

    /// <summary>The first condition that fails; null when all hold.</summary>
    public (WhyKind Kind, Money Missing)? Failing(Promotion promotion)
    {
        if (!promotion.Active || at < promotion.StartsAt || at >= promotion.EndsAt) return (WhyKind.NotInForce, default);
        if (!rules.IsOpen(promotion, at)) return (WhyKind.OtherHours, default);
        if ((promotion.MembersOnly || promotion.TierId is not null) && basket.Member is null) return (WhyKind.MembersOnly, default);
        if (promotion.TierId is { } tier && basket.Member!.TierId != tier) return (WhyKind.OtherTier, default);
        if (promotion.Coupon is { } coupon && basket.Coupons?.Contains(coupon, StringComparer.OrdinalIgnoreCase) != true) return (WhyKind.CouponMissing, default);
        if (promotion.UsesLeft <= 0 || (promotion.UsesPerMember is { } most && (basket.Member is null || rules.UsedByMember?.GetValueOrDefault(promotion.PromotionId) >= most)))
            return (basket.Member is null && promotion.UsesPerMember is not null ? WhyKind.MembersOnly : WhyKind.UsedUp, default);
        if (promotion.MaximumUses is not null && rules.Granted is { } granted && granted.GetValueOrDefault(promotion.PromotionId) <= 0) return (WhyKind.NotGranted, default);
        if (promotion.MinimumSpend > Money.Zero && promotion.MinimumSpend - Spent(promotion) is var missing && missing > Money.Zero) return (WhyKind.SpendMore, missing);
        return null;
    }

    Money Spent(Promotion promotion) => articles.Where(article => article.IsCoveredBy(promotion)).Aggregate(Money.Zero, (sum, article) => sum + article.Gross);
}
