using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Konscious.Security.Cryptography;

namespace Sasuai.Functions.Staff;

/// <summary>How the password of an admin is kept: Argon2id (RFC 9106) with 19 MiB, two passes, one lane, as OWASP advises.</summary>
static class Password
{
    const int memoryKiB = 19 * 1024;
    const int passes = 2;
    const int hashBytes = 32;

    /// <summary>Longest password that is looked at; a longer one is only work for the machine.</summary>
    public const int maxLength = 256;

    /// <summary>What an unknown address is checked against, so that it takes as long as a known one.</summary>
    public static readonly string OfNobody = Make(RandomNumberGenerator.GetHexString(16));

    public static string Make(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return string.Create(CultureInfo.InvariantCulture, $"argon2id${memoryKiB}${passes}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, memoryKiB, passes))}");
    }

    public static bool Matches(string password, string kept)
    {
        if (kept.Split('$') is not ["argon2id", var memory, var rounds, var salt, var hash]) return false;
        var derived = Derive(password, Convert.FromBase64String(salt), int.Parse(memory, CultureInfo.InvariantCulture), int.Parse(rounds, CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(hash));
    }

    static byte[] Derive(string password, byte[] salt, int memory, int rounds)
    {
        using var argon = new Argon2id(Encoding.UTF8.GetBytes(password)) { Salt = salt, MemorySize = memory, Iterations = rounds, DegreeOfParallelism = 1 };
        return argon.GetBytes(hashBytes);
    }
}
