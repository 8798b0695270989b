using System.Globalization;
using Sasuai.Sales;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Lanes;

/// <summary>An X or Z report as rows of a name and a figure, the same on the screen and on paper; a row without a name is a rule.</summary>
public static class ReportLines
{
    /// <param name="language">id or en.</param>
    /// <param name="decimals">Digits of the minor unit, 0 for rupiah.</param>
    /// <param name="blind">True hides what should be in the drawer, and the cash that tells it, from whoever has yet to count.</param>
    public static IReadOnlyList<(string Name, string Figure)> Of(TillReport report, string language, int decimals, bool blind)
    {
        ArgumentNullException.ThrowIfNull(report);
        var english = string.Equals(language, "en", StringComparison.OrdinalIgnoreCase);
        var rows = new List<(string, string)>();
        string Say(string indonesian, string inEnglish) => english ? inEnglish : indonesian;
        void Money(string name, Money amount) => rows.Add((name, amount.Grouped(decimals)));
        void Some(string name, Money amount)
        {
            if (!amount.IsZero) Money(name, amount);
        }
        void Times(string name, int count, Money? amount = null)
        {
            if (count > 0) rows.Add(amount is { } sum ? ($"{name} ({count})", sum.Grouped(decimals)) : (name, count.ToString(CultureInfo.InvariantCulture)));
        }

        if (report.Number is { } number) rows.Add((Say("Nomor Z", "Z number"), number.ToString(CultureInfo.InvariantCulture)));
        rows.Add(($"{Say("Total penjualan", "Sales total")} ({report.Sales})", report.SalesTotal.Grouped(decimals)));
        Times(Say("Retur", "Refunds"), report.Refunds, report.RefundsTotal);
        Money(Say("Bersih", "Net"), report.Net);
        Some(Say("Diskon", "Discounts"), report.Discounts);
        Some(Say("  oleh kasir", "  by hand"), report.ManualDiscounts);
        foreach (var tax in report.Taxes)
        {
            var rate = (tax.RateBasisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',');
            Money($"{Say("Dasar", "Base of")} {tax.Code} {rate} %", tax.Base);
            Money($"{tax.Code} {rate} %", tax.Tax);
        }
        Some(Say("Pembulatan", "Rounding"), report.Rounding);
        rows.Add(("", ""));
        foreach (var tender in report.Tenders.Where(tender => !blind || tender.Kind != TenderKind.Cash))
            Money($"{TenderWords.Name(tender.Kind, language)} ({tender.Count})", tender.Amount);
        Times(Say("Pembayaran belum pasti", "Payments not yet certain"), report.Unsettled);
        foreach (var person in report.Cashiers) Money($"{person.Name} ({person.Sales})", person.Total);
        Times(Say("Dibatalkan", "Voided"), report.Voids, report.VoidsTotal);
        Times(Say("Buka laci", "No-sales"), report.NoSales);
        Times(Say("Cetak ulang", "Reprints"), report.Reprints);
        if (report is { FirstReceipt: { } first, LastReceipt: { } last })
        {
            rows.Add((Say("Struk pertama", "First receipt"), first.ToString()));
            rows.Add((Say("Struk terakhir", "Last receipt"), last.ToString()));
        }
        rows.Add(("", ""));
        Money(Say("Modal awal", "Float"), report.Float);
        Some(Say("Uang masuk", "Cash in"), report.CashIn);
        Some(Say("Uang keluar", "Cash out"), -report.CashOut);
        Some(Say("Setor ke brankas", "Safe drops"), -report.SafeDrops);
        if (!blind) Money(Say("Seharusnya", "Expected"), report.Expected);
        if (report.Counted is { } counted)
        {
            Money(Say("Dihitung", "Counted"), counted);
            Money(Say("Lebih / kurang", "Over / short"), report.OverShort);
        }
        return rows;
    }
}
