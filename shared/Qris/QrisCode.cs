using System.Globalization;
using Sasuai.Sync;

namespace Sasuai.Qris;

/// <summary>
/// The text of a QRIS payment for one sale: dynamic, with its amount and the receipt as reference. By EMV QRCPS Merchant-Presented Mode
/// 1.1 and the national standard QRIS of Bank Indonesia: currency 360, country ID.
/// </summary>
/// <param name="Amount">Above 0, in minor units.</param>
/// <param name="Reference">Bill number: at most 25 letters, digits and signs.</param>
public sealed record QrisCode(QrisMerchant Merchant, Money Amount, string Reference)
{
    public const int referenceMax = 25;

    const string format = "00", pointOfInitiation = "01", category = "52", currency = "53", amount = "54", country = "58", name = "59", city = "60", postal = "61", additional = "62", checksum = "63";
    const string version = "01", dynamic = "12", rupiah = "360", indonesia = "ID", billNumber = "01";

    /// <summary>What goes into the QR.</summary>
    /// <param name="decimals">Digits of the minor unit, 0 for rupiah.</param>
    public string Text(int decimals)
    {
        var fields = Tlv.Write(format, version) + Tlv.Write(pointOfInitiation, dynamic)
            + string.Concat(Merchant.AccountTemplate.Select(account => Tlv.Write(account.Tag, account.Value)))
            + Tlv.Write(category, Merchant.CategoryCode) + Tlv.Write(currency, rupiah) + Tlv.Write(amount, Written(Amount, decimals)) + Tlv.Write(country, indonesia)
            + Tlv.Write(name, Merchant.Name) + Tlv.Write(city, Merchant.City) + (Merchant.PostalCode is { } code ? Tlv.Write(postal, code) : "")
            + Tlv.Write(additional, Tlv.Write(billNumber, Reference)) + checksum + "04";
        return fields + Crc16.Of(fields);
    }

    /// <summary>Reads what a QR says; refused when it is cut, its checksum is wrong, or it is no payment in rupiah with an amount.</summary>
    public static Decision<QrisCode> Read(string text, int decimals)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length < 12 || text[^8..^4] != checksum + "04") return Refusals.QrisUnreadable("it does not end with a checksum");
        if (Crc16.Of(text[..^4]) != text[^4..]) return Refusals.QrisUnreadable("its checksum is wrong");
        if (Tlv.Read(text) is not { } fields || fields[0] is not (format, version)) return Refusals.QrisUnreadable("its fields are broken");
        string? Of(string tag) => fields.FirstOrDefault(field => field.Tag == tag).Value;
        if (Of(currency) != rupiah || Of(country) != indonesia) return Refusals.QrisUnreadable("it is not in rupiah");
        if (Of(amount) is not { } much || Amounts(much, decimals) is not { } money) return Refusals.QrisUnreadable("it has no amount");
        if (Of(category) is not { } kind || Of(name) is not { } who || Of(city) is not { } where) return Refusals.QrisUnreadable("it does not name the merchant");
        var accounts = fields.Where(field => int.Parse(field.Tag, CultureInfo.InvariantCulture) is >= 26 and <= 51).Select(field => new QrisAccount(field.Tag, field.Value));
        var bill = Tlv.Read(Of(additional) ?? "")?.FirstOrDefault(field => field.Tag == billNumber).Value;
        return new QrisCode(new([.. accounts], kind, who, where, Of(postal)), money, bill ?? "");
    }

    static string Written(Money money, int decimals)
    {
        if (money <= Money.Zero) throw new ArgumentOutOfRangeException(nameof(money), "A payment is above 0.");
        var digits = money.Units.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}";
    }

    static Money? Amounts(string text, int decimals)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount is <= 0 or > 10_000_000_000_000m) return null;
        for (var i = 0; i < decimals; i++) amount *= 10;
        return decimal.Truncate(amount) == amount ? new Money((long)amount) : null;
    }
}
