using System.Net;
using System.Net.Sockets;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Tests.Devices;

public sealed class NetworkPrinterTests
{
    static readonly byte[] receipt = new ReceiptLayout(ReceiptLayout.Wide, ReceiptWords.English, CodePage.Cp858).Lay(AReceipt.OfKopi());

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_receipt_arrives_whole_whether_or_not_the_printer_hangs_up(bool hangsUp)
    {
        using var listener = Listen(out var port);
        var paper = new MemoryStream();
        var printing = new NetworkPrinter("127.0.0.1", port).Print(receipt);
        using var line = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await line.GetStream().CopyToAsync(paper, TestContext.Current.CancellationToken);
        if (hangsUp)
            line.Close();

        (await printing).ShouldBe(PrintOutcome.Printed);
        paper.ToArray().ShouldBe(receipt);
    }

    [Fact]
    public async Task A_printer_that_is_off_is_not_there()
    {
        var listener = Listen(out var port);
        listener.Stop();

        (await new NetworkPrinter("127.0.0.1", port).Print(receipt)).Result.ShouldBe(PrintResult.NotThere);
    }

    [Fact]
    public async Task A_printer_that_breaks_off_may_have_printed_a_part()
    {
        using var listener = Listen(out var port);
        var printing = new NetworkPrinter("127.0.0.1", port).Print(receipt);
        // A bare socket: a TcpClient would say goodbye before it breaks off.
        using (var line = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken))
        {
            await line.ReceiveAsync(new byte[10], TestContext.Current.CancellationToken);
            line.LingerState = new LingerOption(true, 0);
        }

        (await printing).Result.ShouldBe(PrintResult.MaybePrinted);
    }

    [Fact]
    public async Task A_file_gets_receipt_after_receipt()
    {
        var path = Path.GetTempFileName();
        await using var printer = new PaperFile(path);

        (await printer.Print([1, 2])).ShouldBe(PrintOutcome.Printed);
        (await printer.Print([3])).ShouldBe(PrintOutcome.Printed);

        (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)).ShouldBe([1, 2, 3]);
        File.Delete(path);
    }

    [Fact]
    public async Task A_file_in_no_folder_is_not_there() =>
        (await new PaperFile("/no/such/folder/paper").Print([1])).Result.ShouldBe(PrintResult.NotThere);

    static TcpListener Listen(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }
}
