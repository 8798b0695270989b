using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Sasuai.Dev;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Paper;

namespace Sasuai.Tests.Devices;

public sealed class PrintQueueTests : IDisposable
{
    readonly string path = Path.Combine(Path.GetTempPath(), $"sasuai-print-{Guid.NewGuid():N}.db");
    readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 22, 5, 0, 0, TimeSpan.Zero));
    readonly SqliteConnection lane;
    readonly PaperInHand paper = new();

    public PrintQueueTests()
    {
        lane = new SqliteConnection($"Data Source={path};Pooling=False");
        lane.Open();
        Run("pragma journal_mode = wal; " + PrintQueue.Schema);
    }

    public void Dispose()
    {
        lane.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"))
            File.Delete(file);
    }

    [Fact]
    public async Task The_drawer_opens_before_any_paper()
    {
        Sell("A-1");
        Sell("A-2");
        await using var queue = Queue();

        await PrintAll(queue);

        paper.Text.ShouldBe(["[laci terbuka / drawer opens]\n", "[laci terbuka / drawer opens]\n", "A-1\n", "A-2\n"]);
        States().ShouldBe(["printed", "printed", "printed", "printed"]);
        queue.Status.ToString().ShouldBe("PRN ok");
    }

    [Fact]
    public async Task A_sale_that_is_not_committed_prints_nothing()
    {
        using (var sale = lane.BeginTransaction())
        {
            PrintQueue.Enqueue(lane, sale, PrintJob.Receipt("s", "A-1", "A-1\n"u8.ToArray(), clock.GetUtcNow()));
            sale.Rollback();
        }
        await using var queue = Queue();

        await PrintAll(queue);

        paper.Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_printer_receipts_wait_and_the_status_tells_why()
    {
        Sell("A-1");
        paper.Next = PrintOutcome.NotThere("no paper");
        await using var queue = Queue();

        (await queue.PrintNext()).ShouldBeFalse();

        queue.Status.ShouldBe(new PrintStatus(2, 0, "no paper"));
        queue.Status.ToString().ShouldBe("PRN away: no paper");
        States().ShouldBe(["waiting", "waiting"]);
    }

    [Fact]
    public async Task A_drawer_never_opens_on_its_own_later()
    {
        Sell("A-1");
        paper.Next = PrintOutcome.NotThere("off");
        await using var queue = Queue();
        await queue.PrintNext();
        clock.Advance(PrintQueue.DrawerWaitMax + TimeSpan.FromSeconds(1));
        paper.Next = PrintOutcome.Printed;
        paper.Jobs.Clear();

        await PrintAll(queue);

        paper.Text.ShouldBe(["A-1\n"]);
        States().ShouldBe(["dropped", "printed"]);
        Ask("select last_error from print_job where kind = 'drawer'").ShouldBe("the drawer was to open more than 60 s ago");
    }

    [Fact]
    public async Task A_drawer_that_may_have_opened_is_not_opened_again()
    {
        Sell("A-1");
        paper.Next = PrintOutcome.MaybePrinted("stalled");
        await using var queue = Queue();
        await queue.PrintNext();
        paper.Next = PrintOutcome.Printed;
        paper.Jobs.Clear();

        await PrintAll(queue);

        paper.Text.ShouldBe(["A-1\n"]);
    }

    [Fact]
    public async Task A_receipt_that_broke_off_is_printed_again_with_a_mark()
    {
        Sell("A-1", drawer: false);
        paper.Next = PrintOutcome.MaybePrinted("pulled");
        await using var queue = Queue();
        await queue.PrintNext();
        States().ShouldBe(["maybe"]);
        paper.Next = PrintOutcome.Printed;

        await PrintAll(queue);

        paper.Text[0].ShouldBe("A-1\n");
        paper.Text[1].ShouldBe("*** SALINAN? / COPY? ***\nmungkin tercetak dua kali\nmay have been printed twice\nA-1\n");
    }

    [Fact]
    public async Task The_mark_stays_while_the_printer_is_away()
    {
        Sell("A-1", drawer: false);
        await using var queue = Queue();
        foreach (var outcome in new[] { PrintOutcome.MaybePrinted("pulled"), PrintOutcome.NotThere("away"), PrintOutcome.NotThere("away"), PrintOutcome.Printed })
        {
            paper.Next = outcome;
            await queue.PrintNext();
        }

        paper.Text[^1].ShouldContain("COPY?");
        States().ShouldBe(["printed"]);
    }

    [Fact]
    public async Task Killed_before_printing_began_it_comes_unmarked()
    {
        Sell("A-1", drawer: false);
        await using (Queue())
        {
            // The power goes before the first try.
        }
        await using var next = Queue();

        await PrintAll(next);

        paper.Text.ShouldBe(["A-1\n"]);
    }

    [Fact]
    public async Task Killed_while_printing_it_comes_again_with_a_mark()
    {
        Sell("A-1", drawer: false);
        var stuck = new StuckPrinter();
        var killed = new PrintQueue(path, stuck, clock);
        _ = killed.PrintNext();
        await stuck.Asked;
        States().ShouldBe(["printing"]);
        await using var next = Queue();

        await PrintAll(next);

        paper.Text.ShouldHaveSingleItem().ShouldContain("COPY?");
        States().ShouldBe(["printed"]);
    }

    [Fact]
    public async Task Killed_after_printing_it_does_not_come_again()
    {
        Sell("A-1", drawer: false);
        await using (var queue = Queue())
            await PrintAll(queue);
        await using var next = Queue();

        await PrintAll(next);

        paper.Text.ShouldBe(["A-1\n"]);
    }

    [Fact]
    public async Task A_receipt_that_breaks_off_again_and_again_is_given_up_and_shown()
    {
        Sell("A-1", drawer: false);
        paper.Next = PrintOutcome.MaybePrinted("jam");
        await using var queue = Queue();

        for (var i = 0; i < 10; i++)
            await queue.PrintNext();

        paper.Jobs.Count.ShouldBe(5);
        queue.Status.Doubtful.ShouldBe(1);
        queue.Status.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_reprint_is_marked_and_counted()
    {
        Sell("A-1", drawer: false);
        await using var queue = Queue();
        await PrintAll(queue);

        Reprint("A-1").ShouldBe(1);
        Reprint("A-1").ShouldBe(2);
        Reprint("A-9").ShouldBeNull();
        await PrintAll(queue);

        paper.Text.ShouldBe(["A-1\n", "*** SALINAN / COPY 1 ***\nA-1\n", "*** SALINAN / COPY 2 ***\nA-1\n"]);
    }

    [Fact]
    public async Task A_receipt_of_yesterday_waits_for_somebody_to_ask()
    {
        Sell("A-1", drawer: false);
        clock.Advance(PrintQueue.ReceiptWaitMax + TimeSpan.FromMinutes(1));
        await using var queue = Queue();

        await PrintAll(queue);
        paper.Jobs.ShouldBeEmpty();
        Reprint("A-1");
        await PrintAll(queue);

        paper.Text.ShouldHaveSingleItem().ShouldContain("COPY 1");
    }

    [Fact]
    public async Task The_queue_works_in_the_background_over_a_real_line_that_comes_and_goes()
    {
        using var line = PseudoSerial.Open();
        line.Unplug();
        var queue = new PrintQueue(path, new SerialPrinter(new SerialLine(line.Path), TimeProvider.System), TimeProvider.System);
        queue.Start();
        Sell("A-1", at: TimeProvider.System.GetUtcNow());
        queue.Wake();
        await Eventually(() => queue.Status.Away is not null);

        line.PlugIn();
        queue.Wake();

        await line.WaitForAsync(bytes => bytes.AsSpan().IndexOf("A-1\n"u8) >= 0, cancellation: TestContext.Current.CancellationToken);
        await Eventually(() => queue.Status == new PrintStatus(0, 0, null));
        PaperText.Decode(line.Written).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(row => !row.StartsWith("[status?", StringComparison.Ordinal)).ShouldBe(["[laci terbuka / drawer opens]", "A-1"]);
        await queue.DisposeAsync();
    }

    [Fact]
    public async Task A_stuck_printer_delays_no_sale_and_no_goodbye()
    {
        var stuck = new StuckPrinter();
        var queue = new PrintQueue(path, stuck, TimeProvider.System);
        queue.Start();
        Sell("A-0", drawer: false, at: TimeProvider.System.GetUtcNow());
        queue.Wake();
        await stuck.Asked;
        var start = TimeProvider.System.GetTimestamp();

        for (var i = 1; i <= 20; i++)
        {
            Sell($"A-{i}", drawer: false, at: TimeProvider.System.GetUtcNow());
            queue.Wake();
        }
        var selling = TimeProvider.System.GetElapsedTime(start);
        await queue.DisposeAsync();

        selling.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    PrintQueue Queue() => new(path, paper, clock);

    static async Task PrintAll(PrintQueue queue)
    {
        while (await queue.PrintNext())
        {
            // On to the next.
        }
    }

    void Sell(string number, bool drawer = true, DateTimeOffset? at = null)
    {
        using var sale = lane.BeginTransaction();
        if (drawer)
            PrintQueue.Enqueue(lane, sale, PrintJob.Drawer(number, at ?? clock.GetUtcNow()));
        PrintQueue.Enqueue(lane, sale, PrintJob.Receipt(number, number, System.Text.Encoding.ASCII.GetBytes(number + "\n"), at ?? clock.GetUtcNow()));
        sale.Commit();
    }

    int? Reprint(string number)
    {
        using var transaction = lane.BeginTransaction();
        var copy = PrintQueue.Reprint(lane, transaction, number, clock.GetUtcNow());
        transaction.Commit();
        return copy;
    }

    string[] States()
    {
        using var select = lane.CreateCommand();
        select.CommandText = "select state from print_job order by job_id";
        using var rows = select.ExecuteReader();
        var states = new List<string>();
        while (rows.Read())
            states.Add(rows.GetString(0));
        return [.. states];
    }

    object? Ask(string sql)
    {
        using var select = lane.CreateCommand();
        select.CommandText = sql;
        return select.ExecuteScalar();
    }

    void Run(string sql) => Ask(sql);

    static async Task Eventually(Func<bool> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Keeps what it is given, and answers as told.</summary>
    sealed class PaperInHand : IReceiptPrinter
    {
        public List<byte[]> Jobs { get; } = [];
        public string[] Text => [.. Jobs.Select(job => PaperText.Decode(job))];
        public PrintOutcome Next { get; set; } = PrintOutcome.Printed;
        public string Name => "hand";

        public Task<PrintOutcome> Print(byte[] bytes)
        {
            Jobs.Add(bytes);
            return Task.FromResult(Next);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Never answers.</summary>
    sealed class StuckPrinter : IReceiptPrinter
    {
        readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource<PrintOutcome> answer = new();

        public Task Asked => asked.Task;
        public string Name => "stuck";

        public Task<PrintOutcome> Print(byte[] bytes)
        {
            asked.TrySetResult();
            return answer.Task;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
