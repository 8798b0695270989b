namespace Sasuai.Kiosk.Devices;

/// <summary>What the customer reads: two rows of twenty letters. A long name gives way to its figure.</summary>
public readonly record struct DisplayText(string Upper, string Lower)
{
    public const int Columns = 20;

    /// <summary>A name at the left and its figure at the right; the figure takes the room that it needs.</summary>
    public static string Row(string name, string figure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(figure);
        var room = Math.Max(0, Columns - figure.Length - 1);
        return (name[..Math.Min(name.Length, room)].PadRight(room) + " " + figure)[^Math.Min(Columns, room + 1 + figure.Length)..];
    }

    public static string Middle(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = text[..Math.Min(text.Length, Columns)];
        return new string(' ', (Columns - shown.Length) / 2) + shown;
    }

    /// <summary>The bytes that show it, whatever stood there before, in the display's usual letters (code page 437).</summary>
    public byte[] In(DisplayTongue tongue) => tongue == DisplayTongue.Epson
        ? [0x1F, 0x24, 1, 1, .. Row(Upper), 0x1F, 0x24, 1, 2, .. Row(Lower)]
        : [0x1B, 0x51, 0x41, .. Row(Upper), 0x0D, 0x1B, 0x51, 0x42, .. Row(Lower), 0x0D];

    /// <summary>What a display is told when it comes: begin anew, no cursor, nothing shown. A CD5220 leaves its line mode by the clearing.</summary>
    public static byte[] Begin(DisplayTongue tongue) => tongue == DisplayTongue.Epson ? [0x1B, 0x40, 0x1F, 0x43, 0, 0x0C] : [0x1B, 0x40, 0x0C, 0x1B, 0x5F, 0];

    static byte[] Row(string text)
    {
        var printable = CodePage.Cp437.Printable(text).PadRight(Columns);
        return [.. printable.Take(Columns).Select(CodePage.Cp437.Encode)];
    }
}
