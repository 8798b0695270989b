using System.Net;
using System.Net.Http.Json;
using Sasuai.Functions.Seed;
using Sasuai.Sales;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Inventory;

/// <summary>CONFLICTS: a batch was already empty: the sale is accepted and untouched, and a FEFO re-allocation is recorded as an adjustment.</summary>
public sealed class LotTests(TestServers servers)
{
    const string gtin = "8996001600269";
    static readonly Guid product = DemoChain.Product(gtin).Value;

    static SaleCompleted Of(SaleCompleted sale, string? lot) => sale with { Lines = [sale.Lines[0] with { Lot = lot, Expiry = lot is null ? null : new DateOnly(2026, 7, 1) }] };

    static async Task<(HttpClient Owner, string Sku)> OfficeAsync(CloudUnderTest cloud) =>
        (await cloud.SignInAsync(), await cloud.Ask<string>("select sku from product where product_id = @product", new { product }));

    static Task<HttpResponseMessage> ReceiveAsync(HttpClient owner, Guid id, object lines, string store = "JKT01") =>
        owner.PutAsJsonAsync($"/v1/stores/{store}/goods-receipts/{id}", new { lines }, TestContext.Current.CancellationToken);

    static async Task<string> LotsAsync(CloudUnderTest cloud) =>
        await cloud.Ask<string?>("select string_agg(lot || '=' || trim_scale(quantity), ' ' order by expiry nulls last, lot) from stock_lot where product_id = @product and quantity <> 0", new { product }) ?? "";

    /// <summary>The ledger, the levels and the lots say the same, whatever happened.</summary>
    static async Task AgreeAsync(CloudUnderTest cloud)
    {
        (await cloud.Ask<bool>("select bool_and(l.quantity = (select sum(o.quantity) from stock_lot o where o.store_id = l.store_id and o.product_id = l.product_id)) from stock_level l where l.product_id = @product", new { product })).ShouldBeTrue();
        (await cloud.Ask<bool>("select bool_and(o.quantity = (select sum(m.quantity) from lot_movement m where m.store_id = o.store_id and m.product_id = o.product_id and m.lot = o.lot)) from stock_lot o", new { })).ShouldBeTrue();
    }

