using Sasuai.Sales;

namespace Sasuai.Pricing;

/// <summary>What a member gets and others do not.</summary>
public static class MemberOffers
{
    /// <summary>
    /// Promotions for members, for this member's tier, or counted per member, that may count at this moment: one that still asks for a
    /// coupon or a minimum spend is among them.
    /// </summary>
    public static IReadOnlyList<Promotion> Now(BasketMember member, PricingRules rules, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var conditions = new Conditions(Basket.Start(default).Attach(member), rules, at, []);
        return [.. rules.Promotions.Where(promotion => (promotion.MembersOnly || promotion.TierId is not null || promotion.UsesPerMember is not null)
            && conditions.Failing(promotion)?.Kind is null or WhyKind.CouponMissing or WhyKind.SpendMore)
            .OrderBy(promotion => promotion.Name, StringComparer.Ordinal).ThenBy(promotion => promotion.PromotionId.Value)];
    }
}
