using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Sasuai.Functions.Platform;

/// <summary>Reads what a request carries: never more than its limit, plain or gzip, and as JSON with errors that name the field.</summary>
public static class RequestBody
{
    /// <summary>Bytes that an ordinary request may have; a push and an import name their own limits.</summary>
    public const int usualLimit = 64 * 1024;

    /// <summary>The body as a record, at most <paramref name="limit"/> bytes plain.</summary>
    public static async Task<Decision<T>> ReadJson<T>(HttpRequest request, CancellationToken cancellation, int limit = usualLimit)
    {
        ArgumentNullException.ThrowIfNull(request);
        if ((await ReadBytes(request, limit, cancellation)).IsRefused(out var tooLarge, out var sent)) return tooLarge;
        if (Expand(request, sent, limit).IsRefused(out var notGzip, out var plain)) return notGzip;
        return Json.Read<T>(plain);
    }

    /// <summary>The bytes as sent, compressed if they were; more than <paramref name="limit"/> are refused without reading on.</summary>
    public static async Task<Decision<byte[]>> ReadBytes(HttpRequest request, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength > limit) return CloudRefusals.BodyTooLarge(limit);
        return await Read(request.Body, limit, cancellation);
    }

    /// <summary>The plain bytes behind what was sent.</summary>
    public static Decision<byte[]> Expand(HttpRequest request, byte[] sent, int limit)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!string.Equals(request.Headers.ContentEncoding, "gzip", StringComparison.OrdinalIgnoreCase))
            return sent.Length > limit ? CloudRefusals.BodyTooLarge(limit) : sent;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(sent, writable: false), CompressionMode.Decompress);
            // The whole of it is in memory, so this never waits.
            return Read(gzip, limit, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (InvalidDataException)
        {
            return CloudRefusals.NotGzip();
        }
    }

    static async Task<Decision<byte[]>> Read(Stream from, int limit, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            using var all = new MemoryStream();
            int read;
            while ((read = await from.ReadAsync(buffer, cancellation)) > 0)
            {
                if (all.Length + read > limit) return CloudRefusals.BodyTooLarge(limit);
                all.Write(buffer, 0, read);
            }
            return all.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
