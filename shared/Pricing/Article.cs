using Sasuai.Sales;

namespace Sasuai.Pricing;

/// <summary>
/// All lines of the same thing at the same price. Offers are reckoned for them together and then split over the lines, so that it does not
/// matter in which order, or in how many lines, the same goods were scanned.
/// </summary>
sealed class Article
{
    Article(int index, IReadOnlyList<BasketLine> lines, int[] places)
    {
        (Index, Places, First) = (index, places, lines[places[0]]);
        foreach (var place in places)
        {
            Gross += lines[place].Gross;
            Quantity += lines[place].Quantity;
        }
    }

    public int Index { get; }

    /// <summary>Where its lines stand in the basket.</summary>
    public int[] Places { get; }

    public BasketLine First { get; }
    public Money Gross { get; }
    public Quantity Quantity { get; }

    /// <summary>What history took off; it competes with the promotions.</summary>
    public Money Given => First.GivenDiscount;

    public long WholePieces => Math.Max(0, Quantity.Thousandths / Quantity.One.Thousandths);

    public bool IsCoveredBy(Promotion promotion) => promotion.Covers(First.ProductId, First.Category, First.Brand);

    public bool IsFreeIn(Promotion promotion) => promotion.FreeProducts is null ? IsCoveredBy(promotion) : promotion.FreeProducts.Contains(First.ProductId);

    /// <summary>What so much of it costs before any discount.</summary>
    public Money GrossOf(Quantity part) => part == Quantity ? Gross : Quantity.Thousandths == 0 ? Money.Zero : Gross.Portion(part.Thousandths, Quantity.Thousandths);

    /// <summary>The articles of a basket in an order that does not depend on the order of the scans.</summary>
    public static Article[] Of(IReadOnlyList<BasketLine> lines)
    {
        var pools = Enumerable.Range(0, lines.Count).GroupBy(place => Key(lines[place]))
            .OrderBy(pool => pool.Key.Product.Value).ThenBy(pool => pool.Key.Price.Units).ThenBy(pool => pool.Key.Tax.RateBasisPoints).ThenBy(pool => lines[pool.First()].Gross.Units).ThenBy(pool => pool.Key.Alone);
        return [.. pools.Select((pool, index) => new Article(index, lines, [.. pool]))];
    }

    // A line that carries its own price, or a discount of history, is like no other.
    static (ProductId Product, Money Price, TaxRate Tax, int Alone) Key(BasketLine line) =>
        (line.ProductId, line.UnitPrice, line.Tax, line.FixedGross is null && line.GivenDiscount.IsZero ? 0 : line.Number);
}
