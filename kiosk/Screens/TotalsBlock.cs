namespace Sasuai.Kiosk.Screens;

/// <summary>Total, discount, tax and member, always at the bottom of the sale and always in the same place; the total is the largest thing on the screen.</summary>
public static class TotalsBlock
{
    public static int Height(Area body) => body.Width >= Picture.wide ? BigDigits.height + 2 : BigDigits.height + 4;

    public static void Paint(Canvas canvas, Area area, Till till)
    {
        canvas.Put(area, 0, new string('-', area.Width), Style.Faint);
        var total = till.Show(till.State.PricedBasket.Total);
        if (area.Width >= Picture.wide) PaintWide(canvas, area, till, total);
        else PaintNarrow(canvas, area, till, total);
    }

    static void PaintWide(Canvas canvas, Area area, Till till, string total)
    {
        var (left, language) = (area.Columns(1, area.Width / 2 - 4), till.Language);
        var priced = till.State.PricedBasket;
        Pair(canvas, left, 1, Words.In(language, Word.Subtotal), till.Show(priced.Gross));
        Pair(canvas, left, 2, Words.In(language, Word.Discount), till.Show(-priced.Discount));
        Pair(canvas, left, 3, Words.In(language, Word.TaxInside), till.Show(priced.Tax));
        canvas.Put(left, 4, Counts(till));
        if (till.State.Basket.Return is not null) canvas.PutRight(left, 4, Return(till), Style.Strong);
        canvas.Put(left, 5, MemberText(till), Style.Told);
        Total(canvas, area, till, total, 1);
    }

    static void PaintNarrow(Canvas canvas, Area area, Till till, string total)
    {
        var priced = till.State.PricedBasket;
        canvas.Put(area, 1, MemberText(till), Style.Told, indent: 1);
        if (till.State.Basket.Return is not null) canvas.PutRight(area, 1, Return(till), Style.Strong, indent: 1);
        canvas.Put(area, 2, $"{Words.In(till.Language, Word.Discount)} {till.Show(-priced.Discount)}  {Words.In(till.Language, Word.TaxInside)} {till.Show(priced.Tax)}", indent: 1);
        Total(canvas, area, till, total, 3);
    }

    static void Total(Canvas canvas, Area area, Till till, string total, int row)
    {
        canvas.PutRight(area, row, $"{Words.In(till.Language, Word.Total)} {total}", Style.Strong, indent: 1);
        BigDigits.Draw(canvas, area.Rows(row + 1, BigDigits.height).Columns(0, area.Width - 1), total, Style.Block);
    }

    static string Counts(Till till)
    {
        var lines = till.State.Basket.Lines;
        return Words.In(till.Language, Word.LinesAndPieces, lines.Count, Till.Show(new Quantity(lines.Sum(line => line.Quantity.Thousandths))));
    }

    static string Return(Till till) => $"{Words.In(till.Language, Word.ReturnWorth)} {till.Show(-till.State.Basket.Return!.Worth)}";

    static string MemberText(Till till) => till.State.Basket.Member switch
    {
        null => Words.In(till.Language, Word.NoMember),
        var member => $"{Words.In(till.Language, Word.Member)}: {member.Name}{(member.TierName is { } tier ? $" ({tier})" : "")} {new Money(member.Points).Grouped()} {Words.In(till.Language, Word.Points)}",
    };

    static void Pair(Canvas canvas, Area area, int row, string name, string amount)
    {
        canvas.Put(area, row, name, Style.Faint);
        canvas.PutRight(area, row, amount);
    }
}
