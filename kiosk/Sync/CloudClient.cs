using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Sync;

/// <summary>
/// Speaks to the cloud over HTTP as one terminal: each request is signed with the terminal's key, larger bodies go compressed. Every call
/// either gives the answer or throws: <see cref="CloudFault"/> when the cloud said no, <see cref="HttpRequestException"/>,
/// <see cref="TaskCanceledException"/> or <see cref="JsonException"/> when it is away or answers nonsense.
/// </summary>
public sealed class CloudClient(HttpClient http, Uri cloud, ECDsa key, TerminalId terminal, TimeProvider time)
{
    /// <summary>Bodies above this size are compressed; below it nothing is gained.</summary>
    const int compressAbove = 1_024;
    static readonly TimeSpan connectTimeout = TimeSpan.FromSeconds(3), requestTimeout = TimeSpan.FromSeconds(15), connectionLife = TimeSpan.FromMinutes(2);

    (EntityTagHeaderValue Tag, FeedPositions Positions)? told;

    /// <summary>A client with this program's time-outs.</summary>
    public static HttpClient NewHttp() =>
        new(new SocketsHttpHandler { ConnectTimeout = connectTimeout, PooledConnectionLifetime = connectionLife, AutomaticDecompression = DecompressionMethods.All }) { Timeout = requestTimeout };

    /// <summary>Turns a one-time code into an enrolment. The only call that is not signed: nobody knows the key yet.</summary>
    public static async Task<TerminalEnrolled> Enrol(HttpClient http, Uri cloud, EnrolTerminal enrol, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(http);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address(cloud, "v1/terminals/enrol"))
        {
            Content = Body(JsonSerializer.SerializeToUtf8Bytes(enrol, WireJson.Default.EnrolTerminal), compressed: false)
        };
        return await Answer(http, request, WireJson.Default.TerminalEnrolled, cancellation);
    }

    /// <summary>Sends facts; as many of the batch's first ones as a request may hold.</summary>
    public Task<PushReply> Push(ChangeBatch batch, CancellationToken cancellation)
    {
        var (bytes, compressed) = Pack(batch);
        while (bytes.Length > ChangeBatch.maxBytes && batch.Changes.Count > 1)
        {
            batch = batch with { Changes = [.. batch.Changes.Take(batch.Changes.Count / 2)] };
            (bytes, compressed) = Pack(batch);
        }
        return Send(HttpMethod.Post, "sync/v1/push", bytes, compressed, WireJson.Default.PushReply, cancellation);
    }

    /// <summary>Where the feeds stand. When nothing has moved since the last time, the cloud says only that.</summary>
    public async Task<FeedPositions> Feeds(CancellationToken cancellation)
    {
        using var request = Signed(HttpMethod.Get, "sync/v1/feeds", [], false);
        if (told is { } before) request.Headers.IfNoneMatch.Add(before.Tag);
        using var answer = await http.SendAsync(request, cancellation);
        if (answer.StatusCode == HttpStatusCode.NotModified && told is { } same) return same.Positions;
        var positions = await Read(answer, WireJson.Default.FeedPositions, cancellation);
        told = answer.Headers.ETag is { } now ? (now, positions) : null;
        return positions;
    }

    /// <param name="again">This terminal had read the feed before, and begins again: somebody should know.</param>
    /// <param name="whole">With everything that ever was; else what holds is enough, and what does not may be skipped.</param>
    public Task<FeedPage> Pull(string feed, long generation, long after, int limit, bool whole, bool again, CancellationToken cancellation) =>
        Send(HttpMethod.Get, FormattableString.Invariant($"sync/v1/pull?feed={Uri.EscapeDataString(feed)}&gen={generation}&after={after}&limit={limit}{(whole ? "" : "&whole=0")}{(again ? "&again=1" : "")}"),
            [], false, WireJson.Default.FeedPage, cancellation);

    async Task<T> Send<T>(HttpMethod method, string path, byte[] body, bool compressed, JsonTypeInfo<T> shape, CancellationToken cancellation)
    {
        using var request = Signed(method, path, body, compressed);
        return await Answer(http, request, shape, cancellation);
    }

    HttpRequestMessage Signed(HttpMethod method, string path, byte[] body, bool compressed)
    {
        var request = new HttpRequestMessage(method, Address(cloud, path));
        if (method == HttpMethod.Post) request.Content = Body(body, compressed);
        var clock = HybridClock.At(time.GetUtcNow());
        request.Headers.Add(TerminalSignature.terminalHeader, terminal.ToString());
        request.Headers.Add(TerminalSignature.clockHeader, clock.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add(TerminalSignature.signatureHeader, TerminalSignature.Sign(key, method.Method, request.RequestUri!.PathAndQuery, clock, body));
        return request;
    }

    static async Task<T> Answer<T>(HttpClient http, HttpRequestMessage request, JsonTypeInfo<T> shape, CancellationToken cancellation)
    {
        using var answer = await http.SendAsync(request, cancellation);
        return await Read(answer, shape, cancellation);
    }

    static async Task<T> Read<T>(HttpResponseMessage answer, JsonTypeInfo<T> shape, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode) throw await CloudFault.From(answer, cancellation);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        return await JsonSerializer.DeserializeAsync(body, shape, cancellation) ?? throw new JsonException("The cloud answered null.");
    }

    static Uri Address(Uri cloud, string path) => new(cloud.AbsoluteUri.TrimEnd('/') + "/" + path);

    static (byte[] Bytes, bool Compressed) Pack(ChangeBatch batch)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(batch, WireJson.Default.ChangeBatch);
        if (json.Length <= compressAbove) return (json, false);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(json);
        return (packed.ToArray(), true);
    }

    static ByteArrayContent Body(byte[] bytes, bool compressed)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (compressed) content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
