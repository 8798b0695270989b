using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tills;

/// <summary>
/// How the counting of a drawer stands. It is counted blind; a count that is off by more than the limit is done once more, and then
/// somebody who may has to allow the difference. Money that moves after a count makes the count worthless.
/// </summary>
/// <param name="Expected">What should be in the drawer. Nobody at the counter sees it before the count is settled.</param>
/// <param name="Limit">A difference up to this much is carelessness of every day; 0 or more.</param>
/// <param name="Counts">The counts since cash moved last, oldest first.</param>
public sealed record BlindCount(Money Expected, Money Limit, IReadOnlyList<DrawerCounted> Counts)
{
    /// <summary>A store that set no limit of its own allows this difference, in minor units.</summary>
    public static readonly Money UsualLimit = new(10_000);

    const int countsMax = 2;

    /// <param name="facts">The session's facts in the order in which they happened.</param>
    public static BlindCount Of(Money expected, CounterRules? rules, IEnumerable<object> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<DrawerCounted> counts = [];
        foreach (var fact in facts)
        {
            if (fact is DrawerCounted counted) counts.Add(counted);
            else if (fact is SaleCompleted or SaleRefunded or CashMoved) counts.Clear();
        }
        return new(expected, rules?.OverShortLimit ?? UsualLimit, counts);
    }

    /// <summary>The count that stands; null while there is none.</summary>
    public DrawerCounted? Last => Counts.Count == 0 ? null : Counts[^1];

    /// <summary>Counted − expected, with its sign; 0 while nothing was counted.</summary>
    public Money OverShort => Last is { } last ? last.Counted - Expected : Money.Zero;

    /// <summary>Money that is too much or missing, without its sign.</summary>
    public Money Off => OverShort.IsNegative ? -OverShort : OverShort;

    public bool Fits => Last is not null && Off <= Limit;

    /// <summary>The drawer has to be counted (again) before it can be closed.</summary>
    public bool IsOpen => Last is null || (!Fits && Last.Attempt < countsMax);

    /// <summary>The next count's number; null when the last one stands, whatever it says.</summary>
    public int? NextAttempt => Last is null || Fits ? 1 : Last.Attempt < countsMax ? Last.Attempt + 1 : null;
}
