using System.Globalization;
using Sasuai.Codes;

namespace Sasuai.Kiosk.Lanes;

/// <summary>What came from the gun or the keys, taken apart: a quantity before a star, and a code.</summary>
/// <param name="Code">Empty when only a quantity was typed.</param>
readonly record struct ScanText(Quantity? Quantity, string Code)
{
    /// <summary>More digits than this before a star is a code, not a quantity.</summary>
    const int quantityDigitsMax = 9;

    public static Decision<ScanText> Read(string text)
    {
        var rest = text.Trim();
        Quantity? quantity = null;
        if (rest.IndexOf('*', StringComparison.Ordinal) is > 0 and <= quantityDigitsMax and var star && Amount(rest.AsSpan(0, star)) is { } amount)
        {
            if (!amount.IsPositive) return Refusals.QuantityNotPositive();
            if (amount > Sales.Basket.QuantityLimit) return Refusals.QuantityTooLarge(Sales.Basket.QuantityLimit);
            (quantity, rest) = (amount, rest[(star + 1)..].Trim());
        }
        return rest.Length <= CodeReader.maxLength ? new ScanText(quantity, rest) : LaneRefusals.CodeTooLong(CodeReader.maxLength);
    }

    /// <summary>A decimal comma or point; at most three decimals.</summary>
    static Quantity? Amount(ReadOnlySpan<char> text)
    {
        Span<char> point = stackalloc char[text.Length];
        text.Replace(point, ',', '.');
        return decimal.TryParse(point, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && decimal.Truncate(amount * 1_000) == amount * 1_000 ? Sasuai.Quantity.From(amount) : null;
    }
}
