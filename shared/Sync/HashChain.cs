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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[36];
        change.FactId.TryWriteBytes(head, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(head[16..], change.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(head[24..], change.Version);
        BinaryPrimitives.WriteInt64BigEndian(head[28..], change.Clock);
        hash.AppendData(Convert.FromHexString(previous));
        hash.AppendData(head);
        hash.AppendData(Encoding.UTF8.GetBytes(change.Type));
        hash.AppendData([0]);
        hash.AppendData(Encoding.UTF8.GetBytes(change.Payload));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
