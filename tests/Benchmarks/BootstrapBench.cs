using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Dev;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sync;

namespace Sasuai.Benchmarks;

/// <summary>
/// A new till's beginning: 200 000 products, 200 000 prices and 100 000 members, where products changed three times and members twice since the shop began. In parts
/// of what holds, against everything that ever was, page by page: from PostgreSQL through JSON into the till's own SQLite, each page a commit, without the network.
/// </summary>
static class BootstrapBench
{
    const int products = 200_000, members = 100_000, held = 2 * products + members;

    public static async IAsyncEnumerable<Figure> Run()
    {
        await using var cloud = await BenchCloud.StartAsync();
        var caller = await cloud.NewTerminal();
        var database = cloud.Services.GetRequiredService<Database>();
        foreach (var statement in fill) await cloud.Do(statement, new { chain = caller.ChainId, catalogue = Feeds.Catalogue(caller.ChainId), price = Feeds.Price(new(caller.ChainId.Value)), member = Feeds.Member(caller.ChainId, 0)[..^1], products, members });
        var feeds = await database.InStore(caller.ChainId, caller.StoreId, work => TerminalFeeds.Of(work, caller), default);
        var building = Stopwatch.StartNew();
        var built = 0;
        foreach (var feed in feeds.Skip(1)) built += await database.Everywhere(work => FeedParts.Build(work, feed), default);
        building.Stop();
        if (built != held) throw new InvalidOperationException($"{built} items hold, not {held}.");

        var parts = await NewTill(feeds, async (feed, after) => await database.InStore(caller.ChainId, caller.StoreId, work => FeedParts.Of(work, feed, 1, after), default) is { } body ? Unpacked(body) : null);
        var whole = await NewTill(feeds, async (feed, after) => await database.InStore(caller.ChainId, caller.StoreId, work => PullFeed.Read(work, caller, feed, 1, after, Feeds.maxPage), default) is { Items.Count: > 0 } page ? Wired(page) : null);
        if (parts.Rows != held || whole.Rows != held) throw new InvalidOperationException($"The tills hold {parts.Rows} and {whole.Rows} rows, not {held}.");
        yield return new("a new till, 500 000 items", "s", parts.Seconds, "page by page", whole.Seconds, 0.60, AtLeast: false);
        yield return new("parts made ready", "items/s", built / building.Elapsed.TotalSeconds, "taken in by a till", held / parts.Seconds, 1.00, AtLeast: true);
        // SYNC 4.2: the bar that a snapshot as a file of SQLite reaches, whose rows are copied and not understood.
        yield return new("a new till, items taken in", "items/s", held / parts.Seconds, "the bar", 100_000, 1.00, AtLeast: true);
    }

    static async Task<(double Seconds, long Rows)> NewTill(string[] feeds, Func<string, long, Task<FeedPage?>> pull)
    {
        using var folder = TempFolder.Create("bootstrap");
        using var database = LocalDatabase.Open(Path.Combine(folder.Path, "kiosk.db"));
        var pages = new FeedPages(database, TimeProvider.System);
        var taking = Stopwatch.StartNew();
        foreach (var feed in feeds)
            while (await pull(feed, pages.Position(feed)?.Sequence ?? 0) is { } page)
                if (!pages.Take(page)) throw new InvalidOperationException($"A page of {feed} was not taken.");
        return (taking.Elapsed.TotalSeconds, database.Read(db => db.Number("select (select count(*) from product) + (select count(*) from price) + (select count(*) from member)")));
    }

    static FeedPage Unpacked(byte[] body)
    {
        using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(gzip, WireJson.Default.FeedPage)!;
    }

    // As it comes over the wire.
    static FeedPage Wired(FeedPage page)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) JsonSerializer.Serialize(gzip, page, WireJson.Default.FeedPage);
        return Unpacked(packed.ToArray());
    }

    static readonly string[] fill =
    [
        """
        insert into feed (feed, chain_id, last) select @catalogue, @chain, 3 * @products union all select @price, @chain, @products union all select @member || s, @chain, 2 * @members / 16 from generate_series(0, 15) s
        """,
        """
        insert into feed_item (feed, sequence, chain_id, kind, key, body)
        select @catalogue, i, @chain, 'product', k, '{"productId":"' || k || '","sku":"S' || n || '","name":"Barang ' || n || ' kemasan ' || n % 7 || '","category":"umum","unit":"pcs","tax":{"code":"PPN","rateBasisPoints":1200,"baseNumerator":11,"baseDenominator":12},"active":true,"codes":[{"code":"899' || lpad(n::text, 10, '0') || '","packSize":1}]}'
        from (select i, i % @products as n, md5('p' || i % @products)::uuid::text as k from generate_series(1, 3 * @products) i) p
        """,
        """
        insert into feed_item (feed, sequence, chain_id, kind, key, body)
        select @price, i, @chain, 'price', k || ':1', '{"productId":"' || k || '","version":1,"amount":' || 1000 + i % 90000 || ',"validFrom":"2026-01-01T00:00:00+07:00"}'
        from (select i, md5('p' || i % @products)::uuid::text as k from generate_series(1, @products) i) p
        """,
        """
        insert into feed_item (feed, sequence, chain_id, kind, key, body)
        select @member || i % 16, (i + 15) / 16, @chain, 'member', k, '{"memberId":"' || k || '","name":"Anggota ' || n || '","phone":"62812' || lpad(n::text, 8, '0') || '","card":"M' || n || '","tierId":null,"points":' || n % 5000 || ',"lifetimePoints":' || n % 9000 || ',"active":true}'
        from (select i, i % @members as n, md5('m' || i % @members)::uuid::text as k from generate_series(1, 2 * @members) i) m
        """,
        "select count(sum_feed(feed)) from feed", "analyze feed_item"
    ];
}
