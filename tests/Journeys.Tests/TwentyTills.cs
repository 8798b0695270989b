using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Sasuai.Dev;
using Sasuai.Kiosk;
using Sasuai.Kiosk.Sync;
using Sasuai.Pricing;
using Sasuai.Sync;

namespace Sasuai.Tests;

/// <summary>
/// The real parts together: 20 kiosk processes with their own SQLite files sell through a bad network to the real functions over real PostgreSQL, while kiosks,
/// functions and PostgreSQL are killed. Afterwards the cloud holds exactly what the tills hold, and everything that a cashier was told is there.
/// </summary>
public sealed class TwentyTills
{
    const int tills = 20, salesEach = 12, seed = 20261130, offerUses = 60;
    static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    static readonly Guid offer = Guid.CreateVersion7();

    readonly ConcurrentDictionary<string, long> acknowledged = new(StringComparer.Ordinal);
    int kills;

    [Fact]
    public async Task Twenty_tills_behind_a_bad_network_and_kills_on_every_side_agree_to_the_last_rupiah()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var house = await House.StartAsync(new() { OwnServers = true, Seed = true }, cancellation);
        await using var network = await FaultProxy.StartAsync(house.Functions.Address, seed, halfOpenMax: 6);
        using var office = await Office.SignInAsync(house.Functions.Address, house.Seeded, cancellation);
        using var folder = TempFolder.Create("twenty");
        var rule = new Promotion(new(offer), "Enam puluh pertama", 500, null, null, DateTimeOffset.UnixEpoch, null, true, Stacking: Stacking.Compounded, MaximumUses: offerUses);
        using (var set = await office.Client.PutAsync(new Uri($"/v1/promotions/{offer}", UriKind.Relative), JsonContent.Create(rule, WireJson.Default.Promotion), cancellation)) set.EnsureSuccessStatusCode();
        var lanes = await EnrolAsync(house, office, network, folder);
        try
        {
            await Task.WhenAll(lanes.Select(lane => BeginAsync(lane, house.Seeded)));
            network.Healed = false;
            var killing = KillCloudAsync(house, cancellation);
            await Task.WhenAll(lanes.Select((lane, number) => SellAsync(lane, house.Seeded, new(seed + number))));
            await killing;
            network.Healed = true;
            var (sales, due, facts) = await AgreedAsync(house, lanes);

            acknowledged.Count.ShouldBeInRange(tills * salesEach / 2, (int)sales);
            var cloud = await DictionaryAsync(house, "select receipt_number, due from sale");
            foreach (var (receipt, told) in acknowledged)
                cloud.ShouldContainKeyAndValue(receipt, told, $"{receipt} was told to a cashier");
            (await AskAsync<long>(house, "select coalesce(sum(due), 0)::bigint from daily_sales")).ShouldBe(due);
            (await AskAsync<long>(house, "select coalesce(sum(amount), 0)::bigint from tender")).ShouldBe(due);
            (await AskAsync<decimal>(house, "select coalesce(sum(quantity), 0) from stock_level")).ShouldBe(await AskAsync<decimal>(house, "select -coalesce(sum(quantity), 0) from sale_line"));
            (await AskAsync<long>(house, "select count(*) from fact where dead_letter is not null or applied_at is null")).ShouldBe(0);
            var given = await AskAsync<long>(house, "select count(distinct sale_id) from sale_line_offer where promotion_id = @offer", new Dictionary<string, object>(StringComparer.Ordinal) { ["offer"] = offer });
            given.ShouldBeInRange(tills, offerUses);
            (await AskAsync<long>(house, "select uses from promotion where promotion_id = @offer", new Dictionary<string, object>(StringComparer.Ordinal) { ["offer"] = offer })).ShouldBe(given);
            (await AskAsync<bool>(house, "select bool_and(used <= granted) from allowance")).ShouldBeTrue();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tills} tills, {sales} sales in {facts} facts for {due} in all, {acknowledged.Count} of them told; {kills} kills of tills, {given} uses of a promotion for {offerUses} baskets; the network: {network}"));
        }
        finally
        {
            foreach (var lane in lanes) await lane.DisposeAsync();
        }
    }

    static async Task<List<LaneProcess>> EnrolAsync(House house, Office office, FaultProxy network, TempFolder folder)
    {
        await AskAsync<object?>(house, """
            insert into terminal (terminal_id, chain_id, store_id, number, name)
            select gen_random_uuid(), s.chain_id, s.store_id, 10 + n, 'Kasir ' || n from (select chain_id, store_id from store order by code) s, generate_series(1, @tills) n
            """, new Dictionary<string, object>(StringComparer.Ordinal) { ["tills"] = tills / house.Seeded.Stores.Count });
        var terminals = await DictionaryAsync(house, "select terminal_id::text, number from terminal where number > 10");
        using var http = CloudClient.NewHttp();
        var lanes = new List<LaneProcess>();
        foreach (var terminal in terminals.Keys)
        {
            using var answer = await office.Client.PostAsync(new Uri($"/v1/terminals/{terminal}/enrolment-code", UriKind.Relative), null);
            var code = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
            var own = Directory.CreateDirectory(folder.File(terminal)).FullName;
            await Enrolment.Run(http, own, new(network.Address), code, OpenKiosk.AppVersion, TestContext.Current.CancellationToken);
            lanes.Add(new(own));
        }
        return lanes;
    }

    /// <summary>Opens the till, and its first basket has its share of the promotion: from here on the network may be bad.</summary>
    static async Task BeginAsync(LaneProcess lane, SeededChain seeded)
    {
        lane.SwitchOn();
        await lane.SignInAsync(seeded.Owner);
        await lane.KnowsAsync(seeded.Barcodes.Select(each => each.Barcode));
        await lane.MustAsync("open 200000");
        await lane.MustAsync($"scan {seeded.Barcodes[0].Barcode}");
        await Patience.WaitAsync(async () => (await lane.MustAsync("state")).GetProperty("discount").GetInt64() > 0, limit, () => $"{lane.Folder} was not granted its share");
    }

    /// <summary>Sells, and is killed in the middle of it: between two commands, or over a payment whose answer nobody hears.</summary>
    async Task SellAsync(LaneProcess lane, SeededChain seeded, Random chance)
    {
        var killAt = chance.Next(2, salesEach);
        for (var sale = 0; sale < salesEach; sale++)
        {
            for (var item = 0; item <= chance.Next(3); item++)
                await lane.MustAsync($"scan {seeded.Barcodes[chance.Next(seeded.Barcodes.Count)].Barcode}");
            var due = (await lane.MustAsync("state")).GetProperty("dueInCash").GetInt64();
            var paying = lane.AskAsync(string.Create(CultureInfo.InvariantCulture, $"pay {due}"));
            if (sale == killAt)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(20)));
                await lane.KillAsync();
                Interlocked.Increment(ref kills);
            }
            if (await paying is { } paid && paid.GetProperty("ok").GetBoolean())
                acknowledged[paid.GetProperty("receipt").GetString()!] = paid.GetProperty("due").GetInt64();
            if (sale != killAt) continue;
            lane.SwitchOn();
            await lane.SignInAsync(seeded.Owner);
        }
    }

    static async Task KillCloudAsync(House house, CancellationToken cancellation)
    {
        var chance = new Random(seed);
        for (var round = 0; round < 2; round++)
        {
            await Task.Delay(TimeSpan.FromSeconds(chance.Next(8, 14)), cancellation);
            await house.Functions.KillAsync();
            await house.Functions.StartAgainAsync(cancellation);
            await Task.Delay(TimeSpan.FromSeconds(chance.Next(2, 6)), cancellation);
            await house.Servers.Postgres.KillAsync();
            await house.Servers.Postgres.StartAgainAsync(cancellation);
        }
    }

    /// <summary>Waits until the cloud holds as many sales and facts as the tills' files together, and compares every one.</summary>
    static async Task<(long Sales, long Due, long Facts)> AgreedAsync(House house, List<LaneProcess> lanes)
    {
        var told = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var lane in lanes)
            foreach (var (receipt, total) in Read(lane.Folder, "select receipt_number, json_extract(body, '$.due') from sale")) told.Add(receipt, total);
        // Asked again each time: a till may still give back what it was granted.
        long Facts() => lanes.Sum(lane => Read(lane.Folder, "select 'facts', count(*) from change").Single().Value);
        await Patience.WaitAsync(async () => await AskAsync<long>(house, "select count(*) from fact") == Facts() && await AskAsync<long>(house, "select count(*) from sale") == told.Count, limit,
            () => $"The tills hold {told.Count} sales in {Facts()} facts; the functions say:\n{house.Functions.LastLines()}");
        (await DictionaryAsync(house, "select receipt_number, due from sale")).OrderBy(each => each.Key, StringComparer.Ordinal).ShouldBe(told.OrderBy(each => each.Key, StringComparer.Ordinal));
        return (told.Count, told.Values.Sum(), Facts());
    }

    static List<KeyValuePair<string, long>> Read(string folder, string sql)
    {
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Directory.GetFiles(folder, "*.db").Single(), Pooling = false }.ConnectionString);
        file.Open();
        return [.. file.Query<(string Key, long Value)>(sql).Select(each => KeyValuePair.Create(each.Key, each.Value))];
    }

    static async Task<Dictionary<string, long>> DictionaryAsync(House house, string sql)
    {
        await using var connection = await house.OpenDatabaseAsync();
        return (await connection.QueryAsync<(string Key, long Value)>(sql)).ToDictionary(each => each.Key, each => each.Value, StringComparer.Ordinal);
    }

    static async Task<T> AskAsync<T>(House house, string sql, object? given = null)
    {
        await using var connection = await house.OpenDatabaseAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, given))!;
    }
}
