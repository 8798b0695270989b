using Sasuai.Codes;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Import;

/// <summary>A product that the chain has under a SKU.</summary>
sealed record KnownProduct(ProductId ProductId, string Sku, string Name, string Category, string Unit, string TaxCode, Money? Cost, Money? Amount, string? Brand, bool OpenPrice, bool Weighed, string[] Codes)
{
    public bool DiffersFrom(ImportProduct row) =>
        Name != row.Name || Category != row.Category || Unit != row.Unit || TaxCode != row.TaxCode || OpenPrice != row.OpenPrice || Weighed != row.Weighed || (row.Brand is { } brand && brand != Brand) || (row.Cost is { } cost && cost != Cost)
        || (row.Barcode is { } barcode && !Codes.Contains(ProductCode.Normalise(barcode), StringComparer.Ordinal));
}

/// <summary>What the chain knows of the rows of one import, and why a row cannot come in.</summary>
sealed class KnownCatalogue
{
    const int nameMaxLength = 200;

    readonly Dictionary<string, KnownProduct> products;
    readonly Dictionary<string, string> skuOfCode;
    readonly HashSet<string> taxes;
    readonly HashSet<string> seen = new(StringComparer.Ordinal);

    KnownCatalogue(IEnumerable<KnownProduct> known, IEnumerable<CodeOwner> owners, IEnumerable<string> taxes)
    {
        products = known.ToDictionary(product => product.Sku, StringComparer.Ordinal);
        skuOfCode = owners.ToDictionary(owner => owner.Code, owner => owner.Sku, StringComparer.Ordinal);
        this.taxes = taxes.ToHashSet(StringComparer.Ordinal);
    }

    public static async Task<KnownCatalogue> Read(Work work, IReadOnlyList<ImportProduct> rows, PriceBookId book)
    {
        var skus = rows.Select(row => row.Sku).ToArray();
        var codes = rows.SelectMany(row => new[] { row.Sku, row.Barcode }).OfType<string>().Select(ProductCode.Normalise).ToArray();
        return new(
            await work.Query<KnownProduct>(readProducts, new { skus, book, now = work.Now }),
            await work.Query<CodeOwner>(readOwners, new { codes }), await work.Query<string>("select code from tax_rate"));
    }

    public KnownProduct? Of(string sku) => products.GetValueOrDefault(sku);

    /// <summary>Why this row cannot come in; null when it can. A code that an earlier row took is taken.</summary>
    public Refusal? Refuses(ImportProduct row)
    {
        if (string.IsNullOrWhiteSpace(row.Sku) || row.Sku.Length > ProductCode.maxLength) return CloudRefusals.Wrong("sku", $"A SKU has 1 to {ProductCode.maxLength} characters.");
        if (string.IsNullOrWhiteSpace(row.Name) || row.Name.Length > nameMaxLength) return CloudRefusals.Wrong("name", $"A name has 1 to {nameMaxLength} characters.");
        if (row.Name.Contains('\0', StringComparison.Ordinal) || row.Sku.Contains('\0', StringComparison.Ordinal)) return CloudRefusals.Wrong("name", "A name holds no zero characters.");
        if (row.Price.IsNegative) return CloudRefusals.Wrong("price", "A price is 0 or more.");
        if (row.Cost is { IsNegative: true }) return CloudRefusals.Wrong("cost", "A cost is 0 or more.");
        if (row.Barcode is { } barcode && (string.IsNullOrWhiteSpace(barcode) || barcode.Length > ProductCode.maxLength)) return CloudRefusals.Wrong("barcode", $"A barcode has 1 to {ProductCode.maxLength} characters.");
        if (!taxes.Contains(row.TaxCode)) return CloudRefusals.Wrong("taxCode", $"The chain has no tax {row.TaxCode}.");
        if (!seen.Add(row.Sku)) return CloudRefusals.Wrong("sku", "The SKU stands twice in this request.");
        if (!Takes(row.Sku, row.Sku)) return CloudRefusals.Conflict("The SKU is a code of another product.", "sku");
        if (row.Barcode is not null && !Takes(row.Barcode, row.Sku)) return CloudRefusals.Conflict("The barcode belongs to another product.", "barcode");
        return null;
    }

    bool Takes(string code, string sku)
    {
        var normal = ProductCode.Normalise(code);
        if (skuOfCode.TryGetValue(normal, out var owner)) return owner == sku;
        skuOfCode.Add(normal, sku);
        return true;
    }

    sealed record CodeOwner(string Code, string Sku);

    const string readProducts = """
        select p.product_id, p.sku, p.name, p.category, p.unit, p.tax_code, p.cost, x.amount, p.brand, p.open_price, p.weighed, array(select c.code from product_code c where c.product_id = p.product_id) as codes
        from product p
        left join lateral (
            select amount from price where price_book_id = @book and product_id = p.product_id and valid_from <= @now order by valid_from desc, version desc limit 1) x on true
        where p.sku = any(@skus)
        """;

    const string readOwners = "select c.code, p.sku from product_code c join product p using (product_id) where c.code = any(@codes)";
}
