using System.IO.Compression;
using System.Text.Json;
using Dapper;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Sync;

/// <summary>
/// The snapshot of a feed, as a row of pages from 0 on: of each key only the newest item, and every number that is left out is an explicit skip, so
/// that a terminal proves as ever that nothing is missing and goes on after the last part with what came since. All of them are of one position.
/// </summary>
static class FeedParts
{
    /// <summary>Real items of one part; with as many skips between them at the most.</summary>
    public const int itemsMax = 5_000;

    /// <summary>Numbers that must be new before a feed's parts are made again: fewer are pulled faster than that.</summary>
    public const int rebuildAfter = 2 * Feeds.maxPage;

    /// <summary>Makes the parts of a feed as it stands. In the caller's transaction; the old parts go with the same commit.</summary>
    /// <returns>How many items hold.</returns>
    public static async Task<int> Build(Work work, string feed)
    {
        // The counter is taken last by whoever numbers items, and held to the commit: below it everything is there to be seen.
        if (await work.SingleOrNone<Standing>("select feed, chain_id, generation, last, checksum from feed where feed = @feed", new { feed }) is not { } standing) return 0;
        await work.Execute("delete from feed_part where feed = @feed", new { feed });
        var (items, made, after, next, sum, held) = (new List<FeedItem>(), new List<Part>(), 0L, 1L, 0L, 0);
        await foreach (var item in work.Connection.QueryUnbufferedAsync<Held>(readHeld, new { feed, standing.Last }).WithCancellation(work.Cancellation))
        {
            if (items.Count >= itemsMax) Close(next - 1);
            if (item.Sequence > next) items.Add(FeedChecksum.Skip(next, item.Sequence - 1, sum, item.Before));
            items.Add(new(item.Sequence, item.Sequence, item.Kind, item.Key, item.Body));
            (next, sum) = (item.Sequence + 1, item.Checksum);
            held++;
        }
        if (standing.Last >= next) items.Add(FeedChecksum.Skip(next, standing.Last, sum, standing.Checksum));
        sum = standing.Checksum;
        if (items.Count > 0) Close(standing.Last);
        foreach (var part in made) await work.Execute(insert, part);
        return held;

        // Written when all is read: one connection does one thing at a time.
        void Close(long through)
        {
            made.Add(new(feed, standing.Generation, after, through, standing.ChainId, items.Count, Pack(new(feed, standing.Generation, after, standing.Last, items, sum))));
            (after, items) = (through, []);
        }
    }

    /// <summary>
    /// What is ready from right after this number on, packed; null when nothing is. A terminal that began with parts that were made again meanwhile goes on
    /// within one: what held then and does not now comes again further on. A skip that is cut does not say what it leaves out; the sum at the end does.
    /// </summary>
    public static async Task<byte[]?> Of(Work work, string feed, long generation, long after)
    {
        if (await work.SingleOrNone<Ready>(readPart, new { feed, generation, after }) is not { } ready) return null;
        return ready.After == after ? ready.Body : Pack(Behind(Unpack(ready.Body), after));
    }

    static FeedPage Behind(FeedPage page, long after) => page with
    {
        After = after,
        Items = [.. page.Items.Where(item => item.Through > after).Select(item => item.Sequence > after ? item : item with { Sequence = after + 1, Body = "" })]
    };

    static FeedPage Unpack(byte[] body)
    {
        using var gzip = new GZipStream(new MemoryStream(body, writable: false), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(gzip, WireJson.Default.FeedPage)!;
    }

    static byte[] Pack(FeedPage page)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) JsonSerializer.Serialize(gzip, page, WireJson.Default.FeedPage);
        return packed.ToArray();
    }

    sealed record Ready(long After, byte[] Body);

    sealed record Part(string Feed, long Generation, long After, long Through, ChainId ChainId, int Items, byte[] Body);

    sealed record Standing(string Feed, ChainId ChainId, long Generation, long Last, long Checksum);

    /// <param name="Before">The sum before this item.</param>
    sealed record Held(long Sequence, string Kind, string Key, string Body, long Checksum, long Before);

    const string readPart = """
        select p.after, p.body from feed_part p join feed f on f.feed = p.feed and f.generation = p.generation
        where p.feed = @feed and p.generation = @generation and p.after <= @after and p.through > @after order by p.after desc limit 1
        """;

    const string readHeld = """
        select sequence, kind, key, body, checksum, (checksum - feed_hash(kind, key, body) + 4294967296) % 4294967296 as before from (
            select distinct on (kind, key) sequence, kind, key, body, checksum from feed_item where feed = @feed and sequence <= @last order by kind, key, sequence desc) held
        order by sequence
        """;

    const string insert = """
        insert into feed_part (feed, generation, after, through, chain_id, items, body) values (@feed, @generation, @after, @through, @chainId, @items, @body)
        """;
}
