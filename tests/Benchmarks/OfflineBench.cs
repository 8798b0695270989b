using System.Diagnostics;
using System.Globalization;
using Sasuai.Dev;
using Sasuai.Kiosk;
using Sasuai.Kiosk.Lanes;

namespace Sasuai.Benchmarks;

/// <summary>
/// A till that was alone for 30 days and sold 100 000 times comes back: the shipped kiosk, headless, against the functions over HTTP and real PostgreSQL, until every fact
/// is in the books and every sum is exact. The bar is the rate that 7 days of 10 tills with 800 sales within 60 s would be.
/// </summary>
static class OfflineBench
{
    const int days = 30, salesADay = 3_334;
    const double barRate = 7 * 10 * 800 / 60.0;
    static readonly TimeSpan limit = TimeSpan.FromMinutes(20);

    public static async IAsyncEnumerable<Figure> Run()
    {
        await using var cloud = await BenchCloud.StartAsync();
        var settings = new FunctionsSettings(cloud.Connection, cloud.Servers.Rabbit.Uri, cloud.Servers.Storage.Connection, "http://127.0.0.1:9");
        var seed = SeededChain.Read(await FunctionsProcess.RunAsync(settings, ["seed"]));
        await using var functions = await FunctionsProcess.StartAsync(settings);
        using var folder = TempFolder.Create("offline");
        var terminal = seed.Terminals[0];
        await TillRobot.EnrolAsync(functions.Address, terminal, folder.Path, "none");
        await PullAsync(folder.Path);
        var selling = Stopwatch.StartNew();
        var (sales, due) = await SellAsync(folder.Path, seed, terminal.Store);
        selling.Stop();

        using var kiosk = Process.Start(new ProcessStartInfo("dotnet", [Repository.KioskProgram, "lane", "--data", folder.Path]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["SASUAI_POLL_SECONDS"] = "1" } })!;
        var back = Stopwatch.StartNew();
        while (await cloud.Ask<long>("select count(*) from fact where applied_at is not null") is var facts && await cloud.Ask<long>("select count(*) from sale") < sales)
        {
            if (back.Elapsed > limit) throw new TimeoutException($"{facts} facts are in the books after {back.Elapsed}.");
            await Task.Delay(250);
        }
        back.Stop();
        var (kioskPeak, cloudPeak) = (ProcessTree.PeakMegabytes(kiosk.Id), ProcessTree.PeakMegabytes(functions.ProcessId!.Value));
        kiosk.Kill(entireProcessTree: true);
        await kiosk.WaitForExitAsync();
        var exact = await cloud.Ask<bool>("select (select sum(due)::bigint from sale) = @due and (select sum(due)::bigint from daily_sales) = @due and (select sum(amount)::bigint from tender) = @due and not exists (select from fact where dead_letter is not null)", new { due });
        if (!exact || await cloud.Ask<long>("select count(*) from sale") != sales) throw new InvalidOperationException("The books do not hold what was sold.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sales} sales in {days} days, sold in {selling.Elapsed.TotalSeconds:0} s, in the books after {back.Elapsed.TotalSeconds:0} s; peak memory kiosk {kioskPeak} MB, functions {cloudPeak} MB"));
        yield return new("30 days alone, 100 000 sales into the books", "sales/s", sales / back.Elapsed.TotalSeconds, "7 days x 10 tills in 60 s", barRate, 1.00, AtLeast: true);
        yield return new("the same, kiosk's peak memory", "MB", kioskPeak, "a share of a box of 1 GB", 256, 1.00, AtLeast: false);
        yield return new("the same, functions' peak memory", "MB", cloudPeak, "an instance of 2 GB", 1_024, 1.00, AtLeast: false);
    }

    static async Task PullAsync(string folder)
    {
        await using var kiosk = OpenKiosk.Open(folder, TimeProvider.System);
        kiosk.Start();
        for (var since = Stopwatch.StartNew(); kiosk.Sync.Status.CatalogueAt is null; await Task.Delay(100))
            if (since.Elapsed > limit) throw new TimeoutException("The till never heard of the shop.");
    }

    /// <summary>Without a network, on a clock of its own; a till session a day.</summary>
    static async Task<(int Sales, long Due)> SellAsync(string folder, SeededChain seed, string store)
    {
        var clock = new HandClock(TimeProvider.System.GetUtcNow().AddDays(-days));
        await using var kiosk = OpenKiosk.Open(folder, clock);
        var (lane, person) = (kiosk.Lane, seed.Staff.First(one => one.Store == store && one.Role == "Manager"));
        Must(lane.SignIn(person.Number, person.Pin).Refusal);
        var (sales, due) = (0, 0L);
        for (var day = 0; day < days; day++)
        {
            Must(lane.OpenTill(new(200_000)).Refusal);
            var cash = 200_000L;
            for (var sale = 0; sale < salesADay; sale++)
            {
                for (var item = 0; item <= sale % 3; item++) lane.Scan(seed.Barcodes[(sale + item) % seed.Barcodes.Count].Barcode);
                var paid = lane.State.DueInCash;
                Must(lane.PayCash(paid).Refusal);
                (sales, due, cash) = (sales + 1, due + paid.Units, cash + paid.Units);
                clock.Move(TimeSpan.FromSeconds(10));
            }
            Must(lane.CloseTill(new(cash)).Refusal);
            clock.Move(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(10 * salesADay));
        }
        return (sales, due);
    }

    static void Must(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException(refusal.Text);
    }

    sealed class HandClock(DateTimeOffset now) : TimeProvider
    {
        DateTimeOffset now = now;

        public override DateTimeOffset GetUtcNow() => now;

        public void Move(TimeSpan time) => now += time;
    }
}
