using System.Net;
using System.Net.Http.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Sasuai.Functions.Notifications;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Notifications;

/// <summary>A store's managers are told in their own morning how yesterday went, and what is short; once, whoever looks.</summary>
public sealed class ManagerDigestTests(TestServers servers)
{
    static Task RunAsync(Operator office, DateTimeOffset now) =>
        ActivatorUtilities.CreateInstance<TellManagers>(office.Cloud.Services, new FakeTimeProvider(now)).OnTimer(new TimerInfo(), TestContext.Current.CancellationToken);

    static DateTimeOffset Utc(int day, int hour, int minute = 0) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);

    static async Task<Operator> StartAsync(TestServers servers)
    {
        var office = await Operator.StartAsync(servers);
        var manager = await office.Cloud.Ask<string>("select number from staff where email = 'manager@sasuai.test'");
        (await PhoneAsync(office, manager, "0812-7777-0001")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await office.Cloud.Ask<int>("""
            with sold as (insert into daily_sales (chain_id, store_id, business_date, hour, sales, refunds, lines, gross, discount, total, tax, rounding, due)
                select chain_id, store_id, date '2026-03-04' + d, 10, 1200 + d, 0, 0, 0, 0, 0, 0, 0, 4567890 + d from store, generate_series(0, 1) d where code = 'JKT01' returning 1)
            select count(*)::int from sold
            """);
        return office;
    }

    static Task<HttpResponseMessage> PhoneAsync(Operator office, string number, string? phone) =>
        office.Office.PutAsJsonAsync($"/v1/staff/{number}/phone", new { phone }, TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_day_before_is_told_once_in_the_morning_by_whichever_instance_looks()
    {
        await using var office = await StartAsync(servers);

        await RunAsync(office, Utc(4, 23, 59));
        await office.PumpAsync();
        office.Gateway.Log.ShouldBeEmpty();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(office, Utc(5, 0))));
        await RunAsync(office, Utc(5, 12));
        await office.PumpAsync();

        var sent = office.Gateway.Delivered.ShouldHaveSingleItem();
        sent.Number.ShouldBe("6281277770001");
        sent.Content.ShouldStartWith("Toko Sasuai Jakarta, 04-03-2026: 1.200 transaksi, penjualan Rp 4.567.890. (ref ");
        var listed = (await office.GetAsync("/v1/messages")).EnumerateArray().Single();
        (listed.GetProperty("kind").GetString(), listed.GetProperty("phone").GetString(), listed.GetProperty("test").GetBoolean(), listed.GetProperty("state").GetString()).ShouldBe(("day-close", "…0001", false, "accepted"));
        await RunAsync(office, Utc(6, 0));
        await office.PumpAsync();
        office.Gateway.Delivered[^1].Content.ShouldContain("05-03-2026: 1.201 transaksi");
    }

    [Fact]
    public async Task What_is_short_is_told_where_the_chain_says_what_short_is_and_a_name_of_braces_harms_nothing()
    {
        await using var office = await StartAsync(servers);
        await office.Cloud.Ask<int>("""
            with few as (insert into stock_level (chain_id, store_id, product_id, quantity) select s.chain_id, s.store_id, p.product_id, p.row_number - 3
                from store s, (select product_id, row_number() over (order by product_id) from product limit 20) p where s.code = 'JKT01' returning 1),
            odd as (update product set name = 'Teh {{name}} *besar*' where product_id = (select product_id from product order by product_id limit 1) returning 1)
            select (select count(*) from few)::int + (select count(*) from odd)::int
            """);
        (await (await office.Office.PutAsJsonAsync("/v1/message-rules", new { lowStockAt = -1 }, TestContext.Current.CancellationToken)).ProblemAsync()).Field.ShouldBe("lowStockAt");
        (await office.Office.PutAsJsonAsync("/v1/message-rules", new { lowStockAt = 9 }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await RunAsync(office, Utc(5, 1));
        await office.PumpAsync();

        var text = office.Gateway.Delivered.Single(sent => !sent.Content.Contains("transaksi", StringComparison.Ordinal)).Content;
        text.ShouldStartWith("Toko Sasuai Jakarta: stok menipis. Teh {{name}} besar -2, ");
        text.ShouldContain(" +2 (ref ");
    }

    [Fact]
    public async Task Who_has_no_number_or_no_longer_works_there_is_told_nothing_and_a_wrong_number_is_refused()
    {
        await using var office = await StartAsync(servers);
        var manager = await office.Cloud.Ask<string>("select number from staff where email = 'manager@sasuai.test'");
        (await PhoneAsync(office, manager, "08l2")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PhoneAsync(office, "9999", "081277770001")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PhoneAsync(office, manager, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RunAsync(office, Utc(5, 1));
        await PhoneAsync(office, manager, "081277770001");
        await office.Cloud.Ask<int>("with gone as (update staff set active = false where number = @manager returning 1) select count(*)::int from gone", new { manager });
        await RunAsync(office, Utc(6, 1));

        (await office.Cloud.Ask<long>("select count(*) from notification")).ShouldBe(0);
        (await office.Cloud.Ask<long>("select count(*) from audit where action = 'staff-phone-set' and coalesce(after::text, '') not like '%7777%'")).ShouldBe(3);
    }
}