    [Fact]
    public async Task A_sale_of_an_empty_lot_stands_and_the_rest_comes_off_the_lot_that_expires_first()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var (owner, sku) = await OfficeAsync(cloud);
        (await ReceiveAsync(owner, Guid.CreateVersion7(), new object[] { new { sku, quantity = 2, lot = "L1", expiry = "2026-07-01" }, new { sku, quantity = 5, lot = "L2", expiry = "2026-08-01" }, new { sku, quantity = 5, lot = "L3", expiry = "2026-09-01" } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Two tills without a network sold the same two pieces of L1, and one something without a lot on it.
        var first = Of(SaleOf.Product(terminal, gtin, 2), "L1");
        var second = Of(SaleOf.Product(terminal, gtin, 2), "L1");
        await terminal.PushAsync(first, second, Of(SaleOf.Product(terminal, gtin, 1), null));

        await ApplyAsync(cloud, "JKT01");

        (await LotsAsync(cloud)).ShouldBe("L2=2 L3=5");
        await AgreeAsync(cloud);
        (await cloud.Ask<long>("select count(*) from sale")).ShouldBe(3);
        (await cloud.Ask<long>("select count(*) from fact where dead_letter is not null")).ShouldBe(0);
        var stock = await (await owner.GetAsync($"/v1/stores/JKT01/stock/{sku}", TestContext.Current.CancellationToken)).JsonAsync();
        stock.GetProperty("quantity").GetDecimal().ShouldBe(7);
        stock.GetProperty("lots").EnumerateArray().Select(lot => lot.GetProperty("lot").GetString()).ShouldBe(["L2", "L3"]);
        stock.GetProperty("adjustments").EnumerateArray().Where(move => move.GetProperty("receipt").GetString() == second.ReceiptNumber.ToString())
            .Select(move => (move.GetProperty("lot").GetString(), move.GetProperty("quantity").GetDecimal())).ShouldBe([("L2", -2m), ("L1", 2m)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_comes_back_goes_to_its_lot_and_what_nobody_has_is_a_shortage_until_it_is_received()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var (owner, sku) = await OfficeAsync(cloud);
        await terminal.PushAsync(SaleOf.Product(terminal, gtin, 3));
        await ApplyAsync(cloud, "JKT01");
        (await LotsAsync(cloud)).ShouldBe("");

        // Three were sold before anybody counted by lot.
        await ReceiveAsync(owner, Guid.CreateVersion7(), new object[] { new { sku, quantity = 2, lot = "L1", expiry = "2026-07-01" } });
        (await LotsAsync(cloud)).ShouldBe("L1=2 =-3");
        var sold = Of(SaleOf.Product(terminal, gtin, 4), "L1");
        await terminal.PushAsync(sold);
        await ApplyAsync(cloud, "JKT01");
        (await LotsAsync(cloud)).ShouldBe("L1=-2 =-3");
        var back = SaleOf.Refund(terminal, sold, gtin, 1);
        await terminal.PushAsync(back with { Lines = [back.Lines[0] with { Lot = "L1", Condition = GoodsCondition.Waste }] }, SaleOf.Refund(terminal, sold, gtin, 2) is var other ? other with { Lines = [other.Lines[0] with { Lot = "L1" }] } : back);
        await ApplyAsync(cloud, "JKT01");

        (await LotsAsync(cloud)).ShouldBe("=-3");
        await AgreeAsync(cloud);
    }

    [Fact]
    public async Task A_receipt_counts_once_and_whole_and_nonsense_is_told()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        var (owner, sku) = await OfficeAsync(cloud);
        var id = Guid.CreateVersion7();
        object[] good = [new { sku, quantity = 2.5, lot = "L1", expiry = "2026-07-01" }];
        for (var time = 0; time < 2; time++) (await ReceiveAsync(owner, id, good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LotsAsync(cloud)).ShouldBe("L1=2.5");
        (await cloud.Ask<long>("select count(*) from audit where action = 'goods-received'")).ShouldBe(1);

        async Task<(HttpStatusCode, string?)> Said(object lines, string store = "JKT01", Guid? receipt = null) =>
            await ReceiveAsync(owner, receipt ?? Guid.CreateVersion7(), lines, store) is var answer ? (answer.StatusCode, (await answer.ProblemAsync()).Field) : default;
        (await Said(new object[] { new { sku, quantity = 9 } }, receipt: id)).ShouldBe((HttpStatusCode.BadRequest, "id"));
        (await Said(Array.Empty<object>())).ShouldBe((HttpStatusCode.BadRequest, "lines"));
        (await Said(new object[] { new { sku, quantity = 0 } })).ShouldBe((HttpStatusCode.BadRequest, "lines[0].quantity"));
        (await Said(new object[] { new { sku, quantity = 1.0005 } })).ShouldBe((HttpStatusCode.BadRequest, "lines[0].quantity"));
        (await Said(new object[] { new { sku, quantity = 1, expiry = "2026-07-01" } })).ShouldBe((HttpStatusCode.BadRequest, "lines[0].lot"));
        (await Said(new object[] { new { sku, quantity = 1, lot = "L1" }, new { sku = "NIEMAND", quantity = 1 } })).ShouldBe((HttpStatusCode.NotFound, "lines"));
        (await Said(good, store: "TIADA")).ShouldBe((HttpStatusCode.NotFound, "code"));
        (await owner.GetAsync("/v1/stores/JKT01/stock/NIEMAND", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await LotsAsync(cloud)).ShouldBe("L1=2.5");
        await AgreeAsync(cloud);
    }
}
