using System.Globalization;

namespace Sasuai.Kiosk.Replay;

/// <summary>Figures as files write them: a decimal point, no grouping.</summary>
static class Amounts
{
    const int decimalsMax = 4;

    /// <summary>An amount of money in the currency's unit, such as 2.55, as minor units; null when it is no number or has more decimals than the currency.</summary>
    public static Money? Money(string text, int decimals)
    {
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)) return null;
        for (var i = 0; i < Math.Min(decimals, decimalsMax); i++) amount *= 10;
        return decimal.Truncate(amount) == amount && Math.Abs(amount) <= long.MaxValue / 1_000m ? new Money((long)amount) : null;
    }

    /// <summary>At most three decimals.</summary>
    public static Quantity? Quantity(string text)
    {
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)) return null;
        return decimal.Truncate(amount * 1_000) == amount * 1_000 && Math.Abs(amount) <= 1_000_000_000 ? Sasuai.Quantity.From(amount) : null;
    }
}
