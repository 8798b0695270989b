using System.Diagnostics;
using Dapper;
using Sasuai.Dev;
using Sasuai.Kiosk;

namespace Sasuai.Benchmarks;

/// <summary>
/// What people feel of the messages: from the commit of a sale at the till to the gateway's receipt of the tier message, through the shipped functions with
/// everything up; and what a sale costs at the till while the broker, the gateway or both are away, beside the same sales with everything up.
/// </summary>
static class CounterToPhoneBench
{
    const int messages = 40, salesInAPhase = 400;
    static readonly TimeSpan limit = TimeSpan.FromSeconds(30);

    public static async IAsyncEnumerable<Figure> Run()
    {
        await using var house = await House.StartAsync(new()
        {
            OwnServers = true, Seed = true, SyncToDisk = true, More = new(StringComparer.Ordinal) { ["MessagesPerMember"] = "1000/1000" },
        });
        using var folder = TempFolder.Create("bench-phone");
        var terminal = house.Seeded.Terminals[0];
        await TillRobot.EnrolAsync(house.Functions.Address, terminal, folder.Path, "none");
        await using var kiosk = OpenKiosk.Open(folder.Path, TimeProvider.System);
        kiosk.Start();
        await Patience.WaitAsync(() => Task.FromResult(kiosk.Sync.Status.CatalogueAt is not null), limit, () => "The till never heard of the shop");
        var person = house.Seeded.Staff.First(one => one.Store == terminal.Store && one.Role == "Manager");
        _ = kiosk.Lane.SignIn(person.Number, person.Pin).Value;
        _ = kiosk.Lane.OpenTill(new(200_000)).Value;
        await Ask(house, "update sender_key set gap_ms = 0, jitter_percent = 0, new_hour_cap = 100000, new_day_cap = 100000, hour_cap = 100000, day_cap = 100000");

        List<double> waits = [];
        for (var message = 0; message < messages; message++)
            waits.Add(await ToPhone(house, kiosk));
        yield return new("sale's commit at the till to the gateway, p95", "ms", Readings.Quantile(waits, 0.95), "what a member would wait for", 2_000, 1.00, AtLeast: false);

        List<double> up = [], away = [];
        await Sell(house, kiosk, up);
        up.Clear();
        await Sell(house, kiosk, up);
        await house.Servers.Rabbit.KillAsync();
        await Sell(house, kiosk, away);
        await house.Gateway.StopListeningAsync();
        await Sell(house, kiosk, away);
        await house.Servers.Rabbit.StartAgainAsync();
        // A broker that starts takes a core for some seconds; that is the machine's doing and not the sale's.
        await Task.Delay(TimeSpan.FromSeconds(5));
        await Sell(house, kiosk, away);
        await house.Gateway.ListenAgainAsync();
        await Sell(house, kiosk, up);
        await Sell(house, kiosk, up);
        yield return new("sale at the till, broker and gateway away, p99", "ms", Readings.Quantile(away, 0.99), "all up", Readings.Quantile(up, 0.99), 1.20, AtLeast: false);
    }

    /// <summary>The demo's member stands ten points below the first tier and reaches it; afterwards it never happened.</summary>
    static async Task<double> ToPhone(House house, OpenKiosk kiosk)
    {
        var before = house.Gateway.Delivered.Count;
        for (var item = 0; item < 4; item++) kiosk.Lane.Scan(house.Seeded.Barcodes[8].Barcode);
        var card = house.Seeded.Members[0].Card;
        _ = kiosk.Lane.AttachMember(card).Value;
        var paid = kiosk.Lane.State.DueInCash;
        _ = kiosk.Lane.PayCash(paid).Value;
        var since = Stopwatch.StartNew();
        for (; house.Gateway.Delivered.Count == before; await Task.Delay(5))
            if (since.Elapsed > limit) throw new TimeoutException($"No message came; the functions say:\n{house.Functions.LastLines()}");
        var waited = since.Elapsed.TotalMilliseconds;
        await Patience.WaitAsync(async () => await Ask(house, "select count(*) from notification where state = 'accepted'") > 0, limit, () => "The message was never written down as sent");
        await Ask(house, """
            delete from delivery_attempt; delete from notification; delete from tier_reached;
            update member set tier_id = null, lifetime_points = 990, points = 990 where card = @card
            """, new { card });
        return waited;
    }

    /// <summary>Sales as fast as a very busy till makes them, each of them pushed meanwhile.</summary>
    static async Task Sell(House house, OpenKiosk kiosk, List<double> milliseconds)
    {
        for (var sale = 0; sale < salesInAPhase; sale++)
        {
            for (var item = 0; item < 3; item++) kiosk.Lane.Scan(house.Seeded.Barcodes[(sale + item) % house.Seeded.Barcodes.Count].Barcode);
            var paid = kiosk.Lane.State.DueInCash;
            milliseconds.Add(Readings.Milliseconds(() => _ = kiosk.Lane.PayCash(paid).Value));
            await Task.Delay(10);
        }
    }

    static async Task<long> Ask(House house, string sql, object? given = null)
    {
        await using var connection = await house.OpenDatabaseAsync();
        return await connection.ExecuteScalarAsync<long?>(sql, given) ?? 0;
    }
}
