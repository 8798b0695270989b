using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Sasuai.Sync;

namespace Sasuai.Tests.Platform;

/// <summary>A machine with its own key that speaks the sync contract, byte for byte as a kiosk does.</summary>
public sealed class TestTerminal(HttpClient client, string store, int number) : IDisposable
{
    public ECDsa Key { get; private init; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    public TerminalEnrolled Enrolled { get; private set; } = null!;
    public TerminalId Id => Enrolled.TerminalId;
    public string Store => store;
    public int Number => number;
    public int Epoch { get; set; }
    public long Sequence { get; set; }
    public string Hash { get; set; } = "";

    /// <summary>The newest receipt number of this terminal.</summary>
    public long Receipts { get; set; }

    public Task<HttpResponseMessage> AskToEnrolAsync(string code) =>
        client.PostAsJsonAsync("/v1/terminals/enrol", new EnrolTerminal(code, Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo()), "test"), WireJson.Default.EnrolTerminal, TestContext.Current.CancellationToken);

    public async Task EnrolAsync(string code)
    {
        var answer = await AskToEnrolAsync(code);
        answer.EnsureSuccessStatusCode();
        Enrolled = (await answer.Content.ReadFromJsonAsync(WireJson.Default.TerminalEnrolled, TestContext.Current.CancellationToken))!;
        TakeEpoch(Enrolled.Epoch);
    }

    public void TakeEpoch(int epoch) => (Epoch, Sequence, Hash) = (epoch, 0, HashChain.Genesis(Id, epoch));

    /// <summary>A disk copied as it stands now.</summary>
    public TestTerminal Cloned() => new(client, store, number) { Key = Key, Enrolled = Enrolled, Epoch = Epoch, Sequence = Sequence, Hash = Hash, Receipts = Receipts };

    /// <summary>A machine that claims to be an enrolled terminal, with a key of its own.</summary>
    public TestTerminal With(TerminalEnrolled enrolled)
    {
        Enrolled = enrolled;
        TakeEpoch(1);
        return this;
    }

    long clock = 1;

    /// <summary>Its hybrid clock stands so from now on.</summary>
    public TestTerminal At(long stands)
    {
        clock = stands;
        return this;
    }

    /// <summary>Puts facts into the next batch, and moves on as if they were acknowledged.</summary>
    public ChangeBatch Write(params object[] facts) => WriteRaw([.. facts.Select(FactTypes.Write)]);

    public ChangeBatch WriteRaw(params (string Type, int Version, string Payload)[] facts)
    {
        var (first, before) = (Sequence + 1, Hash);
        var changes = facts.Select(fact => new Change(Guid.CreateVersion7(), ++Sequence, fact.Type, fact.Version, clock, fact.Payload)).ToArray();
        Hash = changes.Aggregate(Hash, HashChain.Next);
        return new(Id, Epoch, first, before, Sequence, 1, "test", changes);
    }

    public async Task<PushReply> PushAsync(params object[] facts) => await PushAsync(Write(facts));

    public async Task<PushReply> PushAsync(ChangeBatch batch)
    {
        var answer = await SendAsync(HttpMethod.Post, "/sync/v1/push", JsonSerializer.SerializeToUtf8Bytes(batch, WireJson.Default.ChangeBatch), gzip: true);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync(WireJson.Default.PushReply))!;
    }

    /// <param name="whole">With everything that ever was.</param>
    public async Task<FeedPage> PullAsync(string feed, long after = 0, int limit = Feeds.maxPage, bool whole = true)
    {
        var answer = await SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/sync/v1/pull?feed={Uri.EscapeDataString(feed)}&gen=1&after={after}&limit={limit}{(whole ? "" : "&whole=0")}"), [], unpack: !whole);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        if (!answer.Content.Headers.ContentEncoding.Contains("gzip")) return (await answer.Content.ReadFromJsonAsync(WireJson.Default.FeedPage))!;
        await using var plain = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        return (await JsonSerializer.DeserializeAsync(plain, WireJson.Default.FeedPage))!;
    }

    /// <summary>Sends a signed request.</summary>
    /// <param name="unpack">It says that it understands gzip.</param>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string pathAndQuery, byte[] body, bool gzip = false, bool unpack = false, EntityTagHeaderValue? told = null)
    {
        var sent = gzip ? Packed(body) : body;
        var request = new HttpRequestMessage(method, pathAndQuery);
        if (method == HttpMethod.Post) request.Content = new ByteArrayContent(sent) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (gzip) request.Content!.Headers.ContentEncoding.Add("gzip");
        if (told is not null) request.Headers.IfNoneMatch.Add(told);
        request.Headers.Add(TerminalSignature.terminalHeader, Id.ToString());
        request.Headers.Add(TerminalSignature.clockHeader, "1");
        request.Headers.Add(TerminalSignature.signatureHeader, TerminalSignature.Sign(Key, method.Method, pathAndQuery, 1, sent));
        if (unpack) request.Headers.Add("Accept-Encoding", "gzip");
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => Key.Dispose();

    static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(body);
        return packed.ToArray();
    }
}
