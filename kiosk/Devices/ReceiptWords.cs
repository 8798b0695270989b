using System.Globalization;

namespace Sasuai.Kiosk.Devices;

/// <summary>The fixed words of a receipt in one language.</summary>
public sealed record ReceiptWords
{
    /// <summary>Bahasa Indonesia, the default of the shops.</summary>
    public static readonly ReceiptWords Indonesian = new()
    {
        Number = "No", Cashier = "Kasir", Discount = "Diskon", AllDiscounts = "Total diskon", Subtotal = "Subtotal", Total = "TOTAL", Rounding = "Pembulatan", Due = "Harus dibayar",
        Change = "Kembali", TaxBase = "DPP", TaxInside = "(termasuk)", ByHand = "Diskon kasir", Note = "Catatan", Reference = "Ref", NotCertain = "belum pasti", PointsSpent = "Poin dipakai", Member = "Member", PointsEarned = "Poin didapat", PointsNow = "Jumlah poin", Returned = "Barang kembali", GivenBack = "Uang kembali",
        TimeFormat = "dd/MM/yyyy HH:mm",
    };

    /// <summary>English; amounts are grouped the Indonesian way all the same.</summary>
    public static readonly ReceiptWords English = new()
    {
        Number = "No", Cashier = "Cashier", Discount = "Discount", AllDiscounts = "Total discount", Subtotal = "Subtotal", Total = "TOTAL", Rounding = "Rounding", Due = "To pay",
        Change = "Change", TaxBase = "Base of", TaxInside = "(included)", ByHand = "Discount by cashier", Note = "Note", Reference = "Ref", NotCertain = "not yet certain", PointsSpent = "Points spent", Member = "Member", PointsEarned = "Points earned", PointsNow = "Points now", Returned = "Goods back", GivenBack = "Money back",
        TimeFormat = "dd MMM yyyy HH:mm",
    };

    public required string Number { get; init; }
    public required string Cashier { get; init; }
    public required string Discount { get; init; }
    public required string AllDiscounts { get; init; }
    public required string Subtotal { get; init; }
    public required string Total { get; init; }
    public required string Rounding { get; init; }
    public required string Due { get; init; }
    public required string Change { get; init; }
    public required string TaxBase { get; init; }
    public required string TaxInside { get; init; }
    public required string ByHand { get; init; }
    public required string Note { get; init; }
    public required string Reference { get; init; }
    public required string NotCertain { get; init; }
    public required string PointsSpent { get; init; }
    public required string Member { get; init; }
    public required string PointsEarned { get; init; }
    public required string PointsNow { get; init; }
    public required string Returned { get; init; }
    public required string GivenBack { get; init; }
    public required string TimeFormat { get; init; }

    /// <summary>The words of a language by its two letters; Indonesian for all but "en".</summary>
    public static ReceiptWords In(string language) =>
        string.Equals(language, "en", StringComparison.OrdinalIgnoreCase) ? English : Indonesian;

    /// <summary>Writes the time of a sale; <paramref name="room"/> must hold 24 letters.</summary>
    public int WriteTime(DateTimeOffset time, Span<char> room) =>
        time.TryFormat(room, out var written, TimeFormat, CultureInfo.InvariantCulture) ? written : 0;
}
