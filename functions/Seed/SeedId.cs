using System.Security.Cryptography;
using System.Text;

namespace Sasuai.Functions.Seed;

/// <summary>The same name gives the same id on every machine, so that seeding twice changes nothing (UUID version 8, RFC 9562).</summary>
static class SeedId
{
    public static Guid Of(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"sasuai demo {name}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
