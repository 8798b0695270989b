using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sasuai.Staff;

/// <summary>
/// How a PIN is kept: PBKDF2 with SHA-256 (NIST SP 800-132), so that a kiosk can check it without a network and without a package.
/// A PIN of 4 to 8 digits cannot withstand a stolen disk whatever the hash; it keeps honest people honest.
/// </summary>
public static class PinHash
{
    const int iterations = 60_000;
    const int hashBytes = 32;

    /// <summary>The text to keep: pbkdf2$iterations$salt$hash. The salt is 16 random bytes from the caller.</summary>
    public static string Make(string pin, ReadOnlySpan<byte> salt) =>
        string.Create(CultureInfo.InvariantCulture, $"pbkdf2${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(pin, salt, iterations))}");

    public static bool Matches(string pin, string kept)
    {
        if (kept.Split('$') is not ["pbkdf2", var rounds, var salt, var hash]) return false;
        return CryptographicOperations.FixedTimeEquals(
            Derive(pin, Convert.FromBase64String(salt), int.Parse(rounds, CultureInfo.InvariantCulture)), Convert.FromBase64String(hash));
    }

    static byte[] Derive(string pin, ReadOnlySpan<byte> salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(pin), salt, rounds, HashAlgorithmName.SHA256, hashBytes);
}
