using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sasuai.Sync;

/// <summary>
/// How a terminal proves who it is: each request is signed with the P-256 key that never leaves it (ECDSA with SHA-256, FIPS 186-5).
/// The signature covers method, path with query, the terminal's clock and the body. There is no time window, because a shop with a wrong
/// clock must still be able to push; a repeated request has no second effect.
/// </summary>
public static class TerminalSignature
{
    public const string terminalHeader = "x-sasuai-terminal";
    public const string clockHeader = "x-sasuai-clock";
    public const string signatureHeader = "x-sasuai-signature";

    /// <param name="pathAndQuery">As sent, such as /sync/v1/pull?feed=….</param>
    /// <param name="body">The bytes as sent, compressed if they were; empty for a GET.</param>
    public static string Sign(ECDsa key, string method, string pathAndQuery, long clock, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToBase64String(key.SignData(Message(method, pathAndQuery, clock, body), HashAlgorithmName.SHA256));
    }

    public static bool Verify(ECDsa key, string method, string pathAndQuery, long clock, ReadOnlySpan<byte> body, string signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> bytes = stackalloc byte[128];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && key.VerifyData(Message(method, pathAndQuery, clock, body), bytes[..length], HashAlgorithmName.SHA256);
    }

    static byte[] Message(string method, string pathAndQuery, long clock, ReadOnlySpan<byte> body) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{method}\n{pathAndQuery}\n{clock}\n{Convert.ToHexStringLower(SHA256.HashData(body))}"));
}
