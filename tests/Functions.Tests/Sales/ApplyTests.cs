using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Functions.Seed;
using Sasuai.Functions.Sync;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using Sasuai.Tills;

namespace Sasuai.Tests.Sales;

public sealed class ApplyTests(TestServers servers)
{
    const string leMinerale = "8996001600269";

    [Fact]
    public async Task A_pushed_sale_is_in_the_report_within_two_seconds()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var terminal = await cloud.EnrolAsync("DPS01");
        using var owner = await cloud.SignInAsync();
        await terminal.PushAsync(SaleOf.Product(terminal));
        var since = TimeProvider.System.GetTimestamp();

        var report = await ReportAsync(owner, "DPS01");
        while (report.GetProperty("sales").GetInt64() == 0 && TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            report = await ReportAsync(owner, "DPS01");
        }

        TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        report.GetProperty("sales").GetInt64().ShouldBe(1);
        report.GetProperty("due").GetInt64().ShouldBe(3_800);
        // 03:15 UTC is 11:15 in Denpasar.
        report.GetProperty("byHour")[0].GetProperty("hour").GetInt32().ShouldBe(11);
    }

    [Fact]
    public async Task The_report_equals_the_sum_of_sales_and_refunds()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var sale = SaleOf.Product(terminal, quantity: 3);
        var cheaper = SaleOf.Product(terminal, "089686010947", 2.5m, discount: new(333));
        var refund = SaleOf.Refund(terminal, sale, quantity: 1);
        await terminal.PushAsync(sale, cheaper, refund);

        await ApplyAsync(cloud, "JKT01");

        var report = await ReportAsync(owner, "JKT01");
        report.GetProperty("sales").GetInt64().ShouldBe(2);
        report.GetProperty("refunds").GetInt64().ShouldBe(1);
        report.GetProperty("lines").GetInt64().ShouldBe(3);
        report.GetProperty("total").GetInt64().ShouldBe((sale.Total + cheaper.Total - refund.Total).Units);
        report.GetProperty("discount").GetInt64().ShouldBe(333);
        report.GetProperty("tax").GetInt64().ShouldBe((sale.Tax + cheaper.Tax - refund.Tax).Units);
        report.GetProperty("rounding").GetInt64().ShouldBe((sale.Rounding + cheaper.Rounding - refund.Rounding).Units);
        report.GetProperty("due").GetInt64().ShouldBe((sale.Due + cheaper.Due - refund.Due).Units);
        report.GetProperty("byTender")[0].GetProperty("amount").GetInt64().ShouldBe(report.GetProperty("due").GetInt64());
        (await cloud.Ask<decimal>("select quantity from stock_level where product_id = @id", new { id = DemoChain.Product(leMinerale) })).ShouldBe(-2);
        (await cloud.Ask<decimal>("select sum(quantity) from stock_movement")).ShouldBe(-4.5m);
        var total = await (await owner.GetAsync("/v1/reports/sales-total?from=2026-05-31&to=2026-05-31&store=jkt01", TestContext.Current.CancellationToken)).JsonAsync();
        total.GetProperty("stores")[0].GetProperty("salesTotal").GetInt64().ShouldBe((sale.Total + cheaper.Total).Units);
        total.GetProperty("stores")[0].GetProperty("refundsTotal").GetInt64().ShouldBe(refund.Total.Units);
    }

    [Fact]
    public async Task Applying_twice_or_on_two_instances_at_once_posts_each_sale_once()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        await terminal.PushAsync([.. Enumerable.Range(0, 300).Select(_ => SaleOf.Product(terminal))]);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ApplyAsync(cloud, "JKT01")));
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(300);
        (await cloud.Ask<long>("select sum(sales)::bigint from daily_sales")).ShouldBe(300);
        (await cloud.Ask<decimal>("select quantity from stock_level")).ShouldBe(-300);
        (await cloud.Ask<long>("select count(*) from fact where applied_at is null")).ShouldBe(0);
    }

    [Fact]
    public async Task A_lost_queue_message_is_swept_up()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers, null, "--AzureWebJobs.ApplyChanges.Disabled=true", "--SweepSchedule=*/1 * * * * *");
        using var terminal = await cloud.EnrolAsync();

        await terminal.PushAsync(SaleOf.Product(terminal));

        await Eventually(async () => (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(1));
    }

    [Fact]
    public async Task A_dead_queue_never_fails_a_push()
    {
        var postgres = await servers.NewDatabaseAsync(await CloudUnderTest.TemplateAsync(servers));
        await using var cloud = await CloudUnderTest.StartOnAsync(postgres, "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;QueueEndpoint=http://127.0.0.1:1/devstoreaccount1;",
            null, "--AzureWebJobs.ApplyChanges.Disabled=true");
        using var terminal = await cloud.EnrolAsync();

        var reply = await terminal.PushAsync(SaleOf.Product(terminal));

        reply.Status.ShouldBe(PushStatus.ok);
        (await cloud.Ask<long>("select count(*) from fact")).ShouldBe(1);
    }

    [Fact]
    public async Task A_fact_that_cannot_be_understood_is_set_aside_with_its_money_and_the_rest_goes_on()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var unbalanced = SaleOf.Product(terminal) with { Total = new(1) };
        var nul = SaleOf.Product(terminal);
        nul = nul with { Lines = [nul.Lines[0] with { Name = "a\0b" }] };
        await terminal.PushAsync(terminal.WriteRaw(
            FactTypes.Write(SaleOf.Product(terminal)), ("sale-completed", 1, "{ not json"), ("sale-completed", 99, """{"due":7000}"""), ("horoscope", 1, """{"total":5}"""),
            FactTypes.Write(unbalanced), ("sale-completed", 1, "{}"), FactTypes.Write(nul), FactTypes.Write(SaleOf.Product(terminal))));

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(2);
        (await cloud.Ask<long>("select count(*) from fact where dead_letter is not null")).ShouldBe(6);
        (await cloud.Ask<long>("select count(*) from fact where applied_at is null and dead_letter is null")).ShouldBe(0);
        (await cloud.Ask<long>("select sum(amount)::bigint from suspense")).ShouldBe(7_000 + 5 + 3_800 + 3_800);
    }

    [Fact]
    public async Task Another_sale_under_a_receipt_number_that_is_in_the_books_is_set_aside_not_lost()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var first = SaleOf.Product(terminal);
        terminal.Receipts = 0;
        var second = SaleOf.Product(terminal, quantity: 2);
        await terminal.PushAsync(first, second);

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select sum(due)::bigint from sale")).ShouldBe(3_800);
        (await cloud.Ask<long>("select amount from suspense")).ShouldBe(7_600);
    }

    [Fact]
    public async Task A_till_session_and_a_void_are_in_the_books()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var cashier = DemoChain.StaffMember("101");
        await terminal.PushAsync(
            new TillSessionOpened(SaleOf.TillSession, cashier, SaleOf.Day, SaleOf.At, new(200_000)),
            new LineVoided(new(Guid.CreateVersion7()), 1, leMinerale, "Le Minerale 600 ml", Quantity.One, new(3_800), cashier, SaleOf.At, "salah pindai"),
            new TillSessionClosed(SaleOf.TillSession, cashier, SaleOf.At.AddHours(8), 1, 0, Money.Zero, new(200_000), new(199_000), new(-1_000)));

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select over_short from till_session where opening_float = 200000 and z_number = 1")).ShouldBe(-1_000);
        (await cloud.Ask<string>("select reason from void_record where kind = 'line'")).ShouldBe("salah pindai");
    }

    internal static async Task Eventually(Func<Task> holds)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await holds();
                return;
            }
            catch (ShouldAssertException) when (TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(10))
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    internal static Task<int> ApplyAsync(CloudUnderTest cloud, string store) =>
        cloud.Services.GetRequiredService<FactApplier>().Apply(DemoChain.Store(store), TestContext.Current.CancellationToken);

    /// <summary>A cloud that posts only when the test says so.</summary>

    static async Task<JsonElement> ReportAsync(HttpClient owner, string store) =>
        await (await owner.GetAsync($"/v1/reports/daily-sales?store={store}&date=2026-05-31", TestContext.Current.CancellationToken)).JsonAsync();
}
