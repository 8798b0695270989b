using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Sasuai.Dev;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Paper;
using Sasuai.Kiosk.Screens;
using Words = Sasuai.Kiosk.Screens.Words;

namespace Sasuai.Tests.Devices;

/// <summary>A printer that answers DLE EOT, on a serial line, a USB device and the network; and one that never does.</summary>
public sealed class PrinterSignsTests : IDisposable
{
    readonly TempFolder folder = TempFolder.Create("signs");
    readonly SqliteConnection lane;

    public PrinterSignsTests()
    {
        lane = new SqliteConnection($"Data Source={folder.File("print.db")};Pooling=False");
        lane.Open();
        using var schema = lane.CreateCommand();
        schema.CommandText = "pragma journal_mode = wal; " + PrintQueue.Schema;
        schema.ExecuteNonQuery();
    }

    [Theory]
    [InlineData(0x12, 0x12, 0x12, PrinterSigns.None)]
    [InlineData(0x16, 0x12, 0x12, PrinterSigns.DrawerPinHigh)]
    [InlineData(0x1A, 0x16, 0x12, PrinterSigns.Offline | PrinterSigns.CoverOpen)]
    [InlineData(0x1A, 0x32, 0x72, PrinterSigns.Offline | PrinterSigns.PaperOut)]
    [InlineData(0x12, 0x12, 0x1E, PrinterSigns.PaperLow)]
    [InlineData(0x1A, 0x52, 0x12, PrinterSigns.Offline | PrinterSigns.Fault)]
    public async Task Each_state_is_read_on_the_serial_line_among_other_bytes_of_the_line(byte printer, byte cause, byte paper, PrinterSigns signs)
    {
        using var line = PseudoSerial.Open();
        await using var device = new SerialPrinter(new(line.Path), TimeProvider.System);
        // XON, XOFF, an automatic status and an answer to GS r stand between.
        await using var answers = new Answering(line, () => [printer, 0x11, 0x13, cause, 0x10, 0x00, paper]);

        (await device.Ask()).ShouldBe(signs);
    }

    [Fact]
    public async Task Paper_that_is_out_holds_the_queue_and_every_receipt_comes_once_when_it_is_back()
    {
        using var line = PseudoSerial.Open();
        var state = (byte[])[0x1A, 0x32, 0x72];
        await using var answers = new Answering(line, () => state);
        await using var queue = Queue(new SerialPrinter(new(line.Path), TimeProvider.System));
        Sell("A-1");
        Sell("A-2");

        (await queue.PrintNext()).ShouldBeTrue("the drawer opens without paper");
        (await queue.PrintNext()).ShouldBeTrue("the drawer opens without paper");
        (await queue.PrintNext()).ShouldBeFalse();
        queue.Status.ShouldBe(new(2, 0, "no paper", PrinterSigns.Offline | PrinterSigns.PaperOut));
        Paper(line).ShouldNotContain("A-1");
        state = [0x12, 0x12, 0x12];
        while (await queue.PrintNext()) { }

        Paper(line).Split('\n').Where(row => row.StartsWith("A-", StringComparison.Ordinal)).ShouldBe(["A-1", "A-2"]);
        queue.Status.ShouldBe(new(0, 0, null, PrinterSigns.None));
    }

