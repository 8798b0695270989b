using System.Globalization;
using System.Text;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Kiosk.Paper;

/// <summary>The commands of ESC/POS, as far as receipts use them.</summary>
public sealed partial class PaperText
{
    const string cutLine = "- - - - - - - - 8< - - - - - - -";

    int Command(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return 0;
        return (bytes[0], bytes[1]) switch
        {
            (0x1B, 0x40) => Reset(),
            (0x1B, 0x32) or (0x1C, 0x2E) or (0x1C, 0x26) => 2,
            (0x1B, 0x74) => With(bytes, 3, b => page = CodePage.Selected(b[2])),
            (0x1B, 0x61) => With(bytes, 3, b => align = (Align)(b[2] % 0x30 % 3)),
            (0x1B, 0x21) => With(bytes, 3, b => letterColumns = (b[2] & 0x20) != 0 ? 2 : 1),
            (0x1D, 0x21) => With(bytes, 3, b => letterColumns = (b[2] >> 4) + 1),
            (0x1B, 0x64) => With(bytes, 3, b => Feed(b[2])),
            (0x1B, 0x45 or 0x2D or 0x33 or 0x4D or 0x4A or 0x52) or (0x1D, 0x68 or 0x77 or 0x48 or 0x66 or 0x61) => With(bytes, 3, _ => { }),
            (0x1B, 0x70) => With(bytes, 5, _ => Note("[laci terbuka / drawer opens]")),
            (0x10, 0x14) => With(bytes, 5, _ => Note("[laci terbuka / drawer opens]")),
            (0x10, 0x04) => With(bytes, 3, b => Note($"[status? {b[2]}]")),
            (0x1D, 0x56) => Cut(bytes),
            (0x1D, 0x6B) => Barcode(bytes),
            (0x1D, 0x28) or (0x1C, 0x28) => Extended(bytes),
            (0x1D, 0x76) => Raster(bytes),
            _ => With(bytes, 2, Hex),
        };
    }

    static int With(ReadOnlySpan<byte> bytes, int count, Reading read)
    {
        if (bytes.Length < count)
            return 0;
        read(bytes[..count]);
        return count;
    }

    int Reset()
    {
        // What stands in the printer's row buffer is thrown away by a real printer; here it is shown, since none may be lost.
        if (row.Length > 0)
            EndRow();
        (page, align, letterColumns) = (CodePage.Cp437, Align.Left, 1);
        return 2;
    }

    void Feed(int rows)
    {
        if (row.Length > 0)
            EndRow();
        for (var i = 0; i < rows; i++)
            take(new PaperRow("", 0));
    }

    int Cut(ReadOnlySpan<byte> bytes) =>
        bytes.Length < 3 ? 0 : With(bytes, bytes[2] is 0x41 or 0x42 ? 4 : 3, _ => Note(cutLine));

    int Barcode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
            return 0;
        if (bytes[2] >= 65)
            return With(bytes, 4 + bytes[3], b => Note($"[{Symbology(b[2])}: {(b[2] == 73 ? Code128(b[4..]) : Encoding.ASCII.GetString(b[4..]))}]"));
        var end = bytes[3..].IndexOf((byte)0);
        return end < 0 ? 0 : With(bytes, 3 + end + 1, b => Note($"[{Symbology((byte)(b[2] + 65))}: {Encoding.ASCII.GetString(b[3..^1])}]"));
    }

    static string Symbology(byte m) => m switch
    {
        65 => "UPC-A", 66 => "UPC-E", 67 => "EAN13", 68 => "EAN8", 69 => "CODE39", 70 => "ITF", 71 => "CODABAR", 72 => "CODE93", 73 => "CODE128",
        _ => "BARCODE",
    };

    /// <summary>{A, {B and {C choose a set, {{ is a brace, {1 is FNC1; in set C a byte is two digits.</summary>
    static string Code128(ReadOnlySpan<byte> data)
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

    int Extended(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 5)
            return 0;
        return With(bytes, 5 + bytes[3] + (bytes[4] << 8), b =>
        {
            if (b is not [0x1D, 0x28, 0x6B, _, _, 0x31, var function, ..])
                Hex(b);
            else if (function == 0x50)
                qr.Clear().Append(Encoding.UTF8.GetString(b[8..]));
            else if (function == 0x51)
                Note($"[QR: {qr}]");
        });
    }

    int Raster(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
            return 0;
        var (rowBytes, rows) = (bytes[4] + (bytes[5] << 8), bytes[6] + (bytes[7] << 8));
        return With(bytes, 8 + (rowBytes * rows), _ => Note($"[gambar / picture {rowBytes * 8}x{rows}]"));
    }

    delegate void Reading(ReadOnlySpan<byte> bytes);
}
