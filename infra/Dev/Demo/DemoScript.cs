using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Sasuai.Dev;

/// <summary>
/// `demo --script`: the way of one sale without a person, on real parts: scan, sell, print, sync, report, WhatsApp; then the cloud is cut, the
/// till sells on, and everything arrives once. One line per stage with its time.
/// </summary>
static class DemoScript
{
    static readonly TimeSpan cloudLimit = TimeSpan.FromSeconds(30);
    static readonly byte[] drawerPulse = [0x1B, 0x70];

    public static async Task RunAsync(House house, CancellationToken cancellation)
    {
        using var folder = TempFolder.Create("demo-till");
        using var printer = PseudoSerial.Open();
        var seeded = house.Seeded;
        var (terminal, cashier, member) = (seeded.Terminals[0], seeded.CashierOf(seeded.Stores[0]), seeded.Members[0]);
        using var office = await Office.SignInAsync(house.Functions.Address, seeded, cancellation);
        await StageAsync("enrolled", () => TillRobot.EnrolAsync(house.Functions.Address, terminal, folder.Path, $"serial:{printer.Path}@9600", cancellation));
        await using var till = await TillRobot.StartAsync(folder.Path, cancellation: cancellation);
        await StageAsync("signed in", () => till.SignInAsync(cashier, cancellation));
        await StageAsync("till open", () => till.OpenTillAsync(200_000, cancellation));
        // The day is read after the till opened: that is when the till session took its business date.
        var day = await office.TodayAtAsync(terminal.Store, cancellation);

        await StageAsync("scanned", () => ScanAsync(till, seeded, cancellation));
        await StageAsync("member", () => till.AttachMemberAsync(member.Phone, member.Name.Split(' ')[0], cancellation));
        var first = (Due: 0L, Receipt: "");
        await StageAsync("sold", async () => first = await till.PayAsync(100_000, cancellation));
        await StageAsync("printed", () => printer.WaitForAsync(bytes => bytes.AsSpan().IndexOf(drawerPulse) is var drawer and >= 0
            && Encoding.ASCII.GetString(bytes).IndexOf(first.Receipt, StringComparison.Ordinal) > drawer, cloudLimit, cancellation));
        await StageAsync("reported", () => office.WaitForDayAsync(terminal.Store, day, report => report.Sales == 1 && report.Due == first.Due, cloudLimit, cancellation));
        await StageAsync("synced", () => till.SyncedAsync(cloudLimit, cancellation));
        await StageAsync("message delivered", () => Patience.WaitAsync(() => Task.FromResult(house.Gateway.Delivered.Count == 1), cloudLimit,
            () => $"The gateway has {house.Gateway.Delivered.Count} messages; functions:\n{house.Functions.LastLines()}", cancellation));

        await StageAsync("cloud cut", () => house.Functions.StopAsync());
        long due = 0;
        await StageAsync("sold offline", async () =>
        {
            for (var sale = 0; sale < 3; sale++)
            {
                await till.ScanAsync(seeded.Barcodes[sale].Barcode, seeded.Barcodes[sale + 1].Barcode);
                await till.Terminal.WaitForAsync("2 baris", cancellation: cancellation);
                due += (await till.PayAsync(null, cancellation)).Due;
            }
            await till.Terminal.WaitForAsync("OFFLINE", cloudLimit, cancellation);
        });
        await StageAsync("cloud back", () => house.Functions.StartAgainAsync(cancellation));
        await StageAsync("arrived once", async () =>
        {
            await office.WaitForDayAsync(terminal.Store, day, report => report.Sales == 4 && report.Due == first.Due + due, TimeSpan.FromMinutes(2), cancellation);
            await till.SyncedAsync(cloudLimit, cancellation);
            if (house.Gateway.Delivered.Count != 1) throw new ServerFault($"One message was due, {house.Gateway.Delivered.Count} were delivered.");
        });
    }

    /// <summary>A burst of a gun, an unknown code in its midst, three at once, a line taken out again, one found by name.</summary>
    static async Task ScanAsync(TillRobot till, SeededChain seeded, CancellationToken cancellation)
    {
        var codes = seeded.Barcodes.Select(product => product.Barcode).ToArray();
        await till.ScanAsync(codes[0], "20099999999999999999", codes[1], codes[2]);
        await till.Terminal.WaitForAsync("TIDAK DIKENAL", cancellation: cancellation);
        await till.Terminal.TypeAsync($"3*{codes[8]}\r", cancellation);
        await till.ScanAsync(codes[3]);
        await till.Terminal.WaitForAsync("5 baris", cancellation: cancellation);
        await till.Terminal.KeyAsync("F8");
        await till.Terminal.WaitForAsync("4 baris", cancellation: cancellation);
        await till.Terminal.TypeAsync("regal", cancellation);
        await till.Terminal.WaitForAsync("Marie Regal", cancellation: cancellation);
        await till.Terminal.TypeAsync("\r", cancellation);
        await till.Terminal.WaitForAsync("5 baris", cancellation: cancellation);
    }

    static async Task StageAsync(string name, Func<Task> stage)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            await stage();
        }
        catch (Exception fault) when (fault is TimeoutException or ServerFault)
        {
            throw new ServerFault($"demo: {name} failed: {fault.Message}");
        }
        Say.Line(string.Create(CultureInfo.InvariantCulture, $"{name,-18} {Stopwatch.GetElapsedTime(since).TotalSeconds,6:0.00} s"));
    }
}
