using Sasuai.Sales;
using Sasuai.Staff;

namespace Sasuai.Codes;

/// <summary>
/// The one place that tells what a code is, whatever gun or hand it came from: GTIN-8, 12, 13 and 14; the shop's own labels by the store's
/// patterns; GS1 element strings with an AIM prefix or FNC1, in brackets, or as a Digital Link; receipts; badges; anything else as it stands.
/// </summary>
/// <param name="patterns">The store's in-store barcodes, first match wins; <see cref="InStorePattern.Usual"/> where it has none of its own.</param>
/// <param name="decimals">Digits of the store's minor unit, 0 for rupiah.</param>
/// <param name="thisYear">The year of the store's calendar: dates on symbols have no century.</param>
public sealed class CodeReader(IReadOnlyList<InStorePattern> patterns, int decimals, int thisYear)
{
    /// <summary>Longest text that is looked at: a signed receipt. A Digital Link with everything in it is shorter.</summary>
    public const int maxLength = SignedReceipt.maxLength;

    const int aimLength = 3;

    /// <summary>AIM identifiers (ISO/IEC 15424) of symbols that hold element strings: GS1-128, DataBar, DataMatrix, QR, DotCode.</summary>
    static readonly string[] elementAims = ["]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1"];

    public ScannedCode Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var code = text.Trim();
        if (HoldsElements(code)) return Said(ElementStrings.Of(code.AsSpan(aimLength)));
        code = WithoutAim(code);
        if (SignedReceipt.IsOne(code)) return SignedReceipt.TryRead(code, out var receipt) ? new ScannedCode.Receipt(receipt.Number, code) : new ScannedCode.Broken(CodeRefusals.NoReceipt());
        if (DigitalLink.IsLink(code)) return DigitalLink.Of(code) is { } link ? Said(link) : new ScannedCode.Plain(code);
        if (code.StartsWith("(0", StringComparison.Ordinal) || code.StartsWith("(25", StringComparison.Ordinal)) return Said(ElementStrings.InBrackets(code));
        if (code.Contains(ElementStrings.separator, StringComparison.Ordinal)) return Said(ElementStrings.Of(code));
        return Number(code) ?? Element(code) ?? Named(code) ?? new ScannedCode.Plain(code, Gtin.HasLength(code));
    }

    /// <summary>The text without the prefix that says which kind of barcode it was.</summary>
    public static string WithoutAim(string text) =>
        text is { Length: > aimLength } && text[0] == ']' && char.IsAsciiLetter(text[1]) && char.IsAsciiLetterOrDigit(text[2]) ? text[aimLength..] : text;

    /// <summary>Whether the text begins with the AIM prefix of a GS1 symbol, which says what it is; any other prefix only says which kind of barcode it was.</summary>
    public static bool HoldsElements(string text) => text is { Length: > aimLength } && elementAims.Contains(text[..aimLength]);

    ScannedCode? Number(string code)
    {
        if (!Gtin.IsValid(code)) return null;
        // UPC-A is EAN-13 without its leading zero, so that its numbers beginning with 2 are in-store numbers as well.
        var ean = code.Length == 12 ? "0" + code : code;
        if (ean.Length == 13 && IsInStore(ean))
            return patterns.Select(pattern => pattern.Match(ean, decimals)).FirstOrDefault(found => found is not null) ?? (ScannedCode)new ScannedCode.InStore(ean[2..12], ean, null, null);
        return new ScannedCode.TradeItem(code.PadLeft(14, '0'));
    }

    /// <summary>EAN-13 that a company gives out for use inside it alone.</summary>
    public static bool IsInStore(ReadOnlySpan<char> ean13) => ean13[0] == '2' || (ean13[0] == '0' && ean13[1] == '2');

    /// <summary>Without prefix and separator only what nothing else can be: (01), a GTIN whose check digit is right, and a field behind it.</summary>
    ScannedCode? Element(string code) =>
        code.Length > 18 && code.StartsWith("01", StringComparison.Ordinal) && Gtin.IsValid(code.AsSpan(2, 14)) && ElementStrings.Of(code) is { Refusal: null } fields && Said(fields) is ScannedCode.TradeItem item ? item : null;

    static ScannedCode? Named(string code)
    {
        if (ReceiptNumber.TryParse(code, out var number)) return new ScannedCode.Receipt(number);
        return Badge.NumberOf(code) is { } badge ? new ScannedCode.Badge(badge) : null;
    }

    ScannedCode Said(Decision<List<(string Identifier, string Value)>> fields)
    {
        if (fields.IsRefused(out var refusal, out var found) || Gs1Reader.Read(found, thisYear).IsRefused(out refusal, out var said)) return new ScannedCode.Broken(refusal);
        return said switch
        {
            { Gtin14: { } gtin } => new ScannedCode.TradeItem(gtin, said),
            { Coupon: { } coupon } => new ScannedCode.Plain(coupon),
            _ => new ScannedCode.Broken(CodeRefusals.NoIdentifier("(01)"))
        };
    }
}
