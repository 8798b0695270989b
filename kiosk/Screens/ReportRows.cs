using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Screens;

/// <summary>An X or Z report as rows of a name and a figure.</summary>
public static class ReportRows
{
    /// <param name="blind">True hides what should be in the drawer, and the cash that tells it, from whoever has yet to count.</param>
    public static IReadOnlyList<(string Name, string Figure)> Of(Till till, TillReport report, bool blind)
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(report);
        string Say(Word word) => Words.In(till.Language, word);
        var rows = new List<(string, string)>();
        void Money(Word word, Money amount, bool always = true)
        {
            if (always || !amount.IsZero) rows.Add((Say(word), till.Show(amount)));
        }
        void Count(Word word, int count, Money amount)
        {
            if (count > 0) rows.Add(($"{Say(word)} ({count})", till.Show(amount)));
        }
        if (report.Number is { } number) rows.Add((Say(Word.ZNumber), $"{number}"));
        rows.Add(($"{Say(Word.SalesTotal)} ({report.Sales})", till.Show(report.SalesTotal)));
        Count(Word.ReportRefunds, report.Refunds, report.RefundsTotal);
        Money(Word.ReportNet, report.Net);
        Money(Word.Discount, report.Discounts, always: false);
        Money(Word.ReportManual, report.ManualDiscounts, always: false);
        foreach (var tax in report.Taxes) rows.Add(($"{tax.Code} {tax.RateBasisPoints / 100} %", till.Show(tax.Tax)));
        Money(Word.Rounding, report.Rounding, always: false);
        foreach (var tender in report.Tenders)
            if (!blind || tender.Kind != Sasuai.Sales.TenderKind.Cash)
                rows.Add(($"{TenderWords.Name(tender.Kind, till.Language == Language.English ? "en" : "id")} ({tender.Count})", till.Show(tender.Amount)));
        if (report.Cashiers.Count > 1)
            foreach (var person in report.Cashiers) rows.Add(($"{person.Name} ({person.Sales})", till.Show(person.Total)));
        Count(Word.ReportVoids, report.Voids, report.VoidsTotal);
        if (report.NoSales > 0) rows.Add((Say(Word.DrawerNoSale), $"{report.NoSales}"));
        if (report.Reprints > 0) rows.Add((Say(Word.ReportReprints), $"{report.Reprints}"));
        if (report.Unsettled > 0) rows.Add((Say(Word.ReportUnsettled), $"{report.Unsettled}"));
        Money(Word.Float, report.Float);
        Money(Word.DrawerCashIn, report.CashIn, always: false);
        Money(Word.DrawerCashOut, report.CashOut, always: false);
        Money(Word.DrawerDrop, report.SafeDrops, always: false);
        if (!blind) Money(Word.Expected, report.Expected);
        if (report.Counted is { } counted)
        {
            Money(Word.Counted, counted);
            Money(Word.OverShort, report.OverShort);
        }
        return rows;
    }

    /// <summary>Draws what fits from this row on; side by side where the screen is wide.</summary>
    public static void Paint(Canvas canvas, Area area, IReadOnlyList<(string Name, string Figure)> rows, int from)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(rows);
        if (area.Height <= 0) return;
        var columns = area.Width >= Picture.wide ? 2 : 1;
        var width = area.Width / columns;
        for (var i = from; i < rows.Count && i - from < area.Height * columns; i++)
        {
            var column = area.Columns((i - from) / area.Height * width + 1, width - 3);
            canvas.Put(column, (i - from) % area.Height, rows[i].Name);
            canvas.PutRight(column, (i - from) % area.Height, $" {rows[i].Figure}", Style.Strong);
        }
    }
}
