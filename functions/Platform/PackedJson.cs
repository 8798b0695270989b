using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Sasuai.Functions.Platform;

/// <summary>JSON for terminals, compressed for those that unpack it.</summary>
static class PackedJson
{
    public static async Task<IResult> Answer<T>(HttpRequest request, T body, JsonTypeInfo<T> shape)
    {
        if (!Unpacks(request)) return TypedResults.Json(body, shape);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await JsonSerializer.SerializeAsync(gzip, body, shape);
        return Ready(request, packed.ToArray());
    }

    public static bool Unpacks(HttpRequest request) => request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);

    /// <summary>What was packed before.</summary>
    public static IResult Ready(HttpRequest request, byte[] packed)
    {
        request.HttpContext.Response.Headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(packed, "application/json");
    }
}
