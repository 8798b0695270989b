using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Sasuai.Kiosk.Devices;

/// <summary>
/// Takes the drawer pulses and receipts that sales left in print_job to the printer, in order, drawer first, in the background.
/// A job survives a power cut; one whose end nobody saw is printed again with a mark, and never twice without.
/// </summary>
public sealed class PrintQueue : IAsyncDisposable
{
    /// <summary>The table, for the migrations of the local database.</summary>
    public const string Schema = PrintJobTable.Schema;

    /// <summary>A drawer must not open on its own later, with nobody at the till.</summary>
    public static readonly TimeSpan DrawerWaitMax = TimeSpan.FromSeconds(60);
    /// <summary>A receipt of yesterday is printed on request only: nobody is left to take it.</summary>
    public static readonly TimeSpan ReceiptWaitMax = TimeSpan.FromHours(24);
    /// <summary>So long can a receipt be reprinted from here.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(35);

    static readonly TimeSpan firstPause = TimeSpan.FromSeconds(1), longestPause = TimeSpan.FromSeconds(30), idlePause = TimeSpan.FromSeconds(5);
    /// <summary>A printer that was asked so often without an answer cannot tell how it is.</summary>
    const int unansweredMax = 2;
    const int askAgainAfter = 500;
    static readonly TimeSpan blockedPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan farewell = TimeSpan.FromSeconds(2);

    readonly IReceiptPrinter printer;
    readonly TimeProvider clock;
    readonly SqliteConnection db;
    readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    readonly CancellationTokenSource stop = new();
    readonly Lock reading = new();
    PrintStatus status;
    // What the last job met with; a printer is believed to be there until a job finds otherwise.
    string? away;
    PrinterSigns? signs;
    int unanswered;
    Task work = Task.CompletedTask;

    /// <summary>Opens its own connection to the database at <paramref name="path"/>; the table must be there. The printer is disposed with the queue.</summary>
    public PrintQueue(string path, IReceiptPrinter printer, TimeProvider clock)
    {
        (this.printer, this.clock) = (printer, clock);
        db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        db.Open();
        using var pragmas = db.CreateCommand();
        // Full: a power cut must not forget that printing had begun, or the receipt would come twice without a mark.
        pragmas.CommandText = "pragma busy_timeout = 5000; pragma synchronous = full;";
        pragmas.ExecuteNonQuery();
        Notice();
    }

    /// <summary>For the printer's cell in the status line; any thread may ask.</summary>
    public PrintStatus Status { get { lock (reading) return status; } }

    /// <summary>Told on the queue's own thread when the status is another than before; set it before <see cref="Start"/>.</summary>
    public Action<PrintStatus>? Changed { get; set; }

    /// <summary>Writes a job down in the transaction of the sale; call <see cref="Wake"/> once that is committed.</summary>
    public static void Enqueue(SqliteConnection db, SqliteTransaction transaction, PrintJob job) => PrintJobTable.Insert(db, transaction, job);

    /// <summary>Asks for another print of a receipt, marked as a copy; gives the number of the copy, or null when the receipt is not kept here.</summary>
    public static int? Reprint(SqliteConnection db, SqliteTransaction transaction, string receiptNumber, DateTimeOffset now)
    {
        if (PrintJobTable.Original(db, transaction, receiptNumber) is not { } original)
            return null;
        var copy = original.Copies + 1;
        PrintJobTable.Insert(db, transaction, new PrintJob(PrintKind.Copy, original.SaleId, receiptNumber, CopyMark.Above(original.Bytes, copy), now));
        return copy;
    }

    /// <summary>Takes what a training left to print, marked as worth nothing, and forgets the drawer's pulses: a training opens no drawer.</summary>
    public static IReadOnlyList<PrintJob> TakePractice(SqliteConnection db, SqliteTransaction transaction) =>
        [.. PrintJobTable.TakeWaiting(db, transaction).Where(job => job.Kind != PrintKind.Drawer).Select(job => job with { Bytes = CopyMark.AbovePractice(job.Bytes) })];

    /// <summary>Begins to work in the background.</summary>
    public void Start() => work = Task.Run(Work);

    /// <summary>There is something new, or the printer may be back: try at once. Returns at once.</summary>
    public void Wake() => wake.Writer.TryWrite(true);

