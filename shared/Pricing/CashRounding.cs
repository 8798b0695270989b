namespace Sasuai.Pricing;

/// <summary>Where the smallest coin is 100 rupiah, what is due in cash is rounded to it; exactly half goes to the customer.</summary>
public static class CashRounding
{
    /// <summary>What is added to <paramref name="total"/> (0 or more) so that it can be paid in coins of <paramref name="unit"/>; negative when rounded down. A unit of 1 or less rounds nothing.</summary>
    public static Money Adjustment(Money total, Money unit)
    {
        if (unit.Units <= 1) return Money.Zero;
        var over = total.Units % unit.Units;
        return new(over * 2 <= unit.Units ? -over : unit.Units - over);
    }
}
