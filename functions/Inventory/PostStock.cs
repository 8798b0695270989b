using Sasuai.Functions.Flags;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;
using Sasuai.Sales;

namespace Sasuai.Functions.Inventory;

/// <summary>Goods that left or came back: a movement for each line, and level and lots as the sums of their movements. Below zero is a fact to work off.</summary>
static class PostStock
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var moved = sales.SelectMany(sale => sale.Lines.SelectMany((line, index) => Of(sale, line, index + 1))).ToArray();
        await StockTable.Insert(work, shop.ChainId, shop.StoreId, [.. moved.Select(one => new StockMove(one.Sale.SaleId, one.Number, one.Line.ProductId.Value, one.Quantity, one.Reason, one.Sale.At))]);
        var below = await StockTable.Move(work, shop.ChainId, shop.StoreId, moved.Select(one => (one.Line.ProductId.Value, one.Quantity)));
        await PostFlags.CountShelf(work, [.. below.Select(one => (moved.Last(m => m.Line.ProductId.Value == one.ProductId).Sale.Fact.FactId, one.ProductId, one.Quantity))]);
        await PostLots(work, shop, moved);
    }

    static async Task PostLots(Work work, PostingStore shop, IReadOnlyList<Moved> moved)
    {
        var known = await LotTable.Of(work, shop.StoreId, moved.Select(one => one.Line.ProductId.Value).Distinct());
        var written = new List<WrittenMove>();
        foreach (var product in moved.Where(one => known.ContainsKey(one.Line.ProductId.Value)).GroupBy(one => (one.Sale.SaleId, one.Line.ProductId)))
        {
            var lots = known[product.Key.ProductId.Value];
            var moves = product.SelectMany(one => one.Quantity < 0
                ? lots.Take(one.Line.Lot, one.Line.Expiry, -one.Quantity, one.Reason).Select(move => (move, one.Sale.At))
                : [(lots.Add(one.Line.Lot, one.Line.Expiry, one.Quantity, one.Reason), one.Sale.At)]).ToArray();
            written.AddRange(moves.Select((move, index) => new WrittenMove(product.Key.SaleId, product.Key.ProductId.Value, index + 1, move.Item1, move.At)));
        }
        await LotTable.Write(work, shop.ChainId, shop.StoreId, written);
    }

    sealed record Moved(PostedSale Sale, SoldLine Line, int Number, decimal Quantity, string Reason);

    /// <summary>What comes back spoiled comes back first and is then written off, so that both are on the ledger.</summary>
    static IEnumerable<Moved> Of(PostedSale sale, SoldLine line, int number)
    {
        var quantity = -sale.Sign * line.Quantity.Amount;
        yield return new(sale, line, number, quantity, sale.Kind);
        if (line.Condition == GoodsCondition.Waste) yield return new(sale, line, -number, -quantity, "waste");
    }
}
