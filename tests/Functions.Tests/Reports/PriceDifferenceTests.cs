using System.Net;
using Sasuai.Functions.Seed;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Reports;

/// <summary>CONFLICTS: a sale keeps the till's price; a report lists the differences; nothing is re-priced.</summary>
public sealed class PriceDifferenceTests(TestServers servers)
{
    const string gtin = "8996001600269";

    [Fact]
    public async Task A_line_at_a_price_that_was_no_more_is_listed_and_nothing_is_re_priced()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var (version, price) = await cloud.Ask<(long, long)>("select version, amount from price where product_id = @id", new { id = DemoChain.Product(gtin) });
        await cloud.Ask<long>("""
            insert into price (chain_id, price_book_id, product_id, amount, valid_from, set_at) select chain_id, price_book_id, product_id, amount + 500, @from, @from from price where version = @version returning version
            """, new { version, from = SaleOf.At.AddMinutes(-30) });
        var stale = SaleOf.Product(terminal, quantity: 2);
        stale = stale with { Lines = [stale.Lines[0] with { PriceVersion = version }] };
        var before = SaleOf.Product(terminal, at: SaleOf.At.AddHours(-1));
        before = before with { Lines = [before.Lines[0] with { PriceVersion = version }] };

        await terminal.PushAsync(stale, before);
        await ApplyAsync(cloud, "JKT01");

        var report = await (await owner.GetAsync("/v1/reports/price-differences?store=JKT01&from=2026-05-31", TestContext.Current.CancellationToken)).JsonAsync();
        var line = report.GetProperty("lines").EnumerateArray().ShouldHaveSingleItem();
        (line.GetProperty("receiptNumber").GetString(), line.GetProperty("soldAt").GetInt64(), line.GetProperty("inForce").GetInt64()).ShouldBe((stale.ReceiptNumber.ToString(), price, price + 500));
        report.GetProperty("difference").GetInt64().ShouldBe(1_000);
        (await cloud.Ask<long>("select sum(total)::bigint from sale")).ShouldBe((stale.Total + before.Total).Units);
        foreach (var wrong in (string[])["store=JKT01", "store=JKT01&from=2026-05-31&to=2026-05-30", "store=JKT01&from=2026-01-01&to=2026-12-31"])
            (await owner.GetAsync("/v1/reports/price-differences?" + wrong, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await owner.GetAsync("/v1/reports/price-differences?store=NONE&from=2026-05-31", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
