namespace Sasuai.Loyalty;

/// <summary>Something that members get for points.</summary>
/// <param name="Points">What it costs, above 0.</param>
/// <param name="ProductId">The product that is given; null for money off.</param>
/// <param name="MoneyOff">Money off the sale when no product is given, 0 or more.</param>
/// <param name="Left">How many are left, as last known; null is without limit.</param>
/// <param name="EndsAt">First moment at which it is no longer given.</param>
public sealed record Reward(RewardId RewardId, string Name, long Points, ProductId? ProductId, Money MoneyOff, long? Left, DateTimeOffset? EndsAt, bool Active)
{
    /// <summary>Whether it is given at all at this moment, to whoever has the points.</summary>
    public bool IsGiven(DateTimeOffset at) => Active && !(at >= EndsAt);

    /// <summary>Why somebody with so many points cannot have it now; null when they can.</summary>
    public Refusal? Refused(long points, DateTimeOffset at) =>
        !IsGiven(at) ? Refusals.RewardOver(Name)
        : Left <= 0 ? Refusals.RewardGone(Name)
        : points < Points ? Refusals.PointsTooFew(Points - points)
        : null;
}
