namespace Sasuai.Pricing;

/// <summary>A rule that takes a percentage off every matching line while it is in force.</summary>
/// <param name="PercentBasisPoints">Hundredths of a per cent, 1 to 10 000.</param>
/// <param name="Category">Only this category; null with <paramref name="ProductId"/> null means everything.</param>
/// <param name="StartsAt">First moment in force.</param>
/// <param name="EndsAt">First moment no longer in force; null means until further notice.</param>
public sealed record Promotion(
    PromotionId PromotionId, string Name, int PercentBasisPoints, string? Category, ProductId? ProductId,
    DateTimeOffset StartsAt, DateTimeOffset? EndsAt, bool Active)
{
    public bool AppliesTo(ProductId product, string category, DateTimeOffset at) =>
        Active && at >= StartsAt && (EndsAt is null || at < EndsAt)
        && (ProductId is null || ProductId == product) && (Category is null || Category == category);
}
