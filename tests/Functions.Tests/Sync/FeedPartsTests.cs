using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Functions.Seed;
using Sasuai.Functions.Sync;
using Sasuai.Sync;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Sync;

/// <summary>A new terminal begins with what holds, and stands in the end exactly where it would had it read everything that ever was.</summary>
public sealed class FeedPartsTests(TestServers servers)
{
    static readonly string feed = Feeds.Catalogue(DemoChain.Chain);

    static Task BuildAsync(CloudUnderTest cloud) =>
        ActivatorUtilities.CreateInstance<BuildFeedParts>(cloud.Services).OnTimer(new TimerInfo(), TestContext.Current.CancellationToken);

    /// <summary>Articles that change again and again: so many numbers more, over so many keys.</summary>
    static async Task<long> GrowAsync(CloudUnderTest cloud, int numbers, int keys, string mark = "")
    {
        await cloud.Ask<long>("""
        with moved as (update feed set last = last + @numbers where feed = @feed returning last, chain_id),
        added as (insert into feed_item (feed, sequence, chain_id, kind, key, body)
            select @feed, moved.last - @numbers + i, moved.chain_id, 'product', 'K' || (i * 7919 % @keys), '{"n":' || (moved.last - @numbers + i) || ',"m":"' || @mark || '"}' from moved, generate_series(1, @numbers) i returning 1)
        select (select count(*) from added) + (select last from moved) - (select count(*) from added)
        """, new { feed, numbers, keys, mark });
        return await cloud.Ask<long>("select sum_feed(@feed)", new { feed });
    }

    /// <summary>Reads on to the end as a terminal does; what it then holds, and in how many requests.</summary>
    static async Task<(SortedDictionary<string, string> Held, int Requests, long At)> ReadAsync(TestTerminal terminal, bool whole, long after = 0, SortedDictionary<string, string>? held = null, int most = int.MaxValue)
    {
        held ??= new(StringComparer.Ordinal);
        var sum = after == 0 ? 0 : (long?)null;
        for (var requests = 0; ; requests++)
        {
            if (requests == most) return (held, requests, after);
            var page = await terminal.PullAsync(feed, after, whole: whole);
            page.After.ShouldBe(after);
            if (page.Items.Count == 0) return (held, requests, after);
            foreach (var item in page.Items)
            {
                // No number is missing.
                item.Sequence.ShouldBe(after + 1);
                after = item.Through;
                sum = FeedChecksum.After(sum, item);
                if (item.Kind != FeedKinds.skip) held[$"{item.Kind} {item.Key}"] = item.Body;
            }
            // What was skipped is in the sum as well.
            (sum ??= page.Checksum).ShouldBe(page.Checksum);
        }
    }

    [Fact]
    public async Task What_is_read_in_parts_is_what_holds_and_takes_far_fewer_requests()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await GrowAsync(cloud, 60_000, 3_000);
        await BuildAsync(cloud);
        await GrowAsync(cloud, 1_500, 900, "later");

        var everything = await ReadAsync(terminal, whole: true);
        var parts = await ReadAsync(terminal, whole: false);

        parts.Held.ShouldBe(everything.Held);
        parts.At.ShouldBe(everything.At);
        (everything.Requests > 60, parts.Requests < 8).ShouldBe((true, true), $"{everything.Requests} and {parts.Requests}");
        // Who does not say that it begins anew, or cannot unpack, gets everything.
        (await terminal.PullAsync(feed)).Items.ShouldAllBe(item => item.Kind != FeedKinds.skip);
        (await terminal.SendAsync(HttpMethod.Get, $"/sync/v1/pull?feed={Uri.EscapeDataString(feed)}&gen=1&after=0&whole=0", [])).Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wherever_it_was_when_the_parts_were_made_again_it_ends_at_the_same()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await GrowAsync(cloud, 24_000, 9_000);
        await BuildAsync(cloud);
        var begun = new List<(SortedDictionary<string, string> Held, long At)>();
        for (var pages = 0; pages < 3; pages++)
        {
            var read = await ReadAsync(terminal, whole: false, most: pages);
            begun.Add((read.Held, read.At));
        }
        for (var whole = 1; whole < 24; whole += 5)
        {
            var read = await ReadAsync(terminal, whole: true, most: whole);
            begun.Add((read.Held, read.At));
        }
        await GrowAsync(cloud, 5_000, 7_000, "again");
        await BuildAsync(cloud);

        var everything = await ReadAsync(terminal, whole: true);
        foreach (var (held, at) in begun)
        {
            var read = await ReadAsync(terminal, whole: false, at, held);
            read.Held.ShouldBe(everything.Held, $"from {at}");
            read.At.ShouldBe(everything.At);
        }
    }

    [Fact]
    public async Task A_feed_that_grew_by_little_is_left_and_one_terminals_own_is_never_made_ready()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        Task<long> Through() => cloud.Ask<long>("select coalesce(max(through), 0) from feed_part where feed = @feed", new { feed });
        await BuildAsync(cloud);
        var first = await Through();
        await GrowAsync(cloud, FeedParts.rebuildAfter - 1, 50);
        await BuildAsync(cloud);
        (await Through()).ShouldBe(first);
        await GrowAsync(cloud, 1, 50);
        await BuildAsync(cloud);

        (await Through()).ShouldBe(await cloud.Ask<long>("select last from feed where feed = @feed", new { feed }));
        (await cloud.Ask<long>("select count(*) from feed_part where feed like 'control:%'")).ShouldBe(0);
        using var stranger = await cloud.EnrolAsync("DPS01");
        (await stranger.SendAsync(HttpMethod.Get, $"/sync/v1/pull?feed={Uri.EscapeDataString(Feeds.Store(DemoChain.Store("JKT01")))}&gen=1&after=0&whole=0", [], unpack: true)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Of_another_numbering_no_part_is_given_out()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await GrowAsync(cloud, 5_000, 100);
        await BuildAsync(cloud);
        await cloud.Ask<long>("with begun as (update feed set generation = 2 where feed = @feed returning generation) select generation from begun", new { feed });

        var page = await terminal.PullAsync(feed, whole: false);

        (page.Generation, page.Items.Count).ShouldBe((2, Feeds.maxPage));
        // Told generation 1, it is made ready anew at the next look.
        await BuildAsync(cloud);
        (await cloud.Ask<long>("select distinct generation from feed_part where feed = @feed", new { feed })).ShouldBe(2);
    }
}
