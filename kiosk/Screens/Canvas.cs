namespace Sasuai.Kiosk.Screens;

/// <summary>A part of the screen in cells.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct Area(int Left, int Top, int Width, int Height)
{
    public int Right => Left + Width;
    public int Bottom => Top + Height;
    public Area Rows(int from, int count) => new(Left, Top + from, Width, Math.Clamp(count, 0, Math.Max(0, Height - from)));
    public Area Columns(int from, int count) => new(Left + from, Top, Math.Clamp(count, 0, Math.Max(0, Width - from)), Height);
}

/// <summary>The cells of one picture of the screen. What does not fit is cut, so that no size of a terminal can break it.</summary>
public sealed class Canvas(int width, int height)
{
    readonly char[] letters = Filled(width * height);
    readonly Style[] styles = new Style[width * height];

    public int Width => width;
    public int Height => height;
    public Area All => new(0, 0, width, height);

    /// <summary>Writes from the left, cut with ~ at the area's right edge.</summary>
    public void Put(Area area, int row, string text, Style style = Style.Plain, int indent = 0) =>
        Write(area, row, indent, Glyphs.Cut(Glyphs.Plain(text), area.Width - indent), style);

    /// <summary>Writes so that the text ends at the area's right edge.</summary>
    public void PutRight(Area area, int row, string text, Style style = Style.Plain, int indent = 0)
    {
        var shown = Glyphs.Cut(Glyphs.Plain(text), area.Width - indent);
        Write(area, row, area.Width - indent - shown.Length, shown, style);
    }

    public void PutCentre(Area area, int row, string text, Style style = Style.Plain)
    {
        var shown = Glyphs.Cut(Glyphs.Plain(text), area.Width);
        Write(area, row, (area.Width - shown.Length) / 2, shown, style);
    }

    /// <summary>Gives a whole row its look.</summary>
    public void Bar(Area area, int row, Style style) => Write(area, row, 0, new string(' ', Math.Max(0, area.Width)), style);

    public char Letter(int column, int row) => letters[row * width + column];
    public Style StyleAt(int column, int row) => styles[row * width + column];

    /// <summary>The next run of cells of one style in this row, for writing it in one go.</summary>
    public (string Text, Style Style) Run(int row, int from)
    {
        var start = row * width + from;
        var end = start + 1;
        while (end < (row + 1) * width && styles[end] == styles[start]) end++;
        return (new string(letters, start, end - start), styles[start]);
    }

    void Write(Area area, int row, int column, string text, Style style)
    {
        var y = area.Top + row;
        if (row < 0 || row >= area.Height || y < 0 || y >= height) return;
        for (var i = 0; i < text.Length; i++)
        {
            var x = area.Left + column + i;
            if (column + i < 0 || column + i >= area.Width || x < 0 || x >= width) continue;
            letters[y * width + x] = text[i];
            styles[y * width + x] = style;
        }
    }

    static char[] Filled(int count)
    {
        var cells = new char[count];
        Array.Fill(cells, ' ');
        return cells;
    }
}
