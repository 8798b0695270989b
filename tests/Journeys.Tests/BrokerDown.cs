using System.Diagnostics;

namespace Sasuai.Tests;

public sealed class BrokerDown
{
    [Fact]
    public async Task Without_a_broker_the_shop_sells_and_reports_and_the_message_is_sent_once_when_it_is_back()
    {
        await using var chain = await Chain.OpenAsync(ownServers: true);
        await using var till = await chain.OpenTillAsync();
        var day = await chain.Office.TodayAtAsync(chain.Terminal.Store);
        await Chain.SyncedAsync(till);
        await chain.House.Servers.Rabbit.KillAsync();

        await till.ScanAsync(chain.Products[8].Barcode, chain.Products[0].Barcode);
        await till.Terminal.WaitForAsync("2 baris");
        await till.AttachMemberAsync(chain.NearlyPerak.Phone, "Rina");
        var paying = Stopwatch.GetTimestamp();
        var (due, _) = await till.PayAsync(100_000);
        Stopwatch.GetElapsedTime(paying).ShouldBeLessThan(TimeSpan.FromSeconds(5), "the cashier never waits for the broker");

        await chain.Office.WaitForDayAsync(chain.Terminal.Store, day, report => report.Sales == 1 && report.Due == due, TimeSpan.FromSeconds(20));
        await Patience(chain, "select count(*) from outbox where published_at is null", 1);
        chain.House.Gateway.Delivered.ShouldBeEmpty();

        await chain.House.Servers.Rabbit.StartAgainAsync();
        await chain.DeliveredAsync(1, TimeSpan.FromMinutes(2));
        (await chain.AskAsync<long>("select count(*) from notification")).ShouldBe(1);
        (await chain.AskAsync<long>("select count(*) from outbox where published_at is null")).ShouldBe(0);
    }

    static Task Patience(Chain chain, string sql, long expected) =>
        Dev.Patience.WaitAsync(async () => await chain.AskAsync<long>(sql) == expected, TimeSpan.FromSeconds(20), () => $"'{sql}' was not {expected}");
}
