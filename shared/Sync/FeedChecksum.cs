using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sasuai.Sync;

/// <summary>
/// By what a terminal notices that its feed is not the cloud's: the sum of the hashes of all items up to a number, modulo 2^32. It needs no order, so that
/// an explicit skip can say by one figure what it leaves out. In the cloud it is the SQL function feed_hash.
/// </summary>
public static class FeedChecksum
{
    const long modulus = 1L << 32;

    /// <summary>The first four bytes of SHA-256 over kind, key and body with line feeds between; 0 to 2^32 - 1.</summary>
    public static long Hash(string kind, string key, string body)
    {
        ArgumentNullException.ThrowIfNull(kind);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{key}\n{body}"), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash);
    }

    /// <summary>The sum after one more item, or after a skip; null when the sum before is unknown, or the skip does not say what it leaves out.</summary>
    public static long? After(long? before, FeedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (before is not { } sum) return null;
        if (item.Kind != FeedKinds.skip) return (sum + Hash(item.Kind, item.Key, item.Body)) % modulus;
        return long.TryParse(item.Body, NumberStyles.None, CultureInfo.InvariantCulture, out var left) ? (sum + left) % modulus : null;
    }

    /// <summary>What a skip leaves out, from the sum before it to the sum after it.</summary>
    public static FeedItem Skip(long from, long through, long before, long after) =>
        new(from, through, FeedKinds.skip, "", ((after - before + modulus) % modulus).ToString(CultureInfo.InvariantCulture));
}
