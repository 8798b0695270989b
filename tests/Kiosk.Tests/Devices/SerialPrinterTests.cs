using System.Diagnostics;
using System.IO.Ports;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Tests.Devices;

public sealed class SerialPrinterTests
{
    static readonly byte[] receipt = new ReceiptLayout(ReceiptLayout.Narrow, ReceiptWords.Indonesian, CodePage.Cp858).Lay(AReceipt.OfKopi());
    static readonly byte[] knock = [0x1B, 0x40];
    static readonly TimeSpan stall = TimeSpan.FromMilliseconds(400);
    static readonly TimeSpan bound = TimeSpan.FromSeconds(5);

    [Theory, InlineData(Handshake.None), InlineData(Handshake.XOnXOff), InlineData(Handshake.RequestToSend)]
    public async Task Two_receipts_arrive_whole_and_in_order(Handshake flow)
    {
        using var pair = new SerialPair();
        await using var printer = Printer(pair.Port, flow);

        (await printer.Print(receipt)).ShouldBe(PrintOutcome.Printed);
        (await printer.Print([1, 2, 3])).ShouldBe(PrintOutcome.Printed);

        byte[] all = [.. knock, .. receipt, .. knock, 1, 2, 3];
        await Eventually(() => pair.Received.Length >= all.Length);
        pair.Received.ShouldBe(all);
    }

    [Fact]
    public async Task A_port_that_does_not_exist_is_not_there()
    {
        await using var printer = Printer("/dev/no-such-printer");

        var outcome = await printer.Print(receipt);

        outcome.ShouldBe(PrintOutcome.NotThere("/dev/no-such-printer is not there"));
    }

    [Fact]
    public async Task A_held_line_is_not_there_and_prints_once_it_is_let_go()
    {
        using var pair = new SerialPair();
        await using var printer = Printer(pair.Port, Handshake.XOnXOff);
        await printer.Print([1]);
        pair.SendXoff();

        var held = await Within(bound, printer.Print(receipt));
        pair.SendXon();
        var free = await Within(bound, printer.Print(receipt));

        held.Result.ShouldBe(PrintResult.NotThere);
        free.ShouldBe(PrintOutcome.Printed);
        await Eventually(() => pair.Received.AsSpan().EndsWith(receipt));
        pair.Received.AsSpan().IndexOf(receipt).ShouldBe(pair.Received.Length - receipt.Length, "printed once");
    }

    [Fact]
    public async Task A_printer_that_stops_reading_may_have_printed_a_part()
    {
        using var pair = new SerialPair(reads: false);
        await using var printer = Printer(pair.Port);

        var outcome = await Within(bound, printer.Print(new byte[200_000]));

        outcome.Result.ShouldBe(PrintResult.MaybePrinted);
        outcome.Reason.ShouldNotBeNull().ShouldContain("takes nothing");
    }

    [Fact]
    public async Task A_pulled_cable_never_hangs_the_till_and_a_new_one_prints()
    {
        var link = Path.Combine(Path.GetTempPath(), $"sasuai-printer-{Guid.NewGuid():N}");
        using var first = new SerialPair();
        using var second = new SerialPair();
        try
        {
            File.CreateSymbolicLink(link, first.Port);
            await using var printer = Printer(link);
            (await printer.Print(receipt)).ShouldBe(PrintOutcome.Printed);

            first.Unplug();
            File.Delete(link);
            for (var i = 0; i < 3; i++)
                (await Within(bound, printer.Print(receipt))).Result.ShouldBe(PrintResult.NotThere);
            File.CreateSymbolicLink(link, second.Port);
            var again = await Within(bound, printer.Print(receipt));

            again.ShouldBe(PrintOutcome.Printed);
            await Eventually(() => second.Received.AsSpan().EndsWith(receipt));
        }
        finally
        {
            File.Delete(link);
        }
    }

    [Fact]
    public async Task A_cable_pulled_in_the_middle_may_have_printed_a_part()
    {
        using var pair = new SerialPair(reads: false);
        await using var printer = Printer(pair.Port);

        var printing = printer.Print(new byte[200_000]);
        await Task.Delay(stall / 4, TestContext.Current.CancellationToken);
        pair.Unplug();
        var outcome = await Within(bound, printing);

        outcome.Result.ShouldBe(PrintResult.MaybePrinted);
    }

    static SerialPrinter Printer(string port, Handshake flow = Handshake.None) =>
        new(new SerialLine(port, 115_200, flow) { StallTimeout = stall }, TimeProvider.System);

    static async Task<T> Within<T>(TimeSpan bound, Task<T> work) => await work.WaitAsync(bound, TestContext.Current.CancellationToken);

    static async Task Eventually(Func<bool> holds)
    {
        var since = Stopwatch.GetTimestamp();
        while (!holds())
        {
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(bound);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