    [Fact]
    public async Task Paper_that_ends_in_the_middle_of_a_receipt_makes_it_doubtful_and_it_comes_again_with_a_mark()
    {
        using var line = PseudoSerial.Open();
        var asked = 0;
        // Well when asked before, out when asked behind it; then well again.
        await using var answers = new Answering(line, () => ++asked == 2 ? [0x1A, 0x32, 0x72] : [0x12, 0x12, 0x12]);
        await using var queue = Queue(new SerialPrinter(new(line.Path), TimeProvider.System));
        Sell("A-1", drawer: false);

        (await queue.PrintNext()).ShouldBeFalse();
        (await queue.PrintNext()).ShouldBeTrue();

        var rows = Paper(line).Split('\n');
        rows.Count(row => row == "A-1").ShouldBe(2);
        rows.TakeWhile(row => row != "A-1").ShouldNotContain(row => row.Contains("***", StringComparison.Ordinal));
        rows.SkipWhile(row => row != "A-1").ShouldContain(row => row.Contains("***", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_printer_that_never_answers_prints_as_ever_and_is_not_asked_for_long()
    {
        using var line = PseudoSerial.Open();
        await using var queue = Queue(new SerialPrinter(new(line.Path), TimeProvider.System));
        for (var i = 1; i <= 5; i++) Sell($"A-{i}", drawer: false);

        while (await queue.PrintNext()) { }

        Paper(line).Split('\n').Where(row => row.StartsWith("A-", StringComparison.Ordinal)).ShouldBe(["A-1", "A-2", "A-3", "A-4", "A-5"]);
        Questions(line).ShouldBe(2);
        queue.Status.Signs.ShouldBeNull();
    }

    [Fact]
    public async Task A_usb_printer_is_asked_and_written_and_a_stall_does_not_hang_the_queue()
    {
        using var line = PseudoSerial.Open("lp0");
        await using var device = PrinterAddress.Printer($"usb:{line.Path}", TimeProvider.System).ShouldBeOfType<UsbPrinter>();
        await using (new Answering(line, () => [0x12, 0x12, 0x1E])) (await device.Ask()).ShouldBe(PrinterSigns.PaperLow);
        (await device.Print("A-1\n"u8.ToArray())).ShouldBe(PrintOutcome.Printed);
        await line.WaitForAsync(bytes => PaperText.Decode(bytes).Contains("A-1", StringComparison.Ordinal), cancellation: TestContext.Current.CancellationToken);

        line.Stalled = true;
        (await device.Print(new byte[64 * 1_024])).Result.ShouldBe(PrintResult.MaybePrinted);
        line.Unplug();
        (await device.Print("A-2\n"u8.ToArray())).ShouldBe(PrintOutcome.NotThere($"{line.Path} is not there"));
        line.Stalled = false;
        line.PlugIn();
        (await device.Print("A-3\n"u8.ToArray())).ShouldBe(PrintOutcome.Printed);
    }

    [Fact]
    public async Task What_a_usb_printer_did_not_take_at_all_comes_out_once_when_it_takes_it()
    {
        using var line = PseudoSerial.Open("lp0");
        await using var device = new UsbPrinter(line.Path, TimeProvider.System);
        line.Stalled = true;
        (await device.Print(new byte[64 * 1_024])).Result.ShouldBe(PrintResult.MaybePrinted);

        (await device.Print("A-1\n"u8.ToArray())).Result.ShouldBe(PrintResult.NotThere);
        (await device.Ask()).ShouldBe(PrinterSigns.Away);
        line.Stalled = false;
        (await device.Print("A-1\n"u8.ToArray())).ShouldBe(PrintOutcome.Printed);
        (await device.Print("A-2\n"u8.ToArray())).ShouldBe(PrintOutcome.Printed);
        await line.WaitForAsync(bytes => PaperText.Decode(bytes).Contains("A-2", StringComparison.Ordinal), cancellation: TestContext.Current.CancellationToken);

        Paper(line).Split("A-1").Length.ShouldBe(2);
        // Nothing queued up behind the write that hung: neither a receipt nor a question.
        Questions(line).ShouldBe(0);
    }

    [Fact]
    public async Task A_printer_that_was_away_is_asked_when_it_comes_back()
    {
        using var line = PseudoSerial.Open();
        await using var queue = Queue(new SerialPrinter(new(line.Path), TimeProvider.System));
        Sell("A-1", drawer: false);
        line.Unplug();
        for (var i = 0; i < 3; i++) (await queue.PrintNext()).ShouldBeFalse();

        line.PlugIn();
        await using var answers = new Answering(line, () => [0x1A, 0x32, 0x72]);

        (await queue.PrintNext()).ShouldBeFalse();
        queue.Status.ShouldBe(new(1, 0, "no paper", PrinterSigns.Offline | PrinterSigns.PaperOut));
    }

    [Fact]
    public async Task A_fault_of_the_database_while_nothing_waits_does_not_end_the_queue()
    {
        using var line = PseudoSerial.Open();
        await using var answers = new Answering(line, () => [0x12, 0x12, 0x12]);
        await using var queue = Queue(new SerialPrinter(new(line.Path), TimeProvider.System));
        queue.Start();
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);

        Execute("alter table print_job rename to gone");
        queue.Wake();
        for (var i = 0; i < 500 && queue.Status.Away is null; i++) await Task.Delay(10, TestContext.Current.CancellationToken);
        var told = queue.Status.Away;
        Execute("alter table gone rename to print_job");
        Sell("A-1", drawer: false);
        queue.Wake();

        await line.WaitForAsync(bytes => PaperText.Decode(bytes).Contains("A-1", StringComparison.Ordinal), cancellation: TestContext.Current.CancellationToken);
        told.ShouldNotBeNull().ShouldContain("print_job");
    }

    [Fact]
    public async Task A_network_printer_is_asked_too()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var device = new NetworkPrinter("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);

        var asking = device.Ask();
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var question = new byte[9];
        await client.GetStream().ReadExactlyAsync(question, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(new byte[] { 0x1A, 0x16, 0x12 }, TestContext.Current.CancellationToken);

        (await asking).ShouldBe(PrinterSigns.Offline | PrinterSigns.CoverOpen);
        question.ShouldBe([0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 4]);
    }

    [Theory]
    [InlineData(PrinterSigns.PaperOut | PrinterSigns.Offline, Word.PrinterPaperOut)]
    [InlineData(PrinterSigns.CoverOpen | PrinterSigns.Offline, Word.PrinterCoverOpen)]
    [InlineData(PrinterSigns.Fault, Word.PrinterFault)]
    [InlineData(PrinterSigns.Offline, Word.PrinterOffline)]
    [InlineData(PrinterSigns.PaperLow, Word.PrinterPaperLow)]
    public void The_cashier_reads_it_in_the_printers_cell(PrinterSigns signs, Word word)
    {
        foreach (var (width, language) in ((int, string)[])[(80, "id"), (40, "en")])
        {
            using var counter = new Screens.Counter(width, language: language);
            counter.Status = counter.Status with { Printer = PrinterNow.Waiting, Receipts = 3, Printing = signs, DrawerOpen = true };
            counter.Wait(TimeSpan.FromSeconds(1)).Shows(Words.In(Words.LanguageOf(language), word, 3));
        }
    }

    public void Dispose()
    {
        lane.Dispose();
        folder.Dispose();
    }

    void Execute(string sql)
    {
        using var command = lane.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    static string Paper(PseudoSerial line) => PaperText.Decode(line.Written);

    static int Questions(PseudoSerial line)
    {
        var (count, bytes) = (0, line.Written);
        for (var at = bytes.AsSpan().IndexOf(Answering.Question); at >= 0; at = bytes.AsSpan().IndexOf(Answering.Question)) (count, bytes) = (count + 1, bytes[(at + 9)..]);
        return count;
    }

    PrintQueue Queue(IReceiptPrinter printer) => new(folder.File("print.db"), printer, TimeProvider.System);

    void Sell(string number, bool drawer = true)
    {
        using var sale = lane.BeginTransaction();
        var now = TimeProvider.System.GetUtcNow();
        if (drawer) PrintQueue.Enqueue(lane, sale, PrintJob.Drawer(number, now));
        PrintQueue.Enqueue(lane, sale, PrintJob.Receipt(number, number, System.Text.Encoding.ASCII.GetBytes(number + "\n"), now));
        sale.Commit();
    }

    /// <summary>The printer's own mind: whenever the three questions have come, it answers.</summary>
    sealed class Answering : IAsyncDisposable
    {
        public static readonly byte[] Question = [0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 4];

        readonly CancellationTokenSource stop = new();
        readonly Task work;

        public Answering(PseudoSerial line, Func<byte[]> answer) => work = Task.Run(async () =>
        {
            for (var seen = 0; !stop.IsCancellationRequested; await Task.Delay(2))
                if (line.Written.AsSpan(seen).IndexOf(Question) is >= 0 and var at)
                {
                    seen += at + Question.Length;
                    line.Send(answer());
                }
        });

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await work;
            stop.Dispose();
        }
    }
}
