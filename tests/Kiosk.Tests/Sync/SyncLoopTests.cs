using Sasuai.Kiosk.LocalData;
using Sasuai.Kiosk.Sync;
using Sasuai.Sync;

namespace Sasuai.Tests;

public sealed class SyncLoopTests : IAsyncLifetime
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20), poll = TimeSpan.FromMilliseconds(100);

    readonly TestTill till = new TestTill().Ready();
    readonly HttpClient http = CloudClient.NewHttp();
    StandInCloud cloud = null!;
    SyncLoop sync = null!;

    public async ValueTask InitializeAsync()
    {
        cloud = await StandInCloud.Start();
        var key = TerminalKey.OpenOrMake(till.Folder);
        cloud.Key = key;
        sync = NewLoop();
    }

    // The lane's clock stands still; the waits of the sync are real.
    SyncLoop NewLoop() => new(till.Database, till.Changes, new(till.Database, TimeProvider.System), new(http, cloud.Address, cloud.Key!, TestTill.Terminal, TimeProvider.System),
        TimeProvider.System, poll, new Random(1), "test");

    [Fact]
    public async Task A_fact_is_sent_as_soon_as_it_is_on_the_disk()
    {
        sync.Start();
        await Until(() => sync.Status is { Online: true, UnsentFacts: 0 });
        var soldAt = TimeProvider.System.GetUtcNow();

        till.Sell();
        await Until(() => sync.Status.UnsentFacts == 0);

        cloud.Facts.Select(fact => fact.Type).ShouldBe([FactTypes.tillSessionOpened, FactTypes.saleCompleted]);
        // 100 ms are the promise; a shared machine gets more.
        (cloud.PushedAt.Last() - soldAt).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_till_that_never_wrote_a_fact_asks_for_what_holds_and_one_that_did_for_everything()
    {
        using var fresh = new TestTill();
        cloud.Feed(TestTill.CatalogueFeed, [.. Enumerable.Range(1, 20).Select(i => TestTill.ProductRow(new(new(Guid.NewGuid()), $"S{i}", $"Barang {i}", "umum", "pcs", TestTill.Ppn, true, [])))]);
        var begun = new SyncLoop(fresh.Database, fresh.Changes, new(fresh.Database, TimeProvider.System), new(http, cloud.Address, cloud.Key!, TestTill.Terminal, TimeProvider.System), TimeProvider.System, poll, new Random(1), "test");
        begun.Start();
        await Until(() => !cloud.PullQueries.IsEmpty && new FeedPages(fresh.Database, TimeProvider.System).Position(TestTill.CatalogueFeed)?.Sequence == 20);
        await begun.DisposeAsync();
        cloud.PullQueries.ShouldAllBe(asked => asked.Contains("&whole=0", StringComparison.Ordinal));
        fresh.Changes.HasHistory.ShouldBeFalse();
        cloud.PullQueries.Clear();
        cloud.Feed(TestTill.CatalogueFeed, TestTill.ProductRow(new(new(Guid.NewGuid()), "S21", "Barang 21", "umum", "pcs", TestTill.Ppn, true, [])));

        till.Sell();
        till.Changes.HasHistory.ShouldBeTrue();
        sync.Start();
        await Until(() => !cloud.PullQueries.IsEmpty);

        cloud.PullQueries.ShouldAllBe(asked => !asked.Contains("whole", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_cloud_is_away_the_shop_sells_on_says_so_and_everything_arrives_once_when_it_is_back()
    {
        cloud.Away = true;
        sync.Start();
        for (var i = 0; i < 5; i++) till.Sell();
        await Until(() => sync.Status.Message is not null);
        (sync.Status.Online, sync.Status.UnsentFacts, sync.Status.UnsentMoney).ShouldBe((false, 6, new Money(75_000)));

        cloud.Away = false;
        await Until(() => sync.Status is { Online: true, UnsentFacts: 0 });

        cloud.Facts.Select(fact => fact.Sequence).ShouldBe([1, 2, 3, 4, 5, 6]);
        cloud.Facts.DistinctBy(fact => fact.FactId).Count().ShouldBe(6);
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_is_asked_for_again_and_nothing_is_doubled()
    {
        cloud.Next((_, batch) => { cloud.Keep(batch); return null; });
        till.Sell();
        sync.Start();

        await Until(() => sync.Status.UnsentFacts == 0);

        cloud.Batches.Count.ShouldBe(2);
        cloud.Facts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_gap_is_filled_from_where_the_cloud_stands()
    {
        till.Sell();
        var batch = till.Changes.Unacked(500, "test")!;
        till.Changes.Acknowledge(1, 2, batch.Changes.Aggregate(batch.PreviousHash, HashChain.Next)).ShouldBeTrue();
        till.Sell();
        cloud.Next((_, sent) => cloud.Reply(PushStatus.gap, 0, sent.PreviousHash));
        sync.Start();

        await Until(() => sync.Status.UnsentFacts == 0 && cloud.Facts.Count == 3);

        cloud.Batches.Select(sent => sent.FirstSequence).ShouldBe([3, 1]);
    }

    [Fact]
    public async Task A_fork_is_answered_with_the_same_facts_under_the_new_epoch()
    {
        var sale = till.Sell().Sale;
        cloud.Epoch = 2;
        cloud.Next((_, _) => cloud.Reply(PushStatus.fork, 0, HashChain.Genesis(TestTill.Terminal, 2)));
        sync.Start();

        await Until(() => sync.Status.UnsentFacts == 0 && cloud.Facts.Count == 2);

        cloud.Batches[^1].Epoch.ShouldBe(2);
        cloud.Facts[^1].FactId.ShouldBe(sale.SaleId.Value);
        till.Sell().Sale.ReceiptNumber.ToString().ShouldBe("JKT01-02-2-000001");
    }

    [Fact]
    public async Task A_till_that_has_nothing_to_send_asks_all_the_same_and_gives_a_restored_cloud_everything_again()
    {
        till.Sell();
        sync.Start();
        await Until(() => sync.Status.UnsentFacts == 0);
        var before = cloud.Facts.Select(fact => fact.FactId).ToArray();
        await sync.DisposeAsync();
        // Restored from a backup of before.
        cloud.Facts.Clear();
        cloud.Batches.Clear();
        cloud.Epoch = 2;
        cloud.Next((_, question) => cloud.Reply(question is { Changes.Count: 0 } && question.LastAcknowledged == before[^1] ? PushStatus.refill : PushStatus.ok, 0, ""));

        sync = NewLoop();
        sync.Start();

        await Until(() => cloud.Facts.Count == before.Length);
        cloud.Facts.Select(fact => fact.FactId).ShouldBe(before);
        cloud.Batches.Select(batch => (batch.Epoch, batch.Changes.Count)).ShouldBe([(1, 0), (2, before.Length)]);
    }

    [Fact]
    public async Task A_busy_cloud_is_left_alone_for_as_long_as_it_asks_and_gets_smaller_batches()
    {
        for (var i = 0; i < 4; i++) till.Sell();
        cloud.Next((_, _) => cloud.Reply(PushStatus.busy, 0, "", maxBatch: 2, retryAfter: 1));
        sync.Start();

        await Until(() => sync.Status.UnsentFacts == 0 && cloud.Facts.Count == 5);

        cloud.Batches[1].Changes.Count.ShouldBe(2);
        var times = cloud.PushedAt.ToArray();
        (times[1] - times[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(990));
    }

    [Fact]
    public async Task An_acknowledgement_of_something_else_marks_nothing_and_is_told()
    {
        cloud.Next((_, batch) => cloud.Reply(PushStatus.ok, batch.Changes[^1].Sequence, new string('a', 64)));
        sync.Start();

        await Until(() => sync.Status.Message is not null);

        till.Changes.Unsent.Facts.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_new_in_the_cloud_comes_down_and_a_page_that_lacks_a_number_is_asked_for_again()
    {
        cloud.Feed(TestTill.PriceFeed, TestTill.Price(TestTill.KopiId, 1, 15_000, "2026-01-01"), TestTill.Price(TestTill.RotiId, 1, 18_250, "2026-01-01"), TestTill.Price(TestTill.KopiId, 2, 17_000, "2026-02-01"));
        var misfit = true;
        cloud.Page = page => misfit && !(misfit = false) ? page with { Items = [.. page.Items.Select(item => item with { Sequence = item.Sequence + 1, Through = item.Through + 1 })] } : page;
        sync.Start();

        await Until(() => till.Lane.Search("kopi", 1)[0].Price == new Money(17_000));

        // The page is in use a moment before the round that brought it is over.
        await Until(() => sync.Status.CatalogueAge(TimeProvider.System.GetUtcNow()) < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_new_generation_of_a_feed_is_read_from_its_beginning()
    {
        cloud.Feed(TestTill.PriceFeed, TestTill.Price(TestTill.KopiId, 1, 9_000, "2026-01-01"));
        cloud.Feeds[TestTill.PriceFeed] = (2, cloud.Feeds[TestTill.PriceFeed].Items);
        sync.Start();

        await Until(() => till.Lane.Search("kopi", 1)[0].Price == new Money(9_000));

        till.Lane.Search("roti", 1)[0].Price.ShouldBeNull();
        new FeedPages(till.Database, TimeProvider.System).Position(TestTill.PriceFeed)!.Generation.ShouldBe(2);
    }

    [Fact]
    public async Task A_cloud_that_serves_others_first_is_no_trouble_to_the_cashier_and_is_left_alone_for_as_long_as_it_asks()
    {
        cloud.Next((context, _) => { (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (503, "1"); return cloud.Reply("", 0, ""); });
        sync.Start();

        await Until(() => sync.Status.UnsentFacts == 0);

        sync.Status.Message.ShouldBeNull();
        var times = cloud.PushedAt.ToArray();
        (times[1] - times[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(990));
        cloud.Batches[1].Changes.Count.ShouldBe(cloud.Batches[0].Changes.Count);
    }

    [Fact]
    public async Task What_does_not_get_through_in_one_piece_goes_in_smaller_ones_and_then_in_greater_ones_again()
    {
        for (var sale = 0; sale < 150; sale++) till.Sell();
        for (var lost = 0; lost < 2; lost++) cloud.Next((_, _) => null);
        sync.Start();

        await Until(() => { sync.AskNow(); return sync.Status.UnsentFacts == 0; });

        int[] sizes = [.. cloud.Batches.Select(batch => batch.Changes.Count)];
        var all = sizes[0];
        sizes[..4].ShouldBe([all, all / 2, all / 4, Math.Min(all / 4 * 2, all - (all / 4))]);
        cloud.Facts.Count.ShouldBe(all);
        cloud.Facts.Select(fact => fact.Sequence).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_cloud_that_was_set_back_and_went_on_is_noticed_by_the_sum_alone_and_told_of_it()
    {
        cloud.Feed(TestTill.PriceFeed, TestTill.Price(TestTill.KopiId, 1, 15_000, "2026-01-01"), TestTill.Price(TestTill.KopiId, 2, 9_000, "2026-01-02"));
        sync.Start();
        await Until(() => till.Lane.Search("kopi", 1)[0].Price == new Money(9_000));

        // As many numbers as before, under the same generation; the price of 9 000 was never written.
        cloud.PullQueries.Clear();
        var (generation, items) = cloud.Feeds[TestTill.PriceFeed];
        var other = TestTill.Price(TestTill.RotiId, 1, 4_000, "2026-01-01");
        cloud.Feeds[TestTill.PriceFeed] = (generation, [.. items[..^1], new(items[^1].Sequence, items[^1].Sequence, other.Item1, other.Item2, other.Item3)]);

        await Until(() => till.Lane.Search("kopi", 1)[0].Price == new Money(15_000) && till.Lane.Search("roti", 1)[0].Price == new Money(4_000));
        cloud.PullQueries.Count(query => query.Contains("again=1", StringComparison.Ordinal)).ShouldBe(1);
        await Until(() => cloud.Unmoved > 0);
    }

    [Fact]
    public async Task A_stuck_push_does_not_stop_new_prices()
    {
        for (var i = 0; i < 20; i++) cloud.Next((context, _) => { context.Response.StatusCode = 500; return cloud.Reply("", 0, ""); });
        sync.Start();
        await Until(() => sync.Status.Message is not null);

        cloud.Feed(TestTill.PriceFeed, TestTill.Price(TestTill.KopiId, 1, 15_000, "2026-01-01"), TestTill.Price(TestTill.RotiId, 1, 1, "2026-01-01"), TestTill.Price(TestTill.KopiId, 3, 12_000, "2026-02-01"));

        await Until(() => till.Lane.Search("kopi", 1)[0].Price == new Money(12_000));
        sync.Status.UnsentFacts.ShouldBe(1);
    }

    [Fact]
    public async Task A_no_of_the_cloud_at_the_moment_the_till_stops_is_no_fault_of_the_till()
    {
        using var last = new LastAnswer();
        using var calls = new HttpClient(last);
        var ending = new SyncLoop(till.Database, till.Changes, new(till.Database, TimeProvider.System), new(calls, cloud.Address, cloud.Key!, TestTill.Terminal, TimeProvider.System), TimeProvider.System, poll, new Random(1), "test");
        last.Stop = () => ending.DisposeAsync().AsTask();
        ending.Start();

        await (await last.Stopped.Task.WaitAsync(patience, TestContext.Current.CancellationToken));

        ending.Status.UnsentFacts.ShouldBe(1);
    }

    /// <summary>The till is told to stop while a call is under way, and then the cloud says no.</summary>
    sealed class LastAnswer : HttpMessageHandler
    {
        public Func<Task> Stop { get; set; } = () => Task.CompletedTask;
        public TaskCompletionSource<Task> Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!Stopped.Task.IsCompleted) Stopped.TrySetResult(Stop());
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.InternalServerError) { Content = new Nothing() });
        }

        sealed class Nothing : HttpContent
        {
            protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => Task.CompletedTask;

            protected override bool TryComputeLength(out long length)
            {
                length = 0;
                return true;
            }
        }
    }

    static async Task Until(Func<bool> holds)
    {
        var end = TimeProvider.System.GetUtcNow() + patience;
        while (!holds())
        {
            if (TimeProvider.System.GetUtcNow() > end) throw new TimeoutException("It did not come to that in time.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sync.DisposeAsync();
        await cloud.DisposeAsync();
        http.Dispose();
        till.Dispose();
    }
}
