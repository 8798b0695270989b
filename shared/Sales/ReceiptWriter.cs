using System.Text;

namespace Sasuai.Sales;

/// <summary>Writes the small numbers of a receipt small: seven bits a byte, the lowest first, signs folded in (the varint and zigzag of Protocol Buffers).</summary>
sealed class ReceiptWriter
{
    readonly List<byte> bytes = [];

    public byte[] ToArray() => [.. bytes];

    public ReceiptWriter Number(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        for (; rest >= 0x80; rest >>= 7) bytes.Add((byte)(rest | 0x80));
        bytes.Add((byte)rest);
        return this;
    }

    public ReceiptWriter Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Number(utf8.Length);
        bytes.AddRange(utf8);
        return this;
    }

    public ReceiptWriter Id(Guid id)
    {
        bytes.AddRange(id.ToByteArray(bigEndian: true));
        return this;
    }
}
