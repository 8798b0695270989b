using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>
/// One page of one feed; for a terminal that begins anew and says so (whole=0), a page of what holds, made ready before. Only feeds of this terminal's
/// own store and chain are given out.
/// </summary>
public sealed class PullFeed(Database database, Callers callers, TerminalGate gate, ILogger<PullFeed> log)
{
    [Function("PullFeed")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sync/v1/pull")] HttpRequest request, CancellationToken cancellation)
    {
        using var place = await gate.Enter(cancellation);
        if (place is null) return TerminalGate.Busy(request);
        if ((await callers.Terminal(request, default, cancellation)).IsRefused(out var unknown, out var caller)) return Problem.From(unknown);
        if (caller.Revoked) return Problem.From(CloudRefusals.TerminalRevoked());
        var query = new RequestQuery(request);
        var (feed, generation, after, limit) = (query.Text("feed"), query.Number("gen", 1, 0, long.MaxValue), query.Number("after", 0, 0, long.MaxValue), query.Number("limit", Feeds.maxPage, 1, Feeds.maxPage));
        if (query.Refusal is { } wrong) return Problem.From(wrong);
        if (query.TextOrNone("again") == "1") log.FeedReadAgain(caller.TerminalId, feed);
        if (query.TextOrNone("whole") == "0" && PackedJson.Unpacks(request) && await database.InStore(caller.ChainId, caller.StoreId, work => Part(work, caller, feed, generation, after), cancellation) is { } part)
            return PackedJson.Ready(request, part);
        var page = await database.InStore(caller.ChainId, caller.StoreId, work => Read(work, caller, feed, generation, after, limit), cancellation);
        return page is null ? Problem.From(CloudRefusals.ForeignFeed()) : await PackedJson.Answer(request, page, WireJson.Default.FeedPage);
    }

    static async Task<byte[]?> Part(Work work, TerminalCaller caller, string feed, long generation, long after) =>
        (await TerminalFeeds.Of(work, caller)).Contains(feed, StringComparer.Ordinal) ? await FeedParts.Of(work, feed, generation, after) : null;

    internal static async Task<FeedPage?> Read(Work work, TerminalCaller caller, string feed, long generation, long after, long limit)
    {
        if (!(await TerminalFeeds.Of(work, caller)).Contains(feed, StringComparer.Ordinal)) return null;
        var counter = await work.SingleOrNone<FeedPosition>("select feed, generation, last, checksum from feed where feed = @feed", new { feed }) ?? new(feed, 1, 0);
        // The numbering began anew: what the terminal counted so far means nothing here.
        var from = counter.Generation == generation ? after : 0;
        var items = await work.Query<Row>(readItems, new { feed, from, counter.Last, limit });
        return new(feed, counter.Generation, from, counter.Last, [.. items.Select(item => new FeedItem(item.Sequence, item.Sequence, item.Kind, item.Key, item.Body))], items.Count > 0 ? items[^1].Checksum : null);
    }

    sealed record Row(long Sequence, string Kind, string Key, string Body, long Checksum);

    const string readItems = """
        select sequence, kind, key, body, checksum from feed_item
        where feed = @feed and sequence > @from and sequence <= @last order by sequence limit @limit
        """;
}
