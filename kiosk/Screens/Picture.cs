using System.Globalization;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// What is around every screen and always in the same place: the header above; message, entry field, status and keys below.
/// A narrow terminal gives status and keys more rows. How many depends on the size alone, so that nothing moves from screen to screen.
/// </summary>
public static class Picture
{
    /// <summary>From this width on everything fits side by side.</summary>
    public const int wide = 60;

    /// <summary>From this width on all keys stand in one row.</summary>
    const int veryWide = 110;

    const int tall = 20;
    const int smallestWidth = 24;
    const int smallestHeight = 8;

    public static Canvas Draw(Till till, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(till);
        var canvas = new Canvas(Math.Max(0, width), Math.Max(0, height));
        if (width < smallestWidth || height < smallestHeight)
        {
            canvas.Put(canvas.All, 0, Words.In(till.Language, Word.TooSmall), Style.Warning);
            return canvas;
        }
        // A low and narrow terminal keeps its rows for the sale; the help screen has the keys that are cut.
        var (statusRows, keyRows) = width >= veryWide ? (1, 1) : width >= wide ? (1, height >= tall ? 2 : 1) : height >= tall ? (2, 3) : (1, 2);
        var bodyRows = height - 3 - statusRows - keyRows;
        DrawHeader(canvas, till, canvas.All.Rows(0, 1));
        till.Current.Paint(canvas, canvas.All.Rows(1, bodyRows));
        DrawMessage(canvas, till, canvas.All.Rows(1 + bodyRows, 1));
        DrawEntry(canvas, till, canvas.All.Rows(2 + bodyRows, 1));
        Flow(canvas, canvas.All.Rows(3 + bodyRows, statusRows), StatusLine.Cells(till), " | ");
        DrawKeys(canvas, till, canvas.All.Rows(3 + bodyRows + statusRows, keyRows));
        return canvas;
    }

    static void DrawHeader(Canvas canvas, Till till, Area area)
    {
        var look = till.State.Practises ? Style.Refused : Style.Header;
        canvas.Bar(area, 0, look);
        var training = till.State.Practises ? $"*** {Words.In(till.Language, Word.TrainingMark)} *** " : "";
        var store = till.State.Store is { } known ? $"{known.Code} {known.Name}" : Words.In(till.Language, Word.NotSetUp);
        var cashier = till.State.Cashier is { } person ? $"  {Words.In(till.Language, Word.Cashier)} {person.Name}" : "";
        var clock = till.Now.ToString(area.Width >= wide ? "dd/MM/yyyy HH:mm" : "HH:mm", CultureInfo.InvariantCulture);
        canvas.Put(area.Columns(0, area.Width - clock.Length - 2), 0, $" {training}{store}{cashier}", look);
        canvas.PutRight(area, 0, clock + " ", look);
    }

    static void DrawMessage(Canvas canvas, Till till, Area area)
    {
        if (till.Message.IsRefusal) canvas.Bar(area, 0, Style.Refused);
        var (text, style) = till.Message switch
        {
            // Not by its colour alone.
            { IsRefusal: true } refusal => ("! " + refusal.Text, Style.Refused),
            { Text.Length: > 0 } told when till.Current.ShowsLastAction => (told.Text, Style.Told),
            _ => (till.Current.Hint, Style.Faint),
        };
        canvas.Put(area, 0, text, style, indent: 1);
    }

    static void DrawEntry(Canvas canvas, Till till, Area area)
    {
        var prompt = $" {till.Current.Prompt}: ";
        var text = till.Current.IsMasked ? new string('*', till.Entry.Text.Length) : till.Entry.Text;
        var room = area.Columns(prompt.Length, area.Width - prompt.Length);
        canvas.Put(area, 0, prompt, Style.Strong);
        canvas.Bar(room, 0, Style.Field);
        // The end of what is typed stays in view.
        var shown = text.Length < room.Width ? text : text[^Math.Max(0, room.Width - 1)..];
        canvas.Put(room, 0, shown, Style.Field);
        canvas.Put(room, 0, "_", Style.Field, indent: shown.Length);
    }

    static void DrawKeys(Canvas canvas, Till till, Area area)
    {
        var cells = till.Current.Keys.Select(key =>
            ($"{KeyLayout.InForce.Key(key.Key)} {Words.In(till.Language, key.Label)}", key.WhyNot is null ? Style.Key : Style.KeyOff));
        Flow(canvas, area, [.. cells], " ");
    }

    static void Flow(Canvas canvas, Area area, IReadOnlyList<(string Text, Style Style)> cells, string between)
    {
        var (row, column) = (0, 1);
        foreach (var (text, style) in cells)
        {
            if (column > 1 && column + between.Length + text.Length > area.Width && row < area.Height - 1) (row, column) = (row + 1, 1);
            else if (column > 1)
            {
                canvas.Put(area, row, between, Style.Faint, column);
                column += between.Length;
            }
            canvas.Put(area, row, text, style, column);
            column += text.Length;
        }
    }
}
