using System.Text;

namespace Sasuai.Sales;

/// <summary>Reads what <see cref="ReceiptWriter"/> wrote; anything else is a <see cref="FormatException"/>.</summary>
sealed class ReceiptReader(ReadOnlyMemory<byte> bytes)
{
    int at;

    public bool IsAtEnd => at == bytes.Length;

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var one = Take(1)[0];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80) return (long)(value >> 1) ^ -(long)(value & 1);
        }
        throw new FormatException("A number does not end.");
    }

    public int Count(int most) => Number() is >= 0 and var count && count <= most ? (int)count : throw new FormatException("A count is out of its range.");

    public string Text(int most) => Encoding.UTF8.GetString(Take(Count(most)));

    public Guid Id() => new(Take(16), bigEndian: true);

    ReadOnlySpan<byte> Take(int count)
    {
        if (bytes.Length - at < count) throw new FormatException("The text ends too early.");
        at += count;
        return bytes.Span[(at - count)..at];
    }
}
