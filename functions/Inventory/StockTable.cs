using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Inventory;

/// <param name="Number">Among those of one cause.</param>
/// <param name="Quantity">Below 0 for what left.</param>
sealed record StockMove(Guid Cause, int Number, Guid ProductId, decimal Quantity, string Reason, DateTimeOffset At);

/// <summary>A product whose level went below zero just now.</summary>
sealed record BelowZero(Guid ProductId, decimal Quantity);

/// <summary>What a store has of each product: an immutable ledger of movements, and the level as their sum.</summary>
static class StockTable
{
    public static Task Insert(Work work, ChainId chain, StoreId store, IReadOnlyList<StockMove> moves) => work.Execute(insertMovements, new
    {
        chain, store, causes = moves.Select(m => m.Cause).ToArray(), numbers = moves.Select(m => m.Number).ToArray(), products = moves.Select(m => m.ProductId).ToArray(),
        quantities = moves.Select(m => m.Quantity).ToArray(), reasons = moves.Select(m => m.Reason).ToArray(), moments = moves.Select(m => m.At.UtcDateTime).ToArray()
    });

    /// <summary>Moves the levels and holds them to the end of the work; those that went below zero by it.</summary>
    public static Task<IReadOnlyList<BelowZero>> Move(Work work, ChainId chain, StoreId store, IEnumerable<(Guid Product, decimal Quantity)> moves)
    {
        // Each product once and in order, so that two transactions never wait for each other in a circle.
        var levels = moves.GroupBy(m => m.Product, m => m.Quantity).Select(product => (product.Key, Sum: product.Sum())).OrderBy(product => product.Key).ToArray();
        return work.Query<BelowZero>(moveLevels, new { chain, store, products = levels.Select(l => l.Key).ToArray(), quantities = levels.Select(l => l.Sum).ToArray() });
    }

    const string insertMovements = """
        insert into stock_movement (cause_id, number, chain_id, store_id, product_id, quantity, reason, at)
        select m.cause, m.number, @chain, @store, m.product, m.quantity, m.reason, m.moment
        from unnest(@causes, @numbers, @products, @quantities, @reasons, @moments) as m(cause, number, product, quantity, reason, moment)
        """;

    // A product that was never received has no level to fall from.
    const string moveLevels = """
        with before as (
            select product_id, quantity from stock_level where store_id = @store and product_id = any(@products)),
        moved as (
            insert into stock_level (chain_id, store_id, product_id, quantity)
            select @chain, @store, l.product, l.quantity from unnest(@products, @quantities) as l(product, quantity)
            on conflict (store_id, product_id) do update set quantity = stock_level.quantity + excluded.quantity
            returning product_id, quantity)
        select moved.product_id, moved.quantity from moved join before using (product_id) where before.quantity >= 0 and moved.quantity < 0
        """;
}
