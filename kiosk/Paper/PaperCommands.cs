using System.Globalization;
using System.Text;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Kiosk.Paper;

/// <summary>The commands of ESC/POS, as far as receipts use them.</summary>
public sealed partial class PaperText
{
    const string cutLine = "- - - - - - - - 8< - - - - - - -";

    void Command(ReadOnlySpan<byte> b)
    {
        switch (b[0], b[1])
        {
            case (0x1B, 0x40): Reset(); break;
            case (0x1B, 0x74): page = CodePage.Selected(b[2]); break;
            case (0x1B, 0x61): align = (Align)(b[2] % 0x30 % 3); break;
            case (0x1B, 0x21): letterColumns = (b[2] & 0x20) != 0 ? 2 : 1; break;
            case (0x1D, 0x21): letterColumns = (b[2] >> 4) + 1; break;
            case (0x1B, 0x64): FeedRows(b[2]); break;
            case (0x1B, 0x32 or 0x45 or 0x2D or 0x33 or 0x4D or 0x4A or 0x52) or (0x1D, 0x68 or 0x77 or 0x48 or 0x66 or 0x61) or (0x1C, 0x2E or 0x26): break;
            case (0x1B, 0x70) or (0x10, 0x14): Note("[laci terbuka / drawer opens]"); break;
            case (0x10, 0x04): Note($"[status? {b[2]}]"); break;
            case (0x1D, 0x56): Note(cutLine); break;
            case (0x1D, 0x6B): Bars(b); break;
            case (0x1D, 0x28): Extended(b); break;
            case (0x1D, 0x76): Note($"[gambar / picture {Number(b, 4) * 8}x{Number(b, 6)}]"); break;
            default: Hex(b); break;
        }
    }

    void Reset()
    {
        // What stands in the printer's row buffer is thrown away by a real printer; here it is shown, since none may be lost.
        if (row.Length > 0)
            EndRow();
        (page, align, letterColumns) = (CodePage.Cp437, Align.Left, 1);
    }

    void FeedRows(int rows)
    {
        if (row.Length > 0)
            EndRow();
        for (var i = 0; i < rows; i++)
            take(new PaperRow("", 0));
    }

    void Bars(ReadOnlySpan<byte> command)
    {
        var (kind, data) = Barcode(command);
        Note($"[{Symbology(kind)}: {(kind == 73 ? Code128(data) : Encoding.ASCII.GetString(data))}]");
    }

    internal static string Symbology(int m) => m switch
    {
        65 => "UPC-A", 66 => "UPC-E", 67 => "EAN13", 68 => "EAN8", 69 => "CODE39", 70 => "ITF", 71 => "CODABAR", 72 => "CODE93", 73 => "CODE128",
        _ => "BARCODE",
    };

    /// <summary>{A, {B and {C choose a set, {{ is a brace, {1 is FNC1; in set C a byte is two digits.</summary>
    internal static string Code128(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        var pairs = false;
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i] == '{' && i + 1 < data.Length)
            {
                var next = (char)data[++i];
                if (next is 'A' or 'B' or 'C')
                    pairs = next == 'C';
                else
                    text.Append(next == '{' ? "{" : $"<FNC{next}>");
            }
            else if (pairs)
                text.Append(CultureInfo.InvariantCulture, $"{data[i]:00}");
            else
                text.Append((char)data[i]);
        }
        return text.ToString();
    }

    void Extended(ReadOnlySpan<byte> b)
    {
        if (b is not [0x1D, 0x28, 0x6B, _, _, 0x31, var function, ..])
            Hex(b);
        else if (function == 0x50 && b.Length >= 8)
            qr.Clear().Append(Encoding.UTF8.GetString(b[8..]));
        else if (function == 0x51)
            Note($"[QR: {qr}]");
    }
}
