using Sasuai.Sales;

namespace Sasuai.Codes;

/// <summary>What a gun or a hand gave, as far as the code itself says it.</summary>
public abstract record ScannedCode
{
    ScannedCode() { }

    /// <summary>A trade item of the world, in 14 digits.</summary>
    /// <param name="Said">What else stood in a GS1 symbol; null for a plain barcode.</param>
    public sealed record TradeItem(string Gtin14, Gs1Data? Said = null) : ScannedCode;

    /// <summary>A label that the shop printed itself.</summary>
    /// <param name="Item">The digits that name the item, such as a PLU.</param>
    /// <param name="Whole">The same barcode with its value set to zero and the right check digit, under which some chains keep the item.</param>
    /// <param name="Price">The price of what is in the package, when the label carries it, in minor units.</param>
    /// <param name="Weight">Its weight in kilograms, when the label carries that.</param>
    public sealed record InStore(string Item, string Whole, Money? Price, Quantity? Weight) : ScannedCode;

    /// <summary>A receipt of the chain.</summary>
    /// <param name="Signed">The whole text of a code that holds the sale itself; null where it was the number alone.</param>
    public sealed record Receipt(ReceiptNumber Number, string? Signed = null) : ScannedCode;

    /// <summary>A badge of the staff: stands for typing the number.</summary>
    public sealed record Badge(string Number) : ScannedCode;

    /// <summary>Anything else: an SKU, a PLU, a member's card, a coupon. Whoever knows them has to be asked.</summary>
    /// <param name="WrongCheckDigit">It has as many digits as a GTIN, and its check digit is wrong: misread, or no GTIN.</param>
    public sealed record Plain(string Code, bool WrongCheckDigit = false) : ScannedCode;

    /// <summary>It says that it is a GS1 symbol, and breaks its rules.</summary>
    public sealed record Broken(Refusal Why) : ScannedCode;
}
