using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sasuai.Sync;

/// <summary>
/// Each fact's hash covers the one before it (SHA-256), so that two histories of one terminal cannot be mistaken for each other.
/// h(n) = SHA256(h(n−1) ‖ fact id ‖ sequence ‖ version ‖ clock ‖ type ‖ 0 ‖ payload), integers big-endian, h(0) from terminal and epoch.
/// </summary>
public static class HashChain
{
    const int previousLength = SHA256.HashSizeInBytes;
    const int headLength = 36;

    public static string Genesis(TerminalId terminal, int epoch)
    {
        Span<byte> start = stackalloc byte[20];
        terminal.Value.TryWriteBytes(start, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(start[16..], epoch);
        return Convert.ToHexStringLower(SHA256.HashData(start));
    }

    public static string Next(string previous, Change change)
    {
        ArgumentNullException.ThrowIfNull(change);
        // One buffer and one call: a push verifies hundreds of these while it holds the terminal's row.
        var (typeBytes, payloadBytes) = (Encoding.UTF8.GetByteCount(change.Type), Encoding.UTF8.GetByteCount(change.Payload));
        var length = previousLength + headLength + typeBytes + 1 + payloadBytes;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var all = rented.AsSpan(0, length);
        Convert.FromHexString(previous, all, out _, out _);
        var head = all.Slice(previousLength, headLength);
        change.FactId.TryWriteBytes(head, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(head[16..], change.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(head[24..], change.Version);
        BinaryPrimitives.WriteInt64BigEndian(head[28..], change.Clock);
        var text = all[(previousLength + headLength)..];
        Encoding.UTF8.GetBytes(change.Type, text);
        text[typeBytes] = 0;
        Encoding.UTF8.GetBytes(change.Payload, text[(typeBytes + 1)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(all, hash);
        ArrayPool<byte>.Shared.Return(rented);
        return Convert.ToHexStringLower(hash);
    }
}
