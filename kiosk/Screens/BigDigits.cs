namespace Sasuai.Kiosk.Screens;

/// <summary>
/// An amount in letters five rows high, readable from where the customer stands. Drawn as coloured blanks, because a blank is the one
/// glyph that no font lacks.
/// </summary>
public static class BigDigits
{
    public const int height = 5;

    static readonly Dictionary<char, string[]> shapes = new()
    {
        ['0'] = ["###", "# #", "# #", "# #", "###"],
        ['1'] = [" # ", "## ", " # ", " # ", "###"],
        ['2'] = ["###", "  #", "###", "#  ", "###"],
        ['3'] = ["###", "  #", "###", "  #", "###"],
        ['4'] = ["# #", "# #", "###", "  #", "  #"],
        ['5'] = ["###", "#  ", "###", "  #", "###"],
        ['6'] = ["###", "#  ", "###", "# #", "###"],
        ['7'] = ["###", "  #", "  #", "  #", "  #"],
        ['8'] = ["###", "# #", "###", "# #", "###"],
        ['9'] = ["###", "# #", "###", "  #", "###"],
        ['-'] = ["   ", "   ", "###", "   ", "   "],
        ['.'] = [" ", " ", " ", " ", "#"],
        [','] = [" ", " ", " ", "#", "#"],
    };

    /// <summary>Cells that the amount takes in width.</summary>
    public static int Width(string amount) => amount.Sum(letter => Shape(letter)[0].Length) + Math.Max(0, amount.Length - 1);

    /// <summary>Draws with the right edge at the area's; an amount that is too wide is left to the plain text beside it.</summary>
    public static void Draw(Canvas canvas, Area area, string amount, Style style)
    {
        if (Width(amount) > area.Width || area.Height < height) return;
        var column = area.Width - Width(amount);
        foreach (var letter in amount)
        {
            var shape = Shape(letter);
            for (var row = 0; row < height; row++)
                for (var i = 0; i < shape[row].Length; i++)
                    if (shape[row][i] == '#') canvas.Put(area.Columns(column + i, 1), row, " ", style);
            column += shape[0].Length + 1;
        }
    }

    static string[] Shape(char letter) => shapes.TryGetValue(letter, out var shape) ? shape : shapes['-'];
}
