using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Sasuai.Kiosk.Devices;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>Turns a sale into what the printer has to do: the drawer first, because paper may be out, then the receipt.</summary>
/// <param name="columns">32 for paper of 58 mm, 48 for 80 mm.</param>
/// <param name="language">id or en; the store's own when null.</param>
/// <param name="logo">This till's own; the store's when null.</param>
/// <param name="key">Signs the sale into its receipt's code where the store takes goods of another till's receipt; null signs nothing.</param>
public sealed class SaleOnPaper(int columns, CodePage page, string? language = null, Logo? logo = null, ECDsa? key = null)
{
    /// <summary>Fits <see cref="PaperWork"/>.</summary>
    public void Enqueue(SqliteConnection connection, SqliteTransaction transaction, CompletedSale sold)
    {
        ArgumentNullException.ThrowIfNull(sold);
        var (id, now) = (sold.Sale.SaleId.ToString(), sold.Sale.CompletedAt);
        // A drawer that need not be opened stays shut: nothing was paid in cash.
        if (sold.Sale.Tenders.Any(tender => tender.Kind == TenderKind.Cash) || !sold.GivenBack.IsZero) PrintQueue.Enqueue(connection, transaction, PrintJob.Drawer(id, now));
        PrintQueue.Enqueue(connection, transaction, PrintJob.Receipt(id, sold.Sale.ReceiptNumber.ToString(), Lay(sold, SignedCode(sold)), now));
    }

    /// <summary>The receipt's bytes.</summary>
    /// <param name="code">For its QR code; the number when null.</param>
    public byte[] Lay(CompletedSale sold, string? code = null)
    {
        ArgumentNullException.ThrowIfNull(sold);
        var tongue = language ?? sold.Store.Language;
        return new ReceiptLayout(columns, ReceiptWords.In(tongue), page, sold.Store.Decimals).Lay(Receipt(sold, tongue) with { Code = code });
    }

    // The sale of a training has a number of no store, and nobody shall get money for it.
    string? SignedCode(CompletedSale sold) =>
        key is not null && sold.Store.Counter?.OfflineRefundCap > Money.Zero && sold.Sale.ReceiptNumber.StoreCode == sold.Store.Code ? SignedReceipt.Write(sold.Sale, key) : null;

    Receipt Receipt(CompletedSale sold, string language)
    {
        var (sale, store, words) = (sold.Sale, sold.Store, ReceiptWords.In(language));
        return new()
        {
            Logo = logo ?? LogoOf(store),
            Header = [store.Name, .. Rows(store.Address)],
            Npwp = store.Npwp.Length > 0 ? store.Npwp : null,
            Number = sale.ReceiptNumber.ToString(),
            Time = InStore(sale.CompletedAt, store.TimeZone),
            Cashier = sold.Cashier.Name,
            Lines = [.. sale.Lines.Select(Line)],
            Gross = sale.Gross,
            Discount = sale.Discount,
            Total = sale.Total,
            Taxes = Taxes(sale.Lines, words),
            Rounding = sale.Rounding,
            Returned = sold.Returned is { } back ? new(back.ReceiptNumber.ToString(), [.. back.Lines.Select(line => new ReceiptLine(line.Name, line.Quantity, line.UnitPrice, line.Gross + line.TaxOnTop, line.Discount, line.Unit))], sold.GivenBack) : null,
            Tenders = [.. sale.Tenders.Select(tender => new ReceiptTender(
                TenderWords.Name(tender.Kind, language) + (tender.State == TenderState.Unknown ? $" ({words.NotCertain})" : ""), tender.Given, tender.Reference))],
            Change = sale.Change,
            Member = sold.Member is { } member ? new(member.Name, sale.Points, sold.PointsNow, sale.PointsSpent) : null,
            Note = sale.Note,
            Footer = [.. Rows(store.ReceiptFooter)],
        };
    }

    static ReceiptLine Line(SoldLine line) => new(line.Name, line.Quantity, line.UnitPrice, line.Gross, line.Discount, line.Unit,
        line.Offers is null ? null : [.. line.Offers.Select(offer => new ReceiptOffer(offer.Name, offer.Amount))], line.ManualDiscount, line.Note);

    /// <summary>
    /// Each rate by itself, with what it was reckoned on: of its lines, the price without tax times the rate's base factor (11/12 for PPN).
    /// </summary>
    static ReceiptTax[] Taxes(IReadOnlyList<SoldLine> lines, ReceiptWords words) =>
    [
        .. from line in lines
           where line.TaxRateBasisPoints > 0
           group line by (line.TaxCode, line.TaxRateBasisPoints, OnTop: !line.TaxOnTop.IsZero) into rate
           orderby rate.Key.TaxCode, rate.Key.TaxRateBasisPoints
           let name = $"{rate.Key.TaxCode} {Percent(rate.Key.TaxRateBasisPoints)} %"
           let taxed = Sum(rate, line => (line.Net - line.Tax + line.TaxOnTop).Portion(line.TaxBaseNumerator, line.TaxBaseDenominator))
           select new ReceiptTax($"{words.TaxBase} {name}", taxed, rate.Key.OnTop ? name : $"{name} {words.TaxInside}", Sum(rate, line => line.Tax), rate.Key.OnTop)
    ];

    static Money Sum(IEnumerable<SoldLine> lines, Func<SoldLine, Money> part) => lines.Aggregate(Money.Zero, (sum, line) => sum + part(line));

    static string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',');

    internal static Logo? LogoOf(StoreItem store) => store.Counter?.Logo is { } picture ? Logo.Read(picture) : null;

    internal static string[] Rows(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static DateTimeOffset InStore(DateTimeOffset moment, string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? TimeZoneInfo.ConvertTime(moment, found) : moment;
}

/// <summary>What a way of paying is called on a receipt; Indonesian for all languages but English, as the receipt's other words.</summary>
static class TenderWords
{
    public static string Name(TenderKind kind, string language) =>
        string.Equals(language, "en", StringComparison.OrdinalIgnoreCase) ? English(kind) : Indonesian(kind);

    static string Indonesian(TenderKind kind) => kind switch
    {
        TenderKind.Cash => "Tunai",
        TenderKind.Card => "Kartu",
        TenderKind.Qris => "QRIS",
        TenderKind.BankTransfer => "Transfer bank",
        TenderKind.EWallet => "Dompet digital",
        TenderKind.StoreCredit => "Kredit toko",
        TenderKind.GiftCard => "Kartu hadiah",
        TenderKind.Points => "Poin",
        TenderKind.Exchange => "Tukar barang",
        _ => "Piutang"
    };

    static string English(TenderKind kind) => kind switch
    {
        TenderKind.Cash => "Cash",
        TenderKind.Card => "Card",
        TenderKind.Qris => "QRIS",
        TenderKind.BankTransfer => "Bank transfer",
        TenderKind.EWallet => "E-wallet",
        TenderKind.StoreCredit => "Store credit",
        TenderKind.GiftCard => "Gift card",
        TenderKind.Points => "Points",
        TenderKind.Exchange => "Exchange",
        _ => "On account"
    };
}
