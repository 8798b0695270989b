using Sasuai.Sync;

namespace Sasuai.Tills;

/// <summary>The notes and coins of a drawer, greatest first.</summary>
public static class Denominations
{
    /// <summary>Notes and coins of the rupiah in daily use (Bank Indonesia, emissions of 2016 and 2022).</summary>
    public static readonly IReadOnlyList<Money> Rupiah =
        [new(100_000), new(50_000), new(20_000), new(10_000), new(5_000), new(2_000), new(1_000), new(500), new(200), new(100)];

    /// <summary>The store's own, or the rupiah's.</summary>
    public static IReadOnlyList<Money> Of(CounterRules? rules) =>
        rules?.Denominations is { Count: > 0 } own ? [.. own.OrderByDescending(value => value)] : Rupiah;
}
