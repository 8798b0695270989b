using System.Globalization;
using System.Text;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Kiosk.Paper;

/// <summary>
/// Reads the bytes that went to a receipt printer as text. Codes are shown by what they say, as [QR: data]; bytes that it does not know
/// are shown as [hex], and none is lost.
/// </summary>
/// <param name="take">Gets every row when it is done.</param>
/// <param name="width">Columns of the paper, where the printer begins a new row by itself; null for paper without an edge.</param>
/// <param name="wideLetters">Shows letters of double width with a space behind, so that columns stand as on paper.</param>
public sealed partial class PaperText(Action<PaperRow> take, int? width = null, bool wideLetters = false) : PaperReader
{
    readonly StringBuilder row = new();
    readonly StringBuilder qr = new();
    CodePage? page = CodePage.Cp437;
    Align align;
    int columns, letterColumns = 1;

    /// <summary>The rows of a whole job.</summary>
    public static IReadOnlyList<PaperRow> Rows(ReadOnlySpan<byte> bytes, int? width = null)
    {
        var rows = new List<PaperRow>();
        var text = new PaperText(rows.Add, width);
        text.Feed(bytes);
        text.End();
        return rows;
    }

    /// <summary>The text of a whole job, a line for a row.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, int? width = null) =>
        string.Concat(Rows(bytes, width).Select(r => r.Text + "\n"));

    /// <summary>What is left is shown, a broken command as hex.</summary>
    protected override void Finish(ReadOnlySpan<byte> broken)
    {
        Hex(broken);
        if (row.Length > 0)
            EndRow();
    }

    protected override void Take(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 1)
            Command(bytes);
        else if (bytes[0] == '\n')
            EndRow();
        else if (bytes[0] is >= 0x20 and not 0x7F)
            Letter(bytes[0]);
        else if (bytes[0] != '\r')
            Hex(bytes);
    }

    void Letter(byte b)
    {
        if (b >= 0x80 && page is null)
        {
            Hex([b]);
            return;
        }
        if (columns + letterColumns > width)
            EndRow();
        row.Append(page?.Decode(b) ?? (char)b);
        if (wideLetters)
            row.Append(' ', letterColumns - 1);
        columns += letterColumns;
    }

    void EndRow()
    {
        var text = row.ToString().TrimEnd();
        var room = Math.Max(0, (width ?? columns) - columns);
        var before = align switch { Align.Centre => room / 2, Align.Right => room, _ => 0 };
        take(new PaperRow(text.Length == 0 ? "" : new string(' ', before) + text, columns));
        row.Clear();
        columns = 0;
    }

    /// <summary>Something that is no text: on a row of its own.</summary>
    void Note(string note)
    {
        if (row.Length > 0)
            EndRow();
        take(new PaperRow(note, 0));
    }

    void Hex(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        row.Append('[');
        for (var i = 0; i < bytes.Length; i++)
            row.Append(i == 0 ? "" : " ").Append(bytes[i].ToString("X2", CultureInfo.InvariantCulture));
        row.Append(']');
    }
}
