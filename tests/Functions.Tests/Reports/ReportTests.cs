using System.Net;
using Sasuai.Tests.Platform;
using Sasuai.Tests.Sales;

namespace Sasuai.Tests.Reports;

public sealed class ReportTests(TestServers servers)
{
    [Theory]
    [InlineData("/v1/reports/daily-sales?date=2026-05-31", HttpStatusCode.BadRequest, "store")]
    [InlineData("/v1/reports/daily-sales?store=JKT01", HttpStatusCode.BadRequest, "date")]
    [InlineData("/v1/reports/daily-sales?store=JKT01&date=31-05-2026", HttpStatusCode.BadRequest, "date")]
    [InlineData("/v1/reports/daily-sales?store=JKT01&date=2026-02-30", HttpStatusCode.BadRequest, "date")]
    [InlineData("/v1/reports/daily-sales?store='or'1&date=2026-05-31", HttpStatusCode.NotFound, "store")]
    [InlineData("/v1/reports/stores?date=today", HttpStatusCode.BadRequest, "date")]
    [InlineData("/v1/reports/sales-total?from=2026-05-31", HttpStatusCode.BadRequest, "to")]
    [InlineData("/v1/reports/sales-total?from=2026-05-31&to=2026-05-30", HttpStatusCode.BadRequest, "to")]
    [InlineData("/v1/products?limit=0", HttpStatusCode.BadRequest, "limit")]
    [InlineData("/v1/products?priceBook=x", HttpStatusCode.BadRequest, "priceBook")]
    public async Task A_wrong_question_names_the_field(string path, HttpStatusCode status, string field)
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var owner = await cloud.SignInAsync();

        var answer = await owner.GetAsync(path, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(status);
        (await answer.ProblemAsync()).Field.ShouldBe(field);
    }

    [Fact]
    public async Task A_manager_sees_their_own_store_and_no_other()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var manager = await cloud.SignInAsync("manager@sasuai.test");
        using var jakarta = await cloud.EnrolAsync();
        using var denpasar = await cloud.EnrolAsync("DPS01");
        await jakarta.PushAsync(SaleOf.Product(jakarta));
        await denpasar.PushAsync(SaleOf.Product(denpasar));
        await ApplyTests.ApplyAsync(cloud, "JKT01");
        await ApplyTests.ApplyAsync(cloud, "DPS01");

        var own = await manager.GetAsync("/v1/reports/daily-sales?store=JKT01&date=2026-05-31", TestContext.Current.CancellationToken);
        var other = await manager.GetAsync("/v1/reports/daily-sales?store=DPS01&date=2026-05-31", TestContext.Current.CancellationToken);
        var stores = await (await manager.GetAsync("/v1/reports/stores?date=2026-05-31", TestContext.Current.CancellationToken)).JsonAsync();

        (await own.JsonAsync()).GetProperty("sales").GetInt64().ShouldBe(1);
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        stores.GetProperty("stores").EnumerateArray().Select(store => (store.GetProperty("store").GetString(), store.GetProperty("sales").GetInt64())).ShouldBe([("JKT01", 1L)]);
    }

    [Fact]
    public async Task Today_is_each_store_s_own_date()
    {
        // 16:30 UTC is half past eleven at night in Jakarta and half past midnight in Denpasar.
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 5, 31, 16, 30, 0, TimeSpan.Zero));
        await using var cloud = await CloudUnderTest.StartAsync(servers, services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(services, clock));
        using var owner = await cloud.SignInAsync();

        var stores = (await (await owner.GetAsync("/v1/reports/stores", TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("stores");

        stores.EnumerateArray().Select(store => (store.GetProperty("store").GetString(), store.GetProperty("date").GetString())).ShouldBe([("DPS01", "2026-06-01"), ("JKT01", "2026-05-31")]);
    }
}
