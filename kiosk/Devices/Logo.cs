using System.Globalization;

namespace Sasuai.Kiosk.Devices;

/// <summary>A picture for the top of paper: one bit a dot, black is 1, rows filled up to whole bytes.</summary>
public sealed class Logo
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int bytesMax = 24 * 1024;

    /// <summary>The most dots from top to bottom; a higher picture is made smaller.</summary>
    public const int heightMax = 240;

    readonly byte[] bits;

    Logo(int width, int height, byte[] bits) => (Width, Height, this.bits) = (width, height, bits);

    public int Width { get; }
    public int Height { get; }
    public ReadOnlySpan<byte> Bits => bits;

    bool this[int x, int y] => (bits[(y * ((Width + 7) / 8)) + (x / 8)] & 0x80 >> (x % 8)) != 0;

    /// <summary>Reads a PBM file (P4); null when it is none, or too large.</summary>
    public static Logo? Read(byte[] pbm)
    {
        ArgumentNullException.ThrowIfNull(pbm);
        var at = 2;
        if (pbm.Length > bytesMax || !pbm.AsSpan().StartsWith("P4"u8) || Number(pbm, ref at) is not { } width || Number(pbm, ref at) is not { } height) return null;
        // Exactly one blank stands between the height and the dots.
        var dots = pbm.AsSpan(Math.Min(at + 1, pbm.Length));
        var size = (long)((width + 7) / 8) * height;
        return size == 0 || dots.Length < size ? null : new(width, height, dots[..(int)size].ToArray());
    }

    /// <summary>The same from base64, as it stands in the store's settings.</summary>
    public static Logo? Read(string base64)
    {
        ArgumentNullException.ThrowIfNull(base64);
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? Read(bytes[..count]) : null;
    }

    /// <summary>The picture so that it fits paper of so many dots: made smaller by a whole number, never larger.</summary>
    public Logo Within(int dots)
    {
        var times = Math.Max((Width + dots - 1) / dots, (Height + heightMax - 1) / heightMax);
        if (times <= 1) return this;
        var (width, height) = (Math.Max(1, Width / times), Math.Max(1, Height / times));
        var smaller = new byte[(width + 7) / 8 * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                if (IsDark(x * times, y * times, times)) smaller[(y * ((width + 7) / 8)) + (x / 8)] |= (byte)(0x80 >> (x % 8));
        return new(width, height, smaller);
    }

    /// <summary>At least half of the dots of a square are black.</summary>
    bool IsDark(int left, int top, int size)
    {
        var (dark, all) = (0, 0);
        for (var y = top; y < Math.Min(top + size, Height); y++)
            for (var x = left; x < Math.Min(left + size, Width); x++, all++)
                if (this[x, y]) dark++;
        return dark * 2 >= all;
    }

    /// <summary>The next number of the head, after blanks and comments.</summary>
    static int? Number(byte[] pbm, ref int at)
    {
        while (at < pbm.Length && (pbm[at] == '#' || char.IsWhiteSpace((char)pbm[at])))
            if (pbm[at] == '#') while (at < pbm.Length && pbm[at] != '\n') at++;
            else at++;
        var from = at;
        while (at < pbm.Length && char.IsAsciiDigit((char)pbm[at])) at++;
        return int.TryParse(pbm.AsSpan(from, at - from), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= bytesMax * 8 ? number : null;
    }
}
