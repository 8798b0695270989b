using System.Text;
using System.Text.Unicode;

namespace Sasuai.Kiosk.Devices;

/// <summary>Error correction of a QR code: how much of it may be torn or dirty.</summary>
public enum QrCorrection : byte { Low7 = 0x30, Medium15, Quartile25, High30 }

/// <summary>Barcodes and pictures.</summary>
public sealed partial class EscPos
{
    /// <summary>The longest text of a QR code, in UTF-8 bytes.</summary>
    public const int QrMax = 2_331;
    const int code128Max = 253;
    const int rasterBand = 128;

    /// <summary>
    /// An EAN-13 with its digits below. Twelve digits get their check digit from the printer; a wrong thirteenth is an <see cref="ArgumentException"/>.
    /// </summary>
    public EscPos Ean13(ReadOnlySpan<char> digits, int height = 80, int moduleDots = 2)
    {
        if (digits.Length is not (12 or 13) || digits.ContainsAnyExceptInRange('0', '9') || (digits.Length == 13 && digits[12] != CheckDigit(digits)))
            throw new ArgumentException($"'{digits}' is not an EAN-13", nameof(digits));
        BarcodeLook(height, moduleDots).Bytes([group, 0x6B, 67, (byte)digits.Length]);
        Encoding.ASCII.GetBytes(digits, Room(digits.Length));
        return this;
    }

    /// <summary>
    /// A CODE128 of printable ASCII with its text below; an even count of digits goes in pairs, at half the width.
    /// Other letters, none, or more than the printer can take is an <see cref="ArgumentException"/>.
    /// </summary>
    public EscPos Code128(ReadOnlySpan<char> text, int height = 80, int moduleDots = 2)
    {
        var inPairs = text.Length % 2 == 0 && !text.ContainsAnyExceptInRange('0', '9');
        var count = inPairs ? text.Length / 2 : text.Length + text.Count('{');
        if (text.IsEmpty || text.ContainsAnyExceptInRange(' ', '~') || count > code128Max)
            throw new ArgumentException($"'{text}' cannot be a CODE128", nameof(text));
        BarcodeLook(height, moduleDots).Bytes([group, 0x6B, 73, (byte)(count + 2), (byte)'{', inPairs ? (byte)'C' : (byte)'B']);
        var room = Room(count);
        for (int i = 0, at = 0; at < count; i++)
        {
            if (inPairs)
                room[at++] = (byte)(((text[i] - '0') * 10) + text[++i] - '0');
            else
            {
                room[at++] = (byte)text[i];
                if (text[i] == '{')
                    room[at++] = (byte)'{';
            }
        }
        return this;
    }

    /// <summary>How wide that CODE128 is on paper; <see cref="int.MaxValue"/> when it cannot be one.</summary>
    public static int Code128Dots(ReadOnlySpan<char> text, int moduleDots = 2)
    {
        const int modules = 11, startCheckAndStop = 35;
        if (text.IsEmpty || text.ContainsAnyExceptInRange(' ', '~') || text.Length + text.Count('{') > code128Max) return int.MaxValue;
        var inPairs = text.Length % 2 == 0 && !text.ContainsAnyExceptInRange('0', '9');
        return moduleDots * (startCheckAndStop + modules * (inPairs ? text.Length / 2 : text.Length));
    }

    /// <summary>An EAN-8 with its digits below; seven digits get their check digit from the printer.</summary>
    public EscPos Ean8(ReadOnlySpan<char> digits, int height = 80, int moduleDots = 2)
    {
        if (digits.Length is not (7 or 8) || digits.ContainsAnyExceptInRange('0', '9') || (digits.Length == 8 && !Sasuai.Codes.Gtin.IsValid(digits.ToString())))
            throw new ArgumentException($"'{digits}' is not an EAN-8", nameof(digits));
        BarcodeLook(height, moduleDots).Bytes([group, 0x6B, 68, (byte)digits.Length]);
        Encoding.ASCII.GetBytes(digits, Room(digits.Length));
        return this;
    }

    /// <summary>A picture that fits paper of so many dots, in a row of its own; nothing when there is none.</summary>
    public EscPos Picture(Logo? logo, int dots)
    {
        if (logo?.Within(dots) is { } fitting) Raster(fitting.Width, fitting.Bits);
        return this;
    }

    /// <summary>A QR code of the text as UTF-8, its modules <paramref name="moduleDots"/> wide (1 to 16). More than <see cref="QrMax"/> bytes is an <see cref="ArgumentException"/>.</summary>
    public EscPos Qr(ReadOnlySpan<char> text, int moduleDots = 6, QrCorrection correction = QrCorrection.Medium15)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        if (count is 0 or > QrMax)
            throw new ArgumentException($"a QR code holds 1 to {QrMax} bytes, not {count}", nameof(text));
        ArgumentOutOfRangeException.ThrowIfNotEqual(moduleDots, Math.Clamp(moduleDots, 1, 16));
        Bytes([group, 0x28, 0x6B, 4, 0, 0x31, 0x41, 0x32, 0]);
        Bytes([group, 0x28, 0x6B, 3, 0, 0x31, 0x43, (byte)moduleDots]);
        Bytes([group, 0x28, 0x6B, 3, 0, 0x31, 0x45, (byte)correction]);
        Bytes([group, 0x28, 0x6B, (byte)(count + 3), (byte)((count + 3) >> 8), 0x31, 0x50, 0x30]);
        Utf8.FromUtf16(text, Room(count), out _, out _);
        return Bytes([group, 0x28, 0x6B, 3, 0, 0x31, 0x51, 0x30]);
    }

    /// <summary>
    /// A picture of one bit a dot, black is 1, rows of <paramref name="widthDots"/> filled up to whole bytes. It goes in bands, because
    /// small printers cannot hold a whole one. A count of bits that does not fill whole rows is an <see cref="ArgumentException"/>.
    /// </summary>
    public EscPos Raster(int widthDots, ReadOnlySpan<byte> bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(widthDots);
        var rowBytes = (widthDots + 7) / 8;
        if (bits.Length % rowBytes != 0)
            throw new ArgumentException($"{bits.Length} bytes are not whole rows of {rowBytes}", nameof(bits));
        for (; !bits.IsEmpty; bits = bits[Math.Min(bits.Length, rasterBand * rowBytes)..])
        {
            var rows = Math.Min(rasterBand, bits.Length / rowBytes);
            Bytes([group, 0x76, 0x30, 0, (byte)rowBytes, (byte)(rowBytes >> 8), (byte)rows, 0]);
            Bytes(bits[..(rows * rowBytes)]);
        }
        return this;
    }

    EscPos BarcodeLook(int height, int moduleDots) =>
        Bytes([group, 0x68, checked((byte)height), group, 0x77, checked((byte)moduleDots), group, 0x48, 2]);

    static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < 12; i++)
            sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
