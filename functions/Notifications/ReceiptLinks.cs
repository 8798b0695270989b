using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// Addresses under which a receipt is read without signing in: the sale's id and, so that nobody finds another's, the beginning of an HMAC-SHA256 of it
/// under the server's key. Short enough for a message; 80 bits are far more than can be tried over a network.
/// </summary>
public sealed class ReceiptLinks
{
    const int idBytes = 16, proofBytes = 10, keyMin = 32;

    readonly Uri? address;
    readonly byte[] key;

    ReceiptLinks(Uri? address, byte[] key) => (this.address, this.key) = (address, key);

    /// <summary>Whether this server gives links at all: it must know its own address and have a key.</summary>
    public bool Are => address is not null && key.Length > 0;

    /// <exception cref="SettingsFault">A setting cannot be read.</exception>
    internal static ReceiptLinks Read(IConfiguration settings)
    {
        var (url, key) = (settings["PublicUrl"] ?? "", settings["ReceiptKey"] ?? "");
        if (key.Length is > 0 and < keyMin) throw new SettingsFault([$"The setting ReceiptKey must have {keyMin} characters or more, or be empty."]);
        if (url.Length == 0) return new(null, Encoding.UTF8.GetBytes(key));
        return Uri.TryCreate(url.TrimEnd('/') + '/', UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new(address, Encoding.UTF8.GetBytes(key)) : throw new SettingsFault(["The setting PublicUrl must be the address under which phones reach this server, https://…, or be empty."]);
    }

    /// <summary>Null where this server gives none.</summary>
    public string? Of(Guid sale) => Are ? new Uri(address!, "r/" + TokenOf(sale)).ToString() : null;

    /// <summary>The sale behind a token; null for one that this server did not make.</summary>
    public Guid? Read(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Span<byte> bytes = stackalloc byte[idBytes + proofBytes];
        if (!Are || !Base64Url.IsValid(token, out var length) || length != bytes.Length || !Base64Url.TryDecodeFromChars(token, bytes, out _)) return null;
        var sale = new Guid(bytes[..idBytes], bigEndian: true);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(TokenOf(sale)), Encoding.UTF8.GetBytes(token)) ? sale : null;
    }

    string TokenOf(Guid sale)
    {
        Span<byte> bytes = stackalloc byte[idBytes + HMACSHA256.HashSizeInBytes];
        sale.TryWriteBytes(bytes, bigEndian: true, out _);
        HMACSHA256.HashData(key, bytes[..idBytes], bytes[idBytes..]);
        return Base64Url.EncodeToString(bytes[..(idBytes + proofBytes)]);
    }
}
