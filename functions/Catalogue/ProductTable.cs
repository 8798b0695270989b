using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Pricing;
using Sasuai.Sync;

namespace Sasuai.Functions.Catalogue;

/// <summary>A product as it comes into the catalogue. The codes are normalised (<see cref="Codes.ProductCode"/>).</summary>
sealed record NewProduct(ProductId ProductId, string Sku, string Name, string Category, string Unit, string TaxCode, Money? Cost, IReadOnlyList<string> Codes,
    string? Brand = null, bool OpenPrice = false, bool Weighed = false);

/// <summary>Products and their codes, and how terminals hear of them.</summary>
static class ProductTable
{
    /// <summary>Adds what is not known by id or SKU; the ids that were added. A code that another product has stays with that one.</summary>
    public static async Task<IReadOnlyList<ProductId>> Add(Work work, ChainId chain, IReadOnlyList<NewProduct> products)
    {
        var added = await work.Query<ProductId>(insertProducts, new
        {
            chain, ids = products.Select(p => p.ProductId.Value).ToArray(), skus = products.Select(p => p.Sku).ToArray(), names = products.Select(p => p.Name).ToArray(),
            categories = products.Select(p => p.Category).ToArray(), units = products.Select(p => p.Unit).ToArray(),
            taxes = products.Select(p => p.TaxCode).ToArray(), costs = products.Select(p => p.Cost?.Units).ToArray(),
            brands = products.Select(p => p.Brand).ToArray(), open = products.Select(p => p.OpenPrice).ToArray(), weighed = products.Select(p => p.Weighed).ToArray()
        });
        var fresh = added.ToHashSet();
        await AddCodes(work, chain, products.Where(p => fresh.Contains(p.ProductId)).SelectMany(p => p.Codes.Select(code => (p.ProductId, code))));
        return added;
    }

    public static Task AddCodes(Work work, ChainId chain, IEnumerable<(ProductId Product, string Code)> codes)
    {
        var all = codes.ToArray();
        return work.Execute(insertCodes, new { chain, ids = all.Select(code => code.Product.Value).ToArray(), codes = all.Select(code => code.Code).ToArray() });
    }

    /// <summary>Puts these products as they now stand into the catalogue feed.</summary>
    public static async Task Tell(Work work, ChainId chain, IEnumerable<ProductId> products)
    {
        var ids = products.Select(product => product.Value).ToArray();
        var codes = (await work.Query<CodeRow>(readCodes, new { ids })).ToLookup(row => row.ProductId, row => new ProductCodeItem(row.Code, row.PackSize));
        foreach (var row in await work.Query<ProductRow>(readProducts, new { ids }))
        {
            var tax = new TaxRate(row.TaxCode, row.RateBasisPoints, row.BaseNumerator, row.BaseDenominator);
            var item = new ProductItem(row.ProductId, row.Sku, row.Name, row.Category, row.Unit, tax, row.Active, [.. codes[row.ProductId]], row.Brand, row.OpenPrice, row.Weighed);
            work.Tell(Feeds.Catalogue(chain), chain, FeedKinds.product, row.ProductId.ToString(), JsonSerializer.Serialize(item, WireJson.Default.ProductItem));
        }
    }

    sealed record ProductRow(
        ProductId ProductId, string Sku, string Name, string Category, string Unit, string TaxCode, int RateBasisPoints, int BaseNumerator, int BaseDenominator, bool Active,
        string? Brand, bool OpenPrice, bool Weighed);

    sealed record CodeRow(ProductId ProductId, string Code, Quantity PackSize);

    const string insertProducts = """
        insert into product (product_id, chain_id, sku, name, category, unit, tax_code, cost, brand, open_price, weighed)
        select p.id, @chain, p.sku, p.name, p.category, p.unit, p.tax, p.cost, p.brand, p.open, p.weighed
        from unnest(@ids, @skus, @names, @categories, @units, @taxes, @costs, @brands, @open, @weighed) as p(id, sku, name, category, unit, tax, cost, brand, open, weighed)
        on conflict do nothing
        returning product_id
        """;

    const string insertCodes = """
        insert into product_code (chain_id, code, product_id)
        select @chain, c.code, c.id from unnest(@ids, @codes) as c(id, code)
        on conflict do nothing
        """;

    const string readProducts = """
        select p.product_id, p.sku, p.name, p.category, p.unit, p.tax_code, t.rate_basis_points, t.base_numerator, t.base_denominator, p.active, p.brand, p.open_price, p.weighed
        from product p join tax_rate t on t.chain_id = p.chain_id and t.code = p.tax_code
        where p.product_id = any(@ids) order by p.sku
        """;

    const string readCodes = "select product_id, code, pack_size from product_code where product_id = any(@ids) order by code";
}
