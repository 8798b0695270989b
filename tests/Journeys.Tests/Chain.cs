using Dapper;
using Sasuai.Dev;

namespace Sasuai.Tests;

/// <summary>A whole house for one journey: servers of its own, seeded chain, an admin, a till at the first store with a printer on a serial line.</summary>
sealed class Chain : IAsyncDisposable
{
    readonly TempFolder folder = TempFolder.Create("journey");

    Chain(House house, Office office, PseudoSerial printer) => (House, Office, Printer) = (house, office, printer);

    public House House { get; }
    public Office Office { get; }
    public PseudoSerial Printer { get; }
    public SeededTerminal Terminal => House.Seeded.Terminals[0];
    public SeededStaff Cashier => House.Seeded.CashierOf(Terminal.Store);
    public IReadOnlyList<SeededProduct> Products => House.Seeded.Barcodes;
    public SeededMember NearlyPerak => House.Seeded.Members[0];
    public string KioskFolder => Path.Combine(folder.Path, "kiosk");

    /// <param name="ownServers">True when the journey kills servers.</param>
    /// <param name="more">Further settings of the functions.</param>
    public static async Task<Chain> OpenAsync(bool ownServers = false, Dictionary<string, string?>? more = null, CancellationToken cancellation = default)
    {
        var house = await House.StartAsync(new() { OwnServers = ownServers, Seed = true, SyncToDisk = false, More = more ?? [] }, cancellation);
        try
        {
            var chain = new Chain(house, await Office.SignInAsync(house.Functions.Address, house.Seeded, cancellation), PseudoSerial.Open());
            await TillRobot.EnrolAsync(house.Functions.Address, chain.Terminal, chain.KioskFolder, $"serial:{chain.Printer.Path}@9600", cancellation);
            return chain;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>The till, signed in and open.</summary>
    public async Task<TillRobot> OpenTillAsync(TimeSpan shift = default)
    {
        var till = await TillRobot.StartAsync(KioskFolder, shift);
        await till.SignInAsync(Cashier);
        await till.OpenTillAsync(200_000);
        return till;
    }

    /// <summary>Asks the cloud's database, seeing everything.</summary>
    public async Task<T> AskAsync<T>(string sql, object? given = null)
    {
        await using var connection = await House.OpenDatabaseAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, given))!;
    }

    /// <summary>Waits until the till says that nothing is unsent.</summary>
    public static Task SyncedAsync(TillRobot till) => till.SyncedAsync(TimeSpan.FromSeconds(60));

    /// <summary>Waits until the gateway has delivered so many messages, and then a little, lest one more come.</summary>
    public async Task DeliveredAsync(int count, TimeSpan limit)
    {
        await Patience.WaitAsync(() => Task.FromResult(House.Gateway.Delivered.Count >= count), limit, () => $"{House.Gateway.Delivered.Count} messages came instead of {count}; the functions say:\n{House.Functions.LastLines()}");
        await Task.Delay(TimeSpan.FromSeconds(2));
        House.Gateway.Delivered.Count.ShouldBe(count);
    }

    public async ValueTask DisposeAsync()
    {
        Office.Dispose();
        Printer.Dispose();
        await House.DisposeAsync();
        folder.Dispose();
    }
}
