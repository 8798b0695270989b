using System.Security.Cryptography;
using System.Text;

namespace Sasuai;

/// <summary>An id that follows from another and a name (UUID version 8 over SHA-256, RFC 9562 5.8), for what happens once to a thing: doing it again gives the same id.</summary>
public static class DerivedId
{
    const int idBytes = 16;

    public static Guid From(Guid of, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(of.ToByteArray(bigEndian: true));
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        var bytes = hash.GetHashAndReset().AsSpan(0, idBytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
