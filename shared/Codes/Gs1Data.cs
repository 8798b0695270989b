using System.Runtime.InteropServices;

namespace Sasuai.Codes;

/// <summary>What a GS1 symbol says of one package, from its application identifiers (GS1 General Specifications, section 3).</summary>
/// <param name="Gtin14">(01) the item, or (02) the item of which <paramref name="Count"/> are inside.</param>
/// <param name="Lot">(10) batch or lot, 1 to 20 characters.</param>
/// <param name="Expiry">(17) use by, else (16) sell by, else (15) best before: the last day on which it may be sold.</param>
/// <param name="Produced">(11) or (13).</param>
/// <param name="Serial">(21) serial number, 1 to 20 characters.</param>
/// <param name="Count">(30) how many pieces, or (37) how many items inside.</param>
/// <param name="Weight">(310n) net weight, or (320n) in pounds, told in kilograms to the gram.</param>
/// <param name="Price">(392n) or (393n) the price of what is in the package.</param>
/// <param name="Currency">(393n) ISO 4217 in three digits; null for the store's own.</param>
/// <param name="Coupon">(255) global coupon number.</param>
/// <param name="Url">(8200) where the item is told of.</param>
public sealed record Gs1Data(
    string? Gtin14 = null, string? Lot = null, DateOnly? Expiry = null, DateOnly? Produced = null, string? Serial = null,
    long? Count = null, Quantity? Weight = null, Gs1Price? Price = null, string? Currency = null, string? Coupon = null, string? Url = null);

/// <summary>A price as a symbol carries it: a whole number and how many of its digits stand behind the comma.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Gs1Price(long Number, int Decimals)
{
    /// <summary>In minor units of a currency that has so many digits behind the comma; null when it would need more.</summary>
    public Money? In(int decimals)
    {
        var number = (Int128)Number;
        for (var i = Decimals; i < decimals; i++) number *= 10;
        for (var i = decimals; i < Decimals; i++)
        {
            if (number % 10 != 0) return null;
            number /= 10;
        }
        return number <= long.MaxValue ? new Money((long)number) : null;
    }
}
