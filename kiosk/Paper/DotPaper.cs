using System.Buffers.Binary;
using System.IO.Compression;

namespace Sasuai.Kiosk.Paper;

/// <summary>Paper of so many dots across, black or white, that grows downwards; what lies beside it is lost. It can be had as a PNG.</summary>
sealed class DotPaper(int width)
{
    /// <summary>Some sixty metres of paper; more is not drawn.</summary>
    const int heightMax = 500_000;

    readonly int rowBytes = (width + 7) / 8;
    byte[] dots = [];

    public int Width => width;
    public int Height { get; private set; }

    public bool this[int x, int y] => (dots[(y * rowBytes) + (x / 8)] & 0x80 >> (x % 8)) != 0;

    /// <summary>Makes it at least so high.</summary>
    public void Reach(int height)
    {
        Height = Math.Max(Height, Math.Min(height, heightMax));
        if (dots.Length < Height * rowBytes) Array.Resize(ref dots, Math.Max(Height * rowBytes, Math.Min(dots.Length * 2, heightMax * rowBytes)));
    }

    /// <summary>A black rectangle.</summary>
    public void Fill(int left, int top, int wide, int high)
    {
        Reach(top + high);
        for (var y = top; y < Math.Min(top + high, Height); y++)
            for (var x = Math.Max(0, left); x < Math.Min(left + wide, width); x++) dots[(y * rowBytes) + (x / 8)] |= (byte)(0x80 >> (x % 8));
    }

    /// <summary>PNG (ISO 15948): one bit a dot, grey, so that a dot of paper is a dot of the picture.</summary>
    public byte[] ToPng()
    {
        var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Math.Max(Height, 1));
        head[8] = 1;
        Chunk(file, "IHDR"u8, head);
        Chunk(file, "IDAT"u8, Packed());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    byte[] Packed()
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            var row = new byte[1 + rowBytes];
            for (var y = 0; y < Math.Max(Height, 1); y++)
            {
                // In a picture 1 is white, on paper 1 is black.
                for (var i = 0; i < rowBytes; i++) row[1 + i] = (byte)~(y < Height ? dots[(y * rowBytes) + i] : 0);
                zlib.Write(row);
            }
        }
        return packed.ToArray();
    }

    static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] named = [.. name, .. data];
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(named));
        file.Write(number);
    }

    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
