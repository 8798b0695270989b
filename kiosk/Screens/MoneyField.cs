using System.Globalization;

namespace Sasuai.Kiosk.Screens;

/// <summary>Reads an amount that a person typed.</summary>
public static class MoneyField
{
    /// <summary>More digits than this are no amount at a till; a scan has more.</summary>
    public const int maxDigits = 8;

    /// <summary>Reads 50000 and 50.000; where the currency has decimals, 12,50 too. Null when it is not an amount.</summary>
    /// <param name="decimals">Digits of the minor unit, 0 for rupiah.</param>
    public static Money? Read(string text, int decimals)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (whole, part) = text.Split(',') switch
        {
            [var all] => (all, ""),
            [var before, var after] when decimals > 0 && after.Length is > 0 && after.Length <= decimals => (before, after),
            _ => ("", ""),
        };
        var digits = WithoutDots(whole) is { } plain ? plain + part.PadRight(decimals, '0') : "";
        return digits.Length is > 0 and <= maxDigits + 2 && IsDigits(digits)
            ? new Money(long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>The amount as a person would type it, so that it can be corrected key by key.</summary>
    public static string Write(Money amount, int decimals)
    {
        var digits = amount.Units.ToString(CultureInfo.InvariantCulture);
        if (decimals == 0) return digits;
        digits = digits.PadLeft(decimals + 1, '0');
        return $"{digits[..^decimals]},{digits[^decimals..]}";
    }

    public static bool IsTooLong(string text) => text.Count(char.IsAsciiDigit) > maxDigits;

    public static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    // A dot only groups: whoever types 1.5 must not be taken for meaning 15.
    static string? WithoutDots(string whole)
    {
        if (!whole.Contains('.', StringComparison.Ordinal)) return IsDigits(whole) ? whole : null;
        var groups = whole.Split('.');
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3) && groups.All(group => IsDigits(group))
            ? string.Concat(groups)
            : null;
    }
}
