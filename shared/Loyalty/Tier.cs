namespace Sasuai.Loyalty;

/// <summary>A level that a member holds by lifetime points, never by spendable points.</summary>
/// <param name="FromLifetimePoints">Points ever earned that reach it; 0 for the first.</param>
/// <param name="MultiplierPercent">100 is the plain earning rate.</param>
public sealed record Tier(TierId TierId, string Name, long FromLifetimePoints, int MultiplierPercent)
{
    /// <summary>The highest tier that these lifetime points reach; null when none does.</summary>
    public static Tier? For(long lifetimePoints, IEnumerable<Tier> tiers) =>
        tiers.Where(tier => tier.FromLifetimePoints <= lifetimePoints).MaxBy(tier => tier.FromLifetimePoints);
}
