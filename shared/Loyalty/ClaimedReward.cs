using Sasuai.Pricing;

namespace Sasuai.Loyalty;

/// <summary>A reward that the member of an open basket took for points and gets with this sale.</summary>
/// <param name="MoneyOff">What it takes off the sale; 0 for goods.</param>
/// <param name="Line">The basket's line that is the reward's goods, without a price; null for money off.</param>
public sealed record ClaimedReward(RewardClaimId RewardClaimId, RewardId RewardId, string Name, long Points, Money MoneyOff, int? Line = null)
{
    /// <summary>
    /// Money off works as a promotion for this basket alone, on top of every other, so that lines, receipt and reports name it. Its
    /// promotion id is the reward's.
    /// </summary>
    internal static IReadOnlyList<Promotion> Promotions(IReadOnlyList<ClaimedReward>? taken) =>
        [.. (taken ?? []).Where(reward => reward.MoneyOff > Money.Zero).GroupBy(reward => reward.RewardId).Select(same => new Promotion(
            new(same.Key.Value), same.First().Name, 0, null, null, DateTimeOffset.MinValue, null, Active: true,
            PromotionKind.AmountOffTotal, same.Aggregate(Money.Zero, (sum, reward) => sum + reward.MoneyOff), Stacking: Stacking.Compounded))];
}
