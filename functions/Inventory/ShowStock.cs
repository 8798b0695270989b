using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Inventory;

/// <summary>What a store has of a product: its level, its lots, those that expire first before the others, and what was lately moved between lots because one had no more.</summary>
public sealed class ShowStock(Database database, Callers callers)
{
    const int movedMax = 100;

    [Function("ShowStock")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/stores/{code}/stock/{sku}")] HttpRequest request, string code, string sku, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var answer = await database.As(caller, async work =>
        {
            if (await work.SingleOrNone<Level>(readLevel, new { code, sku }) is not { } level) return null;
            var lots = await work.Query<Held>(readLots, new { level.StoreId, level.ProductId });
            return new { sku, level.Name, level.Quantity, lots, adjustments = await work.Query<Moved>(readMoved, new { level.StoreId, level.ProductId, movedMax }) };
        }, cancellation);
        return answer is null ? Problem.From(CloudRefusals.NotFound("store or product", "sku")) : Json.Ok(answer);
    }

    sealed record Level(Guid StoreId, Guid ProductId, string Name, decimal Quantity);

    sealed record Held(string Lot, DateOnly? Expiry, decimal Quantity);

    /// <param name="Receipt">Of the sale whose label named a lot that had no more.</param>
    sealed record Moved(string? Receipt, string Lot, decimal Quantity, DateTimeOffset At);

    const string readLevel = """
        select s.store_id, p.product_id, p.name, coalesce(l.quantity, 0) as quantity
        from store s cross join product p left join stock_level l on l.store_id = s.store_id and l.product_id = p.product_id where s.code = @code and p.sku = @sku
        """;

    const string readLots = """
        select lot, expiry, quantity from stock_lot where store_id = @storeId and product_id = @productId and quantity <> 0 order by expiry nulls last, lot
        """;

    const string readMoved = """
        select s.receipt_number as receipt, m.lot, m.quantity, m.at from lot_movement m left join sale s on s.sale_id = m.cause_id
        where m.store_id = @storeId and m.product_id = @productId and m.reason = 'fefo' order by m.at desc, m.cause_id, m.number limit @movedMax
        """;
}
