using System.Globalization;
using System.IO.Compression;

namespace Sasuai.Tests.Codes;

/// <summary>The barcodes of real shops, unpacked.</summary>
static class RealCodes
{
    public static IEnumerable<string> Read(string file)
    {
        using var packed = new BrotliStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Codes", file)), CompressionMode.Decompress);
        using var stream = new BufferedStream(packed, 1 << 16);
        while (Next(stream) is { } length)
        {
            var number = 0UL;
            for (var left = Next(stream)!.Value; left > 0; left--)
                yield return (number += Next(stream)!.Value).ToString(CultureInfo.InvariantCulture).PadLeft((int)length, '0');
        }
    }

    static ulong? Next(Stream stream)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = stream.ReadByte();
            if (part < 0) return null;
            number |= (ulong)(part & 127) << shift;
            if (part < 128) return number;
        }
    }
}
