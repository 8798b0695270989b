namespace Sasuai.Loyalty;

/// <summary>How points are earned: one for every full <paramref name="AmountPerPoint"/> of what was paid for goods, times the tier's multiplier.</summary>
/// <param name="AmountPerPoint">Money that earns one point; 0 means that nothing is earned.</param>
public sealed record EarningRule(Money AmountPerPoint)
{
    /// <param name="tierMultiplierPercent">100 is the plain rate; 150 earns half as much again. Fractions of a point are dropped.</param>
    public long PointsFor(Money total, int tierMultiplierPercent) =>
        AmountPerPoint.Units <= 0 || total.Units <= 0
            ? 0
            : (long)((Int128)total.Units * tierMultiplierPercent / ((Int128)AmountPerPoint.Units * 100));
}
