using Sasuai.Kiosk.Lanes;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Screens;

/// <summary>A report on the screen: what fits, side by side where the screen is wide.</summary>
public static class ReportRows
{
    /// <param name="blind">True hides what should be in the drawer from whoever has yet to count.</param>
    public static IReadOnlyList<(string Name, string Figure)> Of(Till till, TillReport report, bool blind)
    {
        ArgumentNullException.ThrowIfNull(till);
        return ReportLines.Of(report, till.Language == Language.English ? "en" : "id", till.Decimals, blind);
    }

    /// <summary>Draws what fits from this row on; from a row too late, the last that fit.</summary>
    public static void Paint(Canvas canvas, Area area, IReadOnlyList<(string Name, string Figure)> rows, int from)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(rows);
        if (area.Height <= 0) return;
        var columns = area.Width >= Picture.wide ? 2 : 1;
        var width = area.Width / columns;
        from = Math.Clamp(from, 0, Math.Max(0, rows.Count - area.Height * columns));
        for (var i = from; i < rows.Count && i - from < area.Height * columns; i++)
        {
            var column = area.Columns((i - from) / area.Height * width + 1, width - 3);
            canvas.Put(column, (i - from) % area.Height, rows[i].Name);
            canvas.PutRight(column, (i - from) % area.Height, rows[i].Figure, Style.Strong);
        }
    }
}
