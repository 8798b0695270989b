using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>Where every feed of this terminal stands, so that it pulls only what moved. It is also the terminal's sign of life.</summary>
public sealed class ListFeeds(Database database, Callers callers, TerminalGate gate)
{
    const int tagBytes = 16;

    [Function("FeedPositions")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sync/v1/feeds")] HttpRequest request, CancellationToken cancellation)
    {
        using var place = await gate.Enter(cancellation);
        if (place is null) return TerminalGate.Busy(request);
        if ((await callers.Terminal(request, default, cancellation)).IsRefused(out var unknown, out var caller)) return Problem.From(unknown);
        if (caller.Revoked) return Problem.From(CloudRefusals.TerminalRevoked());
        var positions = await database.InStore(caller.ChainId, caller.StoreId, async work =>
        {
            var feeds = await TerminalFeeds.Of(work, caller);
            var known = (await work.Query<FeedPosition>("select feed, generation, last, checksum from feed where feed = any(@feeds)", new { feeds }))
                .ToDictionary(position => position.Feed, StringComparer.Ordinal);
            await work.Execute(signOfLife, new { terminal = caller.TerminalId, now = work.Now, recently = work.Now.AddSeconds(-5) });
            return new FeedPositions(work.Now, HybridClock.At(work.Now),
                [.. feeds.Select(feed => known.TryGetValue(feed, out var position) ? position : new FeedPosition(feed, 1, 0, 0))]);
        }, cancellation);
        // Most of the time nothing has moved, and a terminal that names what it was told last is answered without a body.
        var tag = Tag(positions.Feeds);
        request.HttpContext.Response.Headers.ETag = tag;
        return request.Headers.IfNoneMatch == tag ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : await PackedJson.Answer(request, positions, WireJson.Default.FeedPositions);
    }

    static string Tag(IReadOnlyList<FeedPosition> feeds) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(feeds, WireJson.Default.IReadOnlyListFeedPosition)).AsSpan(0, tagBytes))}\"";

    // A push under way holds the row; then its own sign of life is enough, and nobody waits.
    const string signOfLife = """
        update terminal set last_contact_at = @now
        where terminal_id = (
            select terminal_id from terminal
            where terminal_id = @terminal and (last_contact_at is null or last_contact_at < @recently) for update skip locked)
        """;
}

/// <summary>The feeds that one terminal pulls, in the order in which to pull them.</summary>
static class TerminalFeeds
{
    public static async Task<string[]> Of(Work work, TerminalCaller caller)
    {
        var book = await work.Single<PriceBookId>("select price_book_id from store where store_id = @store", new { store = caller.StoreId });
        return
        [
            Feeds.Control(caller.TerminalId), Feeds.Store(caller.StoreId), Feeds.Catalogue(caller.ChainId), Feeds.Price(book),
            .. Enumerable.Range(0, Feeds.memberShards).Select(shard => Feeds.Member(caller.ChainId, shard))
        ];
    }
}
