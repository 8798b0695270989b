using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>
/// One page of one feed; for a terminal that begins anew and says so (whole=0), a page of what holds, made ready before. Only feeds of this terminal's
/// own store and chain are given out.
/// </summary>
public sealed class PullFeed(Database database, Callers callers)
{
    [Function("PullFeed")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sync/v1/pull")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Terminal(request, default, cancellation)).IsRefused(out var unknown, out var caller)) return Problem.From(unknown);
        if (caller.Revoked) return Problem.From(CloudRefusals.TerminalRevoked());
        var query = new RequestQuery(request);
        var (feed, generation, after, limit) = (query.Text("feed"), query.Number("gen", 1, 0, long.MaxValue), query.Number("after", 0, 0, long.MaxValue), query.Number("limit", Feeds.maxPage, 1, Feeds.maxPage));
        if (query.Refusal is { } wrong) return Problem.From(wrong);
        if (query.TextOrNone("whole") == "0" && Unpacks(request) && await database.InStore(caller.ChainId, caller.StoreId, work => Part(work, caller, feed, generation, after), cancellation) is { } part)
            return Packed(request, part);
        var page = await database.InStore(caller.ChainId, caller.StoreId, work => Read(work, caller, feed, generation, after, limit), cancellation);
        return page is null ? Problem.From(CloudRefusals.ForeignFeed()) : await Answer(request, page);
    }

    static async Task<byte[]?> Part(Work work, TerminalCaller caller, string feed, long generation, long after) =>
        (await TerminalFeeds.Of(work, caller)).Contains(feed, StringComparer.Ordinal) ? await FeedParts.Of(work, feed, generation, after) : null;

    internal static async Task<FeedPage?> Read(Work work, TerminalCaller caller, string feed, long generation, long after, long limit)
    {
        if (!(await TerminalFeeds.Of(work, caller)).Contains(feed, StringComparer.Ordinal)) return null;
        var counter = await work.SingleOrNone<FeedPosition>("select feed, generation, last from feed where feed = @feed", new { feed }) ?? new(feed, 1, 0);
        // The numbering began anew: what the terminal counted so far means nothing here.
        var from = counter.Generation == generation ? after : 0;
        var items = await work.Query<FeedItem>(readItems, new { feed, from, counter.Last, limit });
        return new(feed, counter.Generation, from, counter.Last, items);
    }

    static async Task<IResult> Answer(HttpRequest request, FeedPage page)
    {
        if (!Unpacks(request)) return TypedResults.Json(page, WireJson.Default.FeedPage);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await JsonSerializer.SerializeAsync(gzip, page, WireJson.Default.FeedPage);
        return Packed(request, packed.ToArray());
    }

    static bool Unpacks(HttpRequest request) => request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);

    static IResult Packed(HttpRequest request, byte[] page)
    {
        request.HttpContext.Response.Headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(page, "application/json");
    }

    const string readItems = """
        select sequence, sequence as through, kind, key, body from feed_item
        where feed = @feed and sequence > @from and sequence <= @last order by sequence limit @limit
        """;
}
