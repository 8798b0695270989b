using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Dapper;
using Sasuai.Dev;
using Sasuai.Kiosk.Sync;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests;

/// <summary>
/// The network of a whole region was away, and a thousand tills come back in the same second, each with the kiosk's own client and back-off: the cloud takes all of it,
/// answers nobody with a fault, and a manager at the office hardly notices.
/// </summary>
public sealed class ThousandTills
{
    const int tills = 1_000, salesEach = 20;
    static readonly TimeSpan limit = TimeSpan.FromMinutes(3);

    readonly ConcurrentDictionary<string, int> answers = new(StringComparer.Ordinal);

    [Fact]
    public async Task A_thousand_tills_that_come_back_at_once_do_not_knock_the_cloud_over()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var house = await House.StartAsync(new() { OwnServers = true, Seed = true }, cancellation);
        using var office = await Office.SignInAsync(house.Functions.Address, house.Seeded, cancellation);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var terminals = await TerminalsAsync(house, key);
        using var http = CloudClient.NewHttp();
        var herd = terminals.Select(terminal => (terminal.Id, terminal.Store, Batch: Batch(terminal.Id, terminal.Store, terminal.Number))).ToArray();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        var since = Stopwatch.StartNew();
        var asking = AskAsync(office, over.Token);
        await Task.WhenAll(herd.Select((till, number) => ComeBackAsync(new(http, new(house.Functions.Address), key, till.Id, TimeProvider.System), till.Batch, new(number)))).WaitAsync(limit, cancellation);
        var sent = since.Elapsed;
        await Patience.WaitAsync(async () => await AskAsync<long>(house, "select count(*) from sale") == tills * salesEach, limit, () => $"Not all sales are in the books; the functions say:\n{house.Functions.LastLines()}");
        await over.CancelAsync();
        var waits = await asking;

        (await AskAsync<long>(house, "select count(*) from fact")).ShouldBe(tills * salesEach);
        (await AskAsync<long>(house, "select sum(due)::bigint from daily_sales")).ShouldBe(herd.Length * salesEach * due);
        (await AskAsync<long>(house, "select count(*) from fact where dead_letter is not null")).ShouldBe(0);
        answers.Keys.Where(answer => answer is not ("ok" or "busy")).ShouldBeEmpty(Told());
        answers.GetValueOrDefault("busy").ShouldBeGreaterThan(0, "Nobody was told to come again later");
        waits.Count.ShouldBeGreaterThan(0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tills} tills at once, {tills * salesEach} sales sent in {sent.TotalSeconds:0.0} s and in the books after {since.Elapsed.TotalSeconds:0.0} s; answers: {Told()}; a manager asked {waits.Count} times and waited {waits.Max().TotalSeconds:0.00} s at the most; the functions had {ProcessTree.PeakMegabytes(house.Functions.ProcessId!.Value):0} MB at the most"));
    }

    const long due = 15_500;

    string Told() => string.Join(", ", answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Value} {answer.Key}"));

    static async Task<List<(TerminalId Id, string Store, int Number)>> TerminalsAsync(House house, ECDsa key)
    {
        await using var connection = await house.OpenDatabaseAsync();
        var made = Enumerable.Range(0, tills).Select(number => (Id: new TerminalId(Guid.CreateVersion7()), Number: 10 + (number / 2), Place: number % 2)).ToArray();
        return [.. (await connection.QueryAsync<(Guid Id, string Store, int Number)>("""
            with made as (
                insert into terminal (terminal_id, chain_id, store_id, number, name, public_key, epoch, head_hash)
                select t.id, s.chain_id, s.store_id, t.number, 'Kasir ' || t.number, @key, 1, t.hash
                from unnest(@ids, @numbers, @places, @hashes) as t(id, number, place, hash) join (select chain_id, store_id, row_number() over (order by code) - 1 as place from store) s using (place)
                returning terminal_id, store_id, number)
            select m.terminal_id, s.code, m.number from made m join store s on s.store_id = m.store_id
            """, new
        {
            key = key.ExportSubjectPublicKeyInfo(), ids = made.Select(till => till.Id.Value).ToArray(), numbers = made.Select(till => till.Number).ToArray(), places = made.Select(till => till.Place).ToArray(), hashes = made.Select(till => HashChain.Genesis(till.Id, 1)).ToArray()
        })).Select(till => (new TerminalId(till.Id), till.Store, till.Number))];
    }

    static ChangeBatch Batch(TerminalId terminal, string store, int number)
    {
        var session = new TillSessionId(Guid.CreateVersion7());
        var changes = new Change[salesEach];
        for (var i = 0; i < salesEach; i++)
        {
            var product = new SellableProduct(new(Guid.CreateVersion7()), "SKU", "8991234567898", "Kopi Susu Gula Aren", "Minuman", "pcs", Quantity.One, new(due), 1, new("PPN", 1_200, 11, 12));
            var basket = Basket.Start(new(Guid.CreateVersion7())).Add(product, Quantity.One).Value;
            var sale = Checkout.Complete(basket, BestOffer.Price(basket.Lines, [], DateTimeOffset.UnixEpoch), [(TenderKind.Cash, new(20_000), null)], new(100), new(new(1_000)),
                new(new(store, number, 1, i + 1), session, new(Guid.CreateVersion7()), new(2026, 1, 1), DateTimeOffset.UnixEpoch)).Value;
            var (type, version, payload) = FactTypes.Write(sale);
            changes[i] = new(Guid.CreateVersion7(), i + 1, type, version, (i + 1L) << 16, payload);
        }
        return new(terminal, 1, 1, HashChain.Genesis(terminal, 1), salesEach, 0, "herd", changes);
    }

    /// <summary>As SyncLoop does: asks where the feeds stand and sends, and after a no or a time-out waits as its back-off says.</summary>
    async Task ComeBackAsync(CloudClient cloud, ChangeBatch batch, Random chance)
    {
        var backOff = new BackOff(chance, TimeSpan.FromSeconds(30));
        for (var isTold = false; ;)
        {
            TimeSpan? asked = null;
            try
            {
                if (!isTold) await cloud.Feeds(TestContext.Current.CancellationToken);
                isTold = true;
                var reply = await cloud.Push(batch, TestContext.Current.CancellationToken);
                answers.AddOrUpdate(reply.Status, 1, (_, before) => before + 1);
                if (reply.Status == PushStatus.ok && reply.AckThrough == salesEach) return;
                asked = TimeSpan.FromSeconds(reply.RetryAfterSeconds);
            }
            catch (CloudFault no)
            {
                answers.AddOrUpdate(no.Status == HttpStatusCode.ServiceUnavailable ? "busy" : $"{(int)no.Status} {no.Message}", 1, (_, before) => before + 1);
                asked = no.RetryAfter;
            }
            catch (Exception away) when (away is HttpRequestException or OperationCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                answers.AddOrUpdate(away.GetType().Name, 1, (_, before) => before + 1);
            }
            await Task.Delay(backOff.Failed(asked), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A manager looks at the day again and again; how long each look took.</summary>
    static async Task<List<TimeSpan>> AskAsync(Office office, CancellationToken over)
    {
        var waits = new List<TimeSpan>();
        while (!over.IsCancellationRequested)
        {
            var since = Stopwatch.StartNew();
            using (var answer = await office.Client.GetAsync(new Uri("/v1/reports/stores", UriKind.Relative), CancellationToken.None)) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            waits.Add(since.Elapsed);
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
        return waits;
    }

    static async Task<T> AskAsync<T>(House house, string sql)
    {
        await using var connection = await house.OpenDatabaseAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }
}
