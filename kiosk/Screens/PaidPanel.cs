using Sasuai.Kiosk.Lanes;

namespace Sasuai.Kiosk.Screens;

/// <summary>What the cashier hands back, large, until the next key or scan.</summary>
public static class PaidPanel
{
    public static void Paint(Canvas canvas, Area area, Till till, CompletedSale sold)
    {
        ArgumentNullException.ThrowIfNull(sold);
        var (sale, back) = (sold.Sale, sold.Sale.Change + sold.GivenBack);
        var language = till.Language;
        canvas.Put(area, 0, $"{Words.In(language, Word.Paid)}  {Words.In(language, Word.ReceiptNumber)} {sale.ReceiptNumber}", Style.Told, indent: 1);
        canvas.Put(area, 1, $"{Words.In(language, Word.ToPay)} {till.Show(sale.Due)}  {Words.In(language, Word.Given)} {till.Show(sale.Due + sale.Change)}", indent: 1);
        canvas.PutRight(area, 2, $"{Words.In(language, Word.Change)} {till.Show(back)}", Style.Strong, indent: 1);
        BigDigits.Draw(canvas, area.Rows(3, BigDigits.height).Columns(0, area.Width - 1), till.Show(back), Style.Block);
    }
}
