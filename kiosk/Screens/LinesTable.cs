using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>A row of the basket: a line with its price, or a flagged code in its place.</summary>
public readonly record struct BasketRow(int Number, BasketLine? Line, PricedLine? Price, UnknownCode? Unknown);

/// <summary>The basket as a table. The cursor stays on the newest row until the arrows move it.</summary>
public sealed class LinesTable(Till till)
{
    int? moved;

    /// <summary>The row that F2 and F8 mean; null when the basket is empty.</summary>
    public BasketRow? Chosen
    {
        get
        {
            var rows = Rows();
            if (rows.Count == 0) return null;
            var at = rows.FindIndex(row => row.Number == moved);
            return rows[at < 0 ? ^1 : at];
        }
    }

    public void FollowLast() => moved = null;

    public void Choose(int number) => moved = number;

    public bool Press(Stroke stroke)
    {
        int? by = stroke.Name switch
        {
            KeyName.Up => -1, KeyName.Down => 1, KeyName.PageUp => -10, KeyName.PageDown => 10, KeyName.Home => -100_000, KeyName.End => 100_000, _ => null,
        };
        // Most keys are letters of a scan: they must cost nothing here.
        if (by is null) return false;
        var rows = Rows();
        if (rows.Count == 0) return true;
        var at = rows.FindIndex(row => row.Number == Chosen!.Value.Number);
        var to = Math.Clamp(at + by.Value, 0, rows.Count - 1);
        moved = to == rows.Count - 1 ? null : rows[to].Number;
        return true;
    }

    public void Paint(Canvas canvas, Area area)
    {
        var columns = new LineColumns(area.Width);
        columns.Titles(canvas, area, till.Language);
        var rows = Rows();
        if (rows.Count == 0) canvas.PutCentre(area, area.Height / 2, Words.In(till.Language, Word.EmptyBasket), Style.Faint);
        var apart = till.IsLarge ? 2 : 1;
        var room = Math.Max(1, (area.Height - 1) / apart);
        var at = rows.FindIndex(row => row.Number == Chosen?.Number);
        var first = Math.Clamp(at - room + 1, 0, Math.Max(0, rows.Count - room));
        for (var i = 0; i < Math.Min(room, rows.Count - first); i++)
            columns.Row(canvas, area, i * apart + 1, rows[first + i], first + i == at, till);
    }

    List<BasketRow> Rows()
    {
        var (basket, priced) = (till.State.Basket, till.State.PricedBasket);
        return [.. basket.Lines.Zip(priced.Lines, (line, price) => new BasketRow(line.Number, line, price, null))
            .Concat(basket.UnknownCodes.Select(code => new BasketRow(code.Number, null, null, code)))
            .OrderBy(row => row.Number)];
    }
}
