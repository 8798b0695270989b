using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sasuai.Sync;

namespace Sasuai.Tests;

/// <summary>
/// A cloud on a real port that answers as a test wants it to, for the corners that a good cloud does not show: gaps, forks, busy, cut
/// connections. Left alone it keeps facts by the rules of the contract. The real cloud is met in Journeys.
/// </summary>
sealed class StandInCloud : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<Func<HttpContext, ChangeBatch, PushReply?>> nextAnswers = new();

    StandInCloud(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());
    public ECDsa? Key { get; set; }
    public List<Change> Facts { get; } = [];
    public List<ChangeBatch> Batches { get; } = [];
    public ConcurrentDictionary<string, (long Generation, List<FeedItem> Items)> Feeds { get; } = new();
    public ConcurrentQueue<DateTimeOffset> PushedAt { get; } = new();
    public int Epoch { get; set; } = 1;
    public int Pulls { get; private set; }

    /// <summary>What each pull asked for.</summary>
    public ConcurrentQueue<string> PullQueries { get; } = new();
    public bool Away { get; set; }
    public Func<FeedPage, FeedPage>? Page { get; set; }

    public static async Task<StandInCloud> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var cloud = new StandInCloud(web);
        web.MapPost("/v1/terminals/enrol", cloud.Enrol);
        web.MapPost("/sync/v1/push", cloud.Push);
        web.MapGet("/sync/v1/feeds", cloud.ListFeeds);
        web.MapGet("/sync/v1/pull", cloud.Pull);
        await web.StartAsync();
        return cloud;
    }

    /// <summary>Answers the next push in its own way; null cuts the connection.</summary>
    public void Next(Func<HttpContext, ChangeBatch, PushReply?> answer) => nextAnswers.Enqueue(answer);

    public void Feed(string feed, params (string Kind, string Key, string Body)[] items)
    {
        var (_, all) = Feeds.GetOrAdd(feed, _ => (1, []));
        lock (all)
            foreach (var item in items) all.Add(new(all.Count + 1, all.Count + 1, item.Kind, item.Key, item.Body));
    }

    public PushReply Keep(ChangeBatch batch)
    {
        var head = Facts.Count;
        var hash = batch.PreviousHash;
        foreach (var change in batch.Changes)
        {
            hash = HashChain.Next(hash, change);
            if (change.Sequence > head) Facts.Add(change);
        }
        return Reply(PushStatus.ok, batch.FirstSequence + batch.Changes.Count - 1, hash);
    }

    public PushReply Reply(string status, long through, string hash, int maxBatch = 500, int retryAfter = 0) =>
        new(status, through, hash, Epoch, 0, TimeProvider.System.GetUtcNow(), maxBatch, retryAfter);

    async Task Enrol(HttpContext context)
    {
        var enrol = (await JsonSerializer.DeserializeAsync(context.Request.Body, WireJson.Default.EnrolTerminal))!;
        if (enrol.Code != "ABCD1234")
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""{"title":"This code is not known.","code":"enrolment-code-wrong"}""");
            return;
        }
        Key = ECDsa.Create();
        Key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(enrol.PublicKey), out _);
        await Json(context, new(TestTill.Terminal, TestTill.Chain, TestTill.Store, "JKT01", 2, 1), WireJson.Default.TerminalEnrolled);
    }

    async Task Push(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (Refuse(context, body.ToArray())) return;
        body.Position = 0;
        Stream plain = context.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(body, CompressionMode.Decompress) : body;
        var batch = (await JsonSerializer.DeserializeAsync(plain, WireJson.Default.ChangeBatch))!;
        PushedAt.Enqueue(TimeProvider.System.GetUtcNow());
        PushReply? reply;
        lock (Batches)
        {
            Batches.Add(batch);
            reply = nextAnswers.TryDequeue(out var answer) ? answer(context, batch) : Keep(batch);
        }
        if (reply is null) context.Abort();
        else if (context.Response.StatusCode == 200) await Json(context, reply, WireJson.Default.PushReply);
    }

    async Task ListFeeds(HttpContext context)
    {
        Pulls++;
        if (Refuse(context, [])) return;
        FeedPosition[] positions = [.. Feeds.Select(feed => new FeedPosition(feed.Key, feed.Value.Generation, Count(feed.Value.Items), Checksum(feed.Value.Items, Count(feed.Value.Items))))];
        var tag = $"\"{string.Join('-', positions.Select(position => $"{position.Generation}.{position.Last}.{position.Checksum}"))}\"";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            Unmoved++;
            context.Response.StatusCode = 304;
        }
        else await Json(context, new(TimeProvider.System.GetUtcNow(), 0, positions), WireJson.Default.FeedPositions);
    }

    async Task Pull(HttpContext context)
    {
        PullQueries.Enqueue(context.Request.QueryString.Value ?? "");
        if (Refuse(context, [])) return;
        var feed = context.Request.Query["feed"].ToString();
        var (after, limit) = (long.Parse(context.Request.Query["after"]!, null), int.Parse(context.Request.Query["limit"]!, null));
        var (generation, all) = Feeds[feed];
        FeedPage page;
        lock (all) page = new FeedPage(feed, generation, after, all.Count, [.. all.Where(item => item.Sequence > after).Take(limit)]) is var read && read.Items.Count > 0 ? read with { Checksum = Checksum(all, read.Items[^1].Sequence) } : read;
        await Json(context, Page?.Invoke(page) ?? page, WireJson.Default.FeedPage);
    }

    static long? Checksum(List<FeedItem> items, long through)
    {
        lock (items) return items.TakeWhile(item => item.Sequence <= through).Aggregate((long?)0, FeedChecksum.After);
    }

    /// <summary>How often it had nothing to say.</summary>
    public int Unmoved { get; private set; }

    /// <summary>A cloud that is away cuts the connection; one that is there wants the terminal's signature.</summary>
    bool Refuse(HttpContext context, byte[] body)
    {
        if (Away)
        {
            context.Abort();
            return true;
        }
        var headers = context.Request.Headers;
        if (Key is null || TerminalSignature.Verify(Key, context.Request.Method, context.Request.Path + context.Request.QueryString,
            long.Parse(headers[TerminalSignature.clockHeader]!, null), body, headers[TerminalSignature.signatureHeader]!)) return false;
        context.Response.StatusCode = 401;
        return true;
    }

    static int Count(List<FeedItem> items)
    {
        lock (items) return items.Count;
    }

    static Task Json<T>(HttpContext context, T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, shape);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