    /// <summary>Takes one job as far as it goes; true when there may be more to do at once. <see cref="Start"/> does this for ever.</summary>
    public async Task<bool> PrintNext()
    {
        if (PrintJobTable.Next(db) is not { } job)
        {
            Notice();
            return false;
        }
        if (WhyNotAnyMore(job) is { } reason)
        {
            PrintJobTable.Mark(db, job.JobId, "dropped", job.Attempts, reason);
            return true;
        }
        // A drawer opens without paper; anything else waits where it stands, and nothing of it has gone out.
        if (!job.IsDrawer && await Look() is { } blocked)
        {
            away = blocked;
            Notice();
            return false;
        }
        // Written down before the first byte, so that whoever finds it afterwards knows that paper may hold it.
        PrintJobTable.Mark(db, job.JobId, "printing", job.Attempts + 1, null);
        var outcome = await printer.Print(job.IsDoubtful ? CopyMark.AboveDoubtful(job.Bytes) : job.Bytes);
        // Paper that ended, or a cover that was opened, in the middle of it: nobody knows how much of it the customer got.
        if (!job.IsDrawer && outcome.Result == PrintResult.Printed && await Look() is { } ended) outcome = PrintOutcome.MaybePrinted(ended);
        switch (outcome.Result)
        {
            case PrintResult.Printed:
                PrintJobTable.Mark(db, job.JobId, "printed", job.Attempts + 1, null, clock.GetUtcNow());
                break;
            case PrintResult.NotThere:
                PrintJobTable.Mark(db, job.JobId, job.IsDoubtful ? "maybe" : "waiting", job.Attempts, outcome.Reason);
                break;
            default:
                PrintJobTable.Mark(db, job.JobId, "maybe", job.Attempts + 1, outcome.Reason);
                break;
        }
        away = outcome.Reason;
        Notice();
        return outcome.Result == PrintResult.Printed;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        try
        {
            await work.WaitAsync(farewell);
        }
        catch (TimeoutException)
        {
            // It hangs on the printer; the job stays "printing" and is marked when it comes again.
        }
        await printer.DisposeAsync();
        if (work.IsCompleted)
            await db.DisposeAsync();
        stop.Dispose();
    }

    /// <summary>Asks the printer how it is; the answer is why it cannot print now. One that does not answer is believed to be well, and not asked again for a while.</summary>
    async Task<string?> Look()
    {
        if (unanswered >= unansweredMax)
        {
            // Perhaps another printer hangs there by now.
            if (unanswered++ > askAgainAfter) unanswered = 0;
            return null;
        }
        var answer = await printer.Ask();
        // Nobody was there to answer: that says nothing about what it can.
        if (answer == PrinterSigns.Away)
        {
            (signs, unanswered) = (null, 0);
            return null;
        }
        signs = answer;
        unanswered = signs is null ? unanswered + 1 : 0;
        return signs is { } told && (told & PrinterSigns.CannotPrint) != PrinterSigns.None ? Blocked(told) : null;
    }

    static string Blocked(PrinterSigns told) =>
        told.HasFlag(PrinterSigns.PaperOut) ? "no paper" : told.HasFlag(PrinterSigns.CoverOpen) ? "cover open" : told.HasFlag(PrinterSigns.Fault) ? "printer fault" : "printer offline";

    string? WhyNotAnyMore(OpenPrintJob job)
    {
        var age = (clock.GetUtcNow() - job.CreatedAt).Duration();
        if (!job.IsDrawer)
            return age > ReceiptWaitMax ? "waited longer than a day; reprint it by hand" : null;
        if (age > DrawerWaitMax)
            return "the drawer was to open more than 60 s ago";
        return job.IsDoubtful ? "the drawer may have opened already" : null;
    }

    async Task Work()
    {
        var pause = firstPause;
        var forgotten = DateTimeOffset.MinValue;
        for (var rested = false; !stop.IsCancellationRequested; rested = true)
        {
            try
            {
                if (rested && Status is { Waiting: 0, Doubtful: 0 }) await LookWhenIdle();
                if (clock.GetUtcNow() - forgotten > TimeSpan.FromDays(1))
                {
                    forgotten = clock.GetUtcNow();
                    PrintJobTable.Forget(db, forgotten - KeptFor);
                }
                while (!stop.IsCancellationRequested && await PrintNext())
                    pause = firstPause;
            }
            catch (Exception fault)
            {
                // A full disk or a locked database must not end the queue for the day.
                Tell(Status with { Away = fault.Message });
            }
            if (Status.Away is null)
                pause = firstPause;
            // Somebody is putting paper in: do not let them wait for it.
            if (signs is { } told && (told & PrinterSigns.CannotPrint) != PrinterSigns.None) pause = blockedPause;
            await Rest(Status.Away is null ? idlePause : pause);
            pause = pause * 2 < longestPause ? pause * 2 : longestPause;
        }
    }

    /// <summary>The cashier sees that paper is out before the next sale, and not after it.</summary>
    async Task LookWhenIdle()
    {
        if (unanswered >= unansweredMax) return;
        away = await Look();
        Notice();
    }

    async Task Rest(TimeSpan pause)
    {
        using var longEnough = new CancellationTokenSource(pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(longEnough.Token, stop.Token);
        try
        {
            await wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Nobody called.
        }
    }

    void Notice()
    {
        var (waiting, doubtful) = PrintJobTable.Count(db);
        Tell(new PrintStatus(waiting, doubtful, away, signs));
    }

    void Tell(PrintStatus now)
    {
        lock (reading)
        {
            if (status == now)
                return;
            status = now;
        }
        Changed?.Invoke(now);
    }
}
