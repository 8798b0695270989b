using System.Globalization;

namespace Sasuai.Kiosk.Screens;

/// <summary>Reads a quantity that a person typed: 3, or 1,25 of what is sold by weight.</summary>
public static class QuantityField
{
    /// <summary>A "quantity" of so many digits is a scan.</summary>
    public const int scanDigits = 8;

    /// <summary>Null when it is not a quantity with at most three decimals.</summary>
    public static Quantity? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Replace('.', ',').Split(',');
        if (parts.Length > 2 || !MoneyField.IsDigits(parts[0]) || parts[0].Length >= scanDigits) return null;
        if (parts.Length == 2 && (!MoneyField.IsDigits(parts[1]) || parts[1].Length > 3)) return null;
        return Quantity.From(decimal.Parse(string.Join('.', parts), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
    }

    public static bool IsScan(string text) => text.Length >= scanDigits && MoneyField.IsDigits(text);
}
