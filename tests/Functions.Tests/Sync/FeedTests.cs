using System.Net;
using System.Text.Json;
using Npgsql;
using Sasuai.Functions.Seed;
using Sasuai.Sync;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Sync;

public sealed class FeedTests(TestServers servers)
{
    [Fact]
    public async Task A_new_terminal_pulls_everything_it_needs_to_sell_page_by_page()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync("DPS01");
        var positions = JsonSerializer.Deserialize(await (await terminal.SendAsync(HttpMethod.Get, "/sync/v1/feeds", [])).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), WireJson.Default.FeedPositions)!;

        var items = new List<FeedItem>();
        foreach (var feed in positions.Feeds)
            for (var after = 0L; after < feed.Last;)
            {
                var page = await terminal.PullAsync(feed.Feed, after, 700);
                page.Items.Select(item => item.Sequence).ShouldBe(Enumerable.Range(1, page.Items.Count).Select(step => after + step));
                items.AddRange(page.Items);
                after = page.Items[^1].Through;
            }

        items.Count(item => item.Kind == FeedKinds.product).ShouldBe(DemoCatalogue.size);
        items.Count(item => item.Kind == FeedKinds.price).ShouldBe(DemoCatalogue.size);
        items.Count(item => item.Kind == FeedKinds.member).ShouldBe(6);
        items.Count(item => item.Kind == FeedKinds.tier).ShouldBe(3);
        items.Count(item => item.Kind == FeedKinds.promotion).ShouldBe(1);
        items.Count(item => item.Kind == FeedKinds.terminal).ShouldBe(1);
        var staff = items.Where(item => item.Kind == FeedKinds.staff).Select(item => JsonSerializer.Deserialize(item.Body, WireJson.Default.StaffItem)!.Number);
        staff.ShouldBe(["100", "103"]);
        var store = JsonSerializer.Deserialize(items.Single(item => item.Kind == FeedKinds.store).Body, WireJson.Default.StoreItem)!;
        (store.TimeZone, store.CashRounding.Units, store.Earning.AmountPerPoint.Units).ShouldBe(("Asia/Makassar", 100, 1_000));
        positions.Feeds[0].Feed.ShouldStartWith("control:");
    }

    [Fact]
    public async Task A_feed_of_another_store_or_terminal_is_not_given_out()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();

        foreach (var feed in (string[])[Feeds.Store(DemoChain.Store("DPS01")), Feeds.Control(DemoChain.Terminal("DPS01", 1)), Feeds.Catalogue(new(Guid.NewGuid())), "made-up"])
            (await terminal.SendAsync(HttpMethod.Get, $"/sync/v1/pull?feed={Uri.EscapeDataString(feed)}&gen=1&after=0", [])).StatusCode.ShouldBe(HttpStatusCode.Forbidden, feed);
    }

    [Theory]
    [InlineData("gen=1&after=0", "feed")]
    [InlineData("feed=x&after=-1", "after")]
    [InlineData("feed=x&limit=100000", "limit")]
    [InlineData("feed=x&gen=one", "gen")]
    public async Task A_pull_that_asks_wrongly_is_told_what_was_wrong(string query, string field)
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();

        var answer = await terminal.SendAsync(HttpMethod.Get, $"/sync/v1/pull?{query}", []);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.ProblemAsync()).Field.ShouldBe(field);
    }

    [Fact]
    public async Task A_terminal_of_an_older_generation_is_given_the_feed_from_its_beginning()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var feed = Feeds.Store(terminal.Enrolled.StoreId);
        await cloud.Database.Everywhere(work => work.Execute("update feed set generation = 2 where feed = @feed", new { feed }), TestContext.Current.CancellationToken);

        var page = await terminal.PullAsync(feed, after: 5);

        (page.Generation, page.After, page.Items[0].Sequence).ShouldBe((2, 0, 1));
    }

    [Fact]
    public async Task Every_page_and_position_says_what_all_up_to_it_sums_up_to()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await cloud.Database.Everywhere(work =>
        {
            foreach (var body in new[] { "Kopi Süß – 5 %", "", "\"\\\n" }) work.Tell(Feeds.Catalogue(DemoChain.Chain), DemoChain.Chain, "note", "ä", body);
            return Task.FromResult(0);
        }, TestContext.Current.CancellationToken);
        var positions = JsonSerializer.Deserialize(await (await terminal.SendAsync(HttpMethod.Get, "/sync/v1/feeds", [])).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), WireJson.Default.FeedPositions)!;

        foreach (var feed in positions.Feeds)
        {
            long? sum = 0;
            for (var at = 0L; at < feed.Last;)
            {
                var page = await terminal.PullAsync(feed.Feed, at, limit: 7);
                sum = page.Items.Aggregate(sum, FeedChecksum.After);
                page.Checksum.ShouldBe(sum, feed.Feed);
                at = page.Items[^1].Through;
            }
            feed.Checksum.ShouldBe(sum, feed.Feed);
        }
        positions.Feeds.Count(feed => feed.Checksum > 0).ShouldBeGreaterThan(5);
        // What was numbered by hand is summed up by the same rule.
        (await cloud.Ask<bool>("with again as (select f.checksum, sum_feed(f.feed) as summed from feed f where f.last > 0) select bool_and(checksum = summed) from again")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_terminal_that_says_what_it_was_told_last_is_told_only_that_nothing_moved()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var first = await terminal.SendAsync(HttpMethod.Get, "/sync/v1/feeds", []);
        var tag = first.Headers.ETag.ShouldNotBeNull();

        var second = await terminal.SendAsync(HttpMethod.Get, "/sync/v1/feeds", [], told: tag);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();

        await cloud.Database.Everywhere(work => { work.Tell(Feeds.Store(terminal.Enrolled.StoreId), DemoChain.Chain, "note", "n", "{}"); return Task.FromResult(0); }, TestContext.Current.CancellationToken);
        (await terminal.SendAsync(HttpMethod.Get, "/sync/v1/feeds", [], told: tag)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_comes_compressed_when_the_terminal_can_read_that()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var client = new HttpClient { BaseAddress = cloud.Client.BaseAddress, DefaultRequestHeaders = { { "accept-encoding", "gzip" } } };
        using var terminal = new TestTerminal(client, "JKT01", 1);
        await terminal.EnrolAsync(CloudUnderTest.Seeded.Terminals[0].EnrolmentCode);

        var answer = await terminal.SendAsync(HttpMethod.Get, $"/sync/v1/pull?feed={Uri.EscapeDataString(Feeds.Catalogue(DemoChain.Chain))}&gen=1&after=0&limit=1000", []);

        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length.ShouldBeLessThan(100_000);
    }

    [Fact]
    public async Task A_feed_has_no_gap_for_a_reader_while_eight_writers_write_and_some_give_up()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        const int writers = 8, rounds = 40, perRound = 3;
        var seen = new List<long>();
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++)
                await WriteAsync(cloud, writer, round, perRound);
        })));

        while (!writing.IsCompleted || seen.Count < writers * rounds * perRound * 9 / 10)
            seen.AddRange(await cloud.Database.Everywhere(work => work.Query<long>("select sequence from feed_item where feed = 'test' and sequence > @after order by sequence", new { after = seen.Count > 0 ? seen[^1] : 0 }), TestContext.Current.CancellationToken));
        await writing;

        // Whatever a reader that only ever looks forward has seen is everything.
        seen.AddRange(await cloud.Database.Everywhere(work => work.Query<long>("select sequence from feed_item where feed = 'test' and sequence > @after order by sequence", new { after = seen[^1] }), TestContext.Current.CancellationToken));
        seen.Count.ShouldBe(writers * rounds * perRound * 9 / 10);
        seen.ShouldBe(Enumerable.Range(1, seen.Count).Select(each => (long)each));
    }

    /// <summary>Every tenth transaction gives up after it has told: its numbers must leave no hole.</summary>
    static async Task WriteAsync(CloudUnderTest cloud, int writer, int round, int items)
    {
        try
        {
            await cloud.Database.Everywhere(async work =>
            {
                for (var item = 0; item < items; item++) work.Tell("test", DemoChain.Chain, "test", $"{writer}-{round}-{item}", "{}");
                if (round % 10 == 9) work.Tell("zzz-breaks", new(Guid.Empty), null!, "", "{}");
                return await work.Single<int>("select 1");
            }, TestContext.Current.CancellationToken);
        }
        catch (PostgresException given) when (given.SqlState == PostgresErrorCodes.NotNullViolation)
        {
            round.ShouldBe(round / 10 * 10 + 9);
        }
    }
}
