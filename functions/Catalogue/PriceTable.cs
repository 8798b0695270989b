using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Catalogue;

/// <summary>Prices: versions that are only ever added, each told to the terminals of its price book.</summary>
static class PriceTable
{
    public static async Task<IReadOnlyList<PriceItem>> Add(
        Work work, ChainId chain, PriceBookId book, IReadOnlyList<(ProductId Product, Money Amount, DateTimeOffset ValidFrom)> prices, StaffId? setBy)
    {
        var versions = await work.Query<PriceItem>(insertPrices, new
        {
            chain, book, setBy, now = work.Now, ids = prices.Select(p => p.Product.Value).ToArray(), amounts = prices.Select(p => p.Amount.Units).ToArray(),
            moments = prices.Select(p => p.ValidFrom.UtcDateTime).ToArray()
        });
        foreach (var price in versions)
            work.Tell(Feeds.Price(book), chain, FeedKinds.price, $"{price.ProductId}:{price.Version}", JsonSerializer.Serialize(price, WireJson.Default.PriceItem));
        return versions;
    }

    const string insertPrices = """
        insert into price (chain_id, price_book_id, product_id, amount, valid_from, set_by, set_at)
        select @chain, @book, p.id, p.amount, p.moment, @setBy, @now from unnest(@ids, @amounts, @moments) as p(id, amount, moment)
        returning product_id, version, amount, valid_from
        """;

    /// <summary>The price in force of each product in a book: the newest that has begun.</summary>
    public const string readInForce = """
        select distinct on (product_id) product_id, version, amount, valid_from
        from price where price_book_id = @book and product_id = any(@ids) and valid_from <= @now
        order by product_id, valid_from desc, version desc
        """;
}
