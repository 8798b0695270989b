using Sasuai.Functions.Flags;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Sales;

namespace Sasuai.Functions.Sales;

/// <summary>Goods that left or came back: a movement for each line, and the level as the sum of the movements. Below zero is a fact to work off.</summary>
static class PostStock
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var moved = sales.SelectMany(sale => sale.Lines.SelectMany((line, index) => Of(sale, line, index + 1))).ToArray();
        await work.Execute(insertMovements, new
        {
            chain = shop.ChainId, store = shop.StoreId, causes = moved.Select(m => m.Sale.SaleId).ToArray(), numbers = moved.Select(m => m.Number).ToArray(),
            products = moved.Select(m => m.Product).ToArray(), quantities = moved.Select(m => m.Quantity).ToArray(),
            reasons = moved.Select(m => m.Reason).ToArray(), moments = moved.Select(m => m.Sale.At.UtcDateTime).ToArray()
        });
        // Each product once and in order, so that two transactions never wait for each other in a circle.
        var levels = moved.GroupBy(m => m.Product, m => m.Quantity).Select(product => (product.Key, Sum: product.Sum())).OrderBy(product => product.Key).ToArray();
        var below = await work.Query<Below>(moveLevels, new
            { chain = shop.ChainId, store = shop.StoreId, products = levels.Select(l => l.Key).ToArray(), quantities = levels.Select(l => l.Sum).ToArray() });
        await PostFlags.CountShelf(work, [.. below.Select(one => (moved.Last(m => m.Product == one.ProductId).Sale.Fact.FactId, one.ProductId, one.Quantity))]);
    }

    /// <summary>What comes back spoiled comes back first and is then written off, so that both are on the ledger.</summary>
    static IEnumerable<(PostedSale Sale, int Number, Guid Product, decimal Quantity, string Reason)> Of(PostedSale sale, SoldLine line, int number)
    {
        var quantity = -sale.Sign * line.Quantity.Amount;
        yield return (sale, number, line.ProductId.Value, quantity, sale.Kind);
        if (line.Condition == GoodsCondition.Waste) yield return (sale, -number, line.ProductId.Value, -quantity, "waste");
    }

    sealed record Below(Guid ProductId, decimal Quantity);

    const string insertMovements = """
        insert into stock_movement (cause_id, number, chain_id, store_id, product_id, quantity, reason, at)
        select m.cause, m.number, @chain, @store, m.product, m.quantity, m.reason, m.moment
        from unnest(@causes, @numbers, @products, @quantities, @reasons, @moments) as m(cause, number, product, quantity, reason, moment)
        """;

    // Those that went below zero just now; a product that was never received has no level to fall from.
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
