using System.Diagnostics;
using System.Globalization;
using Sasuai.Dev;

namespace Sasuai.Benchmarks;

/// <summary>
/// The shipped, native kiosk on a pseudo-terminal with 100 000 products, as a cashier's hands meet it. The rival is the limit that the work sets: a hand, an eye,
/// a frame. What was shown is checked against the file afterwards: nothing may be lost or in another order.
/// </summary>
static class ScreenBench
{
    const int products = 100_000, burst = 50, blast = 2_000, keys = 200, gunScans = 200, starts = 7;
    const string signIn = "Nomor kasir", selling = "Scan / ketik";

    public static async IAsyncEnumerable<Figure> Run()
    {
        var program = await NativeKiosk.MakeAsync();
        using var folder = TempFolder.Create("bench-screen");
        string[] codes;
        using (var shop = BenchShop.Open(folder.File("kiosk.db"), products)) codes = shop.Codes;

        List<double> first = [], ready = [];
        for (var i = 0; i < starts; i++)
        {
            var since = Stopwatch.GetTimestamp();
            using var till = new NativeTill(program, folder.Path);
            till.Until(signIn, () => { });
            first.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            till.Until(selling, () => till.Write(BenchShop.SignIn));
            ready.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        yield return Limit("start to the sign-in screen, 100 000 products", "ms", Readings.Quantile(first, 0.5), 300);
        yield return Limit("start to the sale screen, PIN typed at once", "ms", Readings.Quantile(ready, 0.5), 300);

        using var gun = PseudoPair.Open();
        using (var till = new NativeTill(program, folder.Path, ("SASUAI_SCANNER", $"serial:{gun.ProgramSide}")))
        {
            till.Until(selling, () => till.Write(BenchShop.SignIn));
            yield return Limit("burst of 50 scans in one write to the last row", "ms", Lines(till, codes, 0, burst), 100);
            yield return Limit("key to screen, p95", "ms", await Keys(till), 50);
            yield return Limit("serial gun to row, p95", "ms", await Gun(till, gun, codes), 40);
            var before = till.ProcessorMilliseconds;
            await Task.Delay(TimeSpan.FromSeconds(10));
            yield return Limit("idle, share of one core", "%", (till.ProcessorMilliseconds - before) / 100, 5);
        }
        BenchShop.EmptyBasket(folder.File("kiosk.db"));
        using (var till = new NativeTill(program, folder.Path))
        {
            till.Until(selling, () => till.Write(BenchShop.SignIn));
            var rate = blast * 1_000 / Lines(till, codes, 0, blast);
            yield return new("blast of 2 000 scans", "scans/s", rate, "goal", 1_500, 1, AtLeast: true);
            yield return Limit("memory after 2 000 scans", "MB", till.ResidentMegabytes, 60);
        }
        if (!BenchShop.BasketCodes(folder.File("kiosk.db")).SequenceEqual(codes.Take(blast))) throw new InvalidOperationException("Scans were lost or came in another order.");
    }

    static Figure Limit(string name, string unit, double ours, double limit) => new(name, unit, ours, "limit", limit, 1, AtLeast: false);

    /// <summary>So many different items in one write, until the screen counts them all.</summary>
    static double Lines(NativeTill till, string[] codes, int from, int count) =>
        till.Until(string.Create(CultureInfo.InvariantCulture, $"{count} baris, {count} barang"), () => till.Write(string.Concat(codes.Skip(from).Take(count).Select(code => code + "\r"))));

    static async Task<double> Keys(NativeTill till)
    {
        List<double> times = [];
        for (var i = 0; i < keys; i++)
        {
            var typed = new string('5', i % 5 + 1);
            times.Add(till.Until($"{selling}: {typed}_", () => till.Write("5")));
            if (i % 5 == 4) till.Until($"{selling}: _", () => till.Write("\e"));
            // A hand is not in step with the screen.
            await Task.Delay(37);
        }
        return Readings.Quantile(times, 0.95);
    }

    static async Task<double> Gun(NativeTill till, PseudoPair gun, string[] codes)
    {
        List<double> times = [];
        for (var i = burst; i < burst + gunScans; i++)
        {
            var code = codes[i];
            times.Add(till.Until(string.Create(CultureInfo.InvariantCulture, $"{i + 1} baris, {i + 1} barang"), () => gun.Write(System.Text.Encoding.ASCII.GetBytes(code + "\r\n"))));
            await Task.Delay(43);
        }
        return Readings.Quantile(times, 0.95);
    }
}
