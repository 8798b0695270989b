using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Inventory;

/// <summary>One movement as it is written: what caused it, and its number among those of the product.</summary>
sealed record WrittenMove(Guid Cause, Guid ProductId, int Number, LotMove Move, DateTimeOffset At);

/// <summary>Stock by lot. Who moves it holds the product's level, so that two never work on the same lots.</summary>
static class LotTable
{
    /// <summary>The lots of those of these products that have any.</summary>
    public static async Task<Dictionary<Guid, ProductLots>> Of(Work work, StoreId store, IEnumerable<Guid> products) =>
        (await work.Query<Lot>(read, new { store, products = products.ToArray() })).GroupBy(lot => lot.ProductId).ToDictionary(product => product.Key, product => new ProductLots(product));

    public static async Task Write(Work work, ChainId chain, StoreId store, IReadOnlyList<WrittenMove> moves)
    {
        if (moves.Count == 0) return;
        await work.Execute(insertMoves, new
        {
            chain, store, causes = moves.Select(one => one.Cause).ToArray(), products = moves.Select(one => one.ProductId).ToArray(), numbers = moves.Select(one => one.Number).ToArray(),
            lots = moves.Select(one => one.Move.Lot).ToArray(), quantities = moves.Select(one => one.Move.Quantity).ToArray(), reasons = moves.Select(one => one.Move.Reason).ToArray(),
            moments = moves.Select(one => one.At.UtcDateTime).ToArray()
        });
        var sums = moves.GroupBy(one => (one.ProductId, one.Move.Lot)).Select(lot => (lot.Key.ProductId, lot.Key.Lot, lot.Last().Move.Expiry, Sum: lot.Sum(one => one.Move.Quantity))).ToArray();
        await work.Execute(moveLots, new
        {
            chain, store, products = sums.Select(lot => lot.ProductId).ToArray(), lots = sums.Select(lot => lot.Lot).ToArray(),
            expiries = sums.Select(lot => lot.Expiry?.ToDateTime(TimeOnly.MinValue)).ToArray(), quantities = sums.Select(lot => lot.Sum).ToArray()
        });
    }

    const string read = "select product_id, lot as name, expiry, quantity from stock_lot where store_id = @store and product_id = any(@products)";

    const string insertMoves = """
        insert into lot_movement (cause_id, product_id, number, chain_id, store_id, lot, quantity, reason, at)
        select m.cause, m.product, m.number, @chain, @store, m.lot, m.quantity, m.reason, m.moment
        from unnest(@causes, @products, @numbers, @lots, @quantities, @reasons, @moments) as m(cause, product, number, lot, quantity, reason, moment)
        """;

    const string moveLots = """
        insert into stock_lot (chain_id, store_id, product_id, lot, expiry, quantity)
        select @chain, @store, l.product, l.lot, l.expiry::date, l.quantity from unnest(@products, @lots, @expiries, @quantities) as l(product, lot, expiry, quantity)
        on conflict (store_id, product_id, lot) do update set quantity = stock_lot.quantity + excluded.quantity, expiry = coalesce(stock_lot.expiry, excluded.expiry)
        """;
}
