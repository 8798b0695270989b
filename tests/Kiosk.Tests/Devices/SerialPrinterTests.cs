using System.IO.Ports;
using Sasuai.Dev;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Tests.Devices;

public sealed class SerialPrinterTests : IDisposable
{
    static readonly byte[] receipt = new ReceiptLayout(ReceiptLayout.Narrow, ReceiptWords.Indonesian, CodePage.Cp858).Lay(AReceipt.OfKopi());
    static readonly byte[] knock = [0x1B, 0x40];
    static readonly TimeSpan stall = TimeSpan.FromMilliseconds(400);
    static readonly TimeSpan bound = TimeSpan.FromSeconds(5);

    readonly PseudoSerial line = PseudoSerial.Open();

    public void Dispose() => line.Dispose();

    [Theory, InlineData(Handshake.None), InlineData(Handshake.XOnXOff), InlineData(Handshake.RequestToSend)]
    public async Task Two_receipts_arrive_whole_and_in_order(Handshake flow)
    {
        await using var printer = Printer(line.Path, flow);

        (await printer.Print(receipt)).ShouldBe(PrintOutcome.Printed);
        (await printer.Print([1, 2, 3])).ShouldBe(PrintOutcome.Printed);

        byte[] all = [.. knock, .. receipt, .. knock, 1, 2, 3];
        (await Carried(all.Length)).ShouldBe(all);
    }

    [Fact]
    public async Task A_port_that_does_not_exist_is_not_there()
    {
        await using var printer = Printer("/dev/no-such-printer");

        (await printer.Print(receipt)).ShouldBe(PrintOutcome.NotThere("/dev/no-such-printer is not there"));
    }

    [Fact]
    public async Task A_held_line_is_not_there_and_prints_once_it_is_let_go()
    {
        const byte xoff = 0x13, xon = 0x11;
        await using var printer = Printer(line.Path, Handshake.XOnXOff);
        await printer.Print([1]);
        line.Send([xoff]);

        var held = await Within(printer.Print(receipt));
        line.Send([xon]);
        var free = await Within(printer.Print(receipt));

        held.Result.ShouldBe(PrintResult.NotThere);
        free.ShouldBe(PrintOutcome.Printed);
        var carried = await line.WaitForAsync(bytes => bytes.AsSpan().EndsWith(receipt), bound, TestContext.Current.CancellationToken);
        carried.AsSpan().IndexOf(receipt).ShouldBe(carried.Length - receipt.Length, "printed once");
    }

    [Fact]
    public async Task A_printer_that_stops_reading_may_have_printed_a_part()
    {
        line.Stalled = true;
        await using var printer = Printer(line.Path);

        var outcome = await Within(printer.Print(new byte[200_000]));

        outcome.Result.ShouldBe(PrintResult.MaybePrinted);
        outcome.Reason.ShouldNotBeNull().ShouldContain("takes nothing");
    }

    [Fact]
    public async Task A_pulled_cable_never_hangs_the_till_and_put_back_it_prints()
    {
        await using var printer = Printer(line.Path);
        (await printer.Print(receipt)).ShouldBe(PrintOutcome.Printed);
        await Carried(knock.Length + receipt.Length);

        line.Unplug();
        for (var i = 0; i < 3; i++)
            (await Within(printer.Print(receipt))).Result.ShouldBe(PrintResult.NotThere);
        line.Forget();
        line.PlugIn();
        var again = await Within(printer.Print(receipt));

        again.ShouldBe(PrintOutcome.Printed);
        (await Carried(knock.Length + receipt.Length)).ShouldBe([.. knock, .. receipt]);
    }

    [Fact]
    public async Task A_cable_pulled_and_put_back_between_two_receipts_is_not_even_noticed()
    {
        await using var printer = Printer(line.Path);
        await printer.Print(receipt);

        line.Unplug();
        line.PlugIn();

        (await Within(printer.Print(receipt))).ShouldBe(PrintOutcome.Printed);
    }

    [Fact]
    public async Task A_cable_pulled_in_the_middle_may_have_printed_a_part()
    {
        line.Stalled = true;
        await using var printer = Printer(line.Path);

        var printing = printer.Print(new byte[200_000]);
        await Task.Delay(stall / 4, TestContext.Current.CancellationToken);
        line.Unplug();

        (await Within(printing)).Result.ShouldBe(PrintResult.MaybePrinted);
    }

    static SerialPrinter Printer(string port, Handshake flow = Handshake.None) =>
        new(new SerialLine(port, 115_200, flow) { StallTimeout = stall }, TimeProvider.System);

    static async Task<T> Within<T>(Task<T> work) => await work.WaitAsync(bound, TestContext.Current.CancellationToken);

    Task<byte[]> Carried(int count) => line.WaitForAsync(bytes => bytes.Length >= count, bound, TestContext.Current.CancellationToken);
}
