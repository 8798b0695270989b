namespace Sasuai.Tests;

public sealed class WeekendOffline
{
    [Fact]
    public async Task A_till_sells_from_friday_to_sunday_without_the_cloud_and_everything_arrives_once_on_its_own_day()
    {
        await using var chain = await Chain.OpenAsync();
        await using var till = await chain.OpenTillAsync();
        var today = await chain.Office.TodayAtAsync(chain.Terminal.Store);
        // Everything it needs has come down; then the line is cut for three days.
        await Chain.SyncedAsync(till);
        await till.Terminal.WaitForAsync("ONLINE");
        await chain.House.Functions.StopAsync();
        await till.CloseTillAsync(200_000);

        var due = new Dictionary<DateOnly, (long Sales, long Money)>();
        for (var daysAgo = 3; daysAgo >= 1; daysAgo--)
        {
            // A night lies between, and the power went with it.
            await till.PowerCutAsync(TimeSpan.FromDays(-daysAgo));
            await till.SignInAsync(chain.Cashier);
            await till.OpenTillAsync(100_000);
            for (var sale = 0; sale < 4; sale++)
            {
                await till.ScanAsync(chain.Products[sale].Barcode, chain.Products[sale + 4].Barcode);
                await till.Terminal.WaitForAsync("2 baris");
                var (paid, _) = await till.PayAsync();
                var sofar = due.GetValueOrDefault(today.AddDays(-daysAgo));
                due[today.AddDays(-daysAgo)] = (sofar.Sales + 1, sofar.Money + paid);
            }
            await till.Terminal.WaitForAsync("OFFLINE");
            await till.CloseTillAsync(100_000 + due[today.AddDays(-daysAgo)].Money);
        }

        await till.PowerCutAsync(TimeSpan.Zero);
        await chain.House.Functions.StartAgainAsync();
        foreach (var (day, (sales, money)) in due)
        {
            var report = await chain.Office.WaitForDayAsync(chain.Terminal.Store, day, seen => seen.Sales == sales, TimeSpan.FromMinutes(2));
            report.Due.ShouldBe(money);
        }
        (await chain.AskAsync<long>("select count(*) from sale")).ShouldBe(12);
        (await chain.AskAsync<long>("select count(distinct receipt_number) from sale")).ShouldBe(12);
        (await chain.AskAsync<long>("select sum(over_short)::bigint from till_session where closed_at is not null")).ShouldBe(0);
        // One series without a gap: the last number is the count.
        (await chain.AskAsync<long>("select max(right(receipt_number, 6)::int)::bigint from sale")).ShouldBe(12);
    }
}
