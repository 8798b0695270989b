using Microsoft.Data.Sqlite;
using Sasuai.Codes;
using Sasuai.Sales;

namespace Sasuai.Kiosk.LocalData;

/// <summary>A product as a search shows it.</summary>
/// <param name="Price">At this store now; null when it has none and cannot be sold.</param>
public sealed record FoundProduct(ProductId ProductId, string Sku, string Name, string Unit, Money? Price);

/// <summary>A code's product; <see cref="Product"/> is null when it has no price at this store now.</summary>
public sealed record FoundCode(string Name, SellableProduct? Product);

/// <summary>What can be sold here: products by their codes and names, at the newest price that has begun.</summary>
/// <param name="priceFeed">The feed of the store's price book.</param>
public sealed class Catalogue(LocalDatabase database, string priceFeed)
{
    /// <summary>Hits that are looked at: two letters may have a tenth of the catalogue, and the list shows nine. The shortest names come first.</summary>
    const int searched = 500;

    const string columns = """
        p.product_id, p.sku, p.name, p.category, p.unit, p.tax_code, p.tax_rate, p.tax_base_over, p.tax_base_under, p.product_row,
            p.brand, p.open_price, p.weighed, p.tax_on_top
        """;

    /// <summary>The product of a code as a gun reads it, or of an SKU; null when nobody knows it. Inactive products are not known.</summary>
    public FoundCode? ByCode(string code, DateTimeOffset now) => database.Read(db =>
    {
        var found = OfCode(db, code) ?? OfSku(db, code);
        return found is null ? null : new FoundCode(found.Name, Priced(db, found, now));
    });

    /// <summary>The product of an SKU, or else of a code, without a price; null when nobody knows it.</summary>
    public SellableProduct? BySku(string code) => database.Read(db => OfSku(db, code) ?? OfCode(db, code));

    /// <summary>The product's first code that stands for one piece; null when it has none. A GTIN has as many digits as it is printed with: 8, 12, 13 or 14.</summary>
    public string? CodeOfOne(ProductId id) => database.Read(db => db.One("""
        select c.code from product_code c join product p on p.product_row = c.product_row
        where p.product_id = @id and c.pack_size = @one order by c.code limit 1
        """, row => ProductCode.Printed(row.GetString(0)), ("@id", id.ToString()), ("@one", Quantity.One.Thousandths)));

    public FoundCode? ById(ProductId id, DateTimeOffset now) => database.Read(db =>
        db.One($"select {columns} from product p where p.product_id = @id and p.active = 1", row => Row(row, row.GetString(1), Quantity.One), ("@id", id.ToString())) is { } found
            ? new FoundCode(found.Name, Priced(db, found, now))
            : null);

    /// <summary>What a receipt of another till leaves out of a line; also of a product that is sold no more.</summary>
    public ReceiptProduct? OfReceipt(ProductId id) => database.Read(db => db.One(
        "select sku, name, category, unit, brand from product where product_id = @id",
        row => new ReceiptProduct(id, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4)), ("@id", id.ToString())));

    /// <summary>Products whose words begin with the words of the text, in any order; a product that has the text as its code comes first. Two letters are enough.</summary>
    public IReadOnlyList<FoundProduct> Search(string text, int limit, DateTimeOffset now)
    {
        var exact = ByCode(text, now)?.Product;
        var match = SearchWords.Of(text);
        return database.Read(db =>
        {
            var found = match.Length == 0 ? [] : db.All($"""
                select {columns} from product p
                where p.product_row in (select rowid from product_search where product_search match @match limit @most) and p.active = 1
                order by length(p.name), p.name limit @limit
                """, row => Row(row, row.GetString(1), Quantity.One), ("@match", match), ("@most", searched), ("@limit", limit));
            if (exact is not null) found = [exact, .. found.Where(product => product.ProductId != exact.ProductId)];
            return found.Take(limit).Select(product => new FoundProduct(product.ProductId, product.Sku, product.Name, product.Unit, Priced(db, product, now)?.UnitPrice)).ToArray();
        });
    }

    public long Count => database.Read(db => db.Number("select count(*) from product where active = 1"));

    static SellableProduct? OfCode(Db db, string code) => db.One($"""
        select {columns}, c.pack_size from product_code c join product p on p.product_row = c.product_row
        where c.code = @code and p.active = 1 order by p.product_id limit 1
        """, row => Row(row, code, new(row.GetInt64(14))), ("@code", ProductCode.Normalise(code)));

    static SellableProduct? OfSku(Db db, string code) => db.One(
        $"select {columns} from product p where p.sku = @code and p.active = 1 order by p.product_id limit 1",
        row => Row(row, code, Quantity.One), ("@code", code.Trim()));

    SellableProduct? Priced(Db db, SellableProduct product, DateTimeOffset now) => db.One("""
        select amount, version from price
        where feed = @feed and product_id = @id and valid_from <= @now
        order by valid_from desc, version desc
        limit 1
        """,
        row => product with { UnitPrice = new(row.GetInt64(0)), PriceVersion = row.GetInt64(1) },
        ("@feed", priceFeed), ("@id", product.ProductId.ToString()), ("@now", now.ToUnixTimeMilliseconds()));

    static SellableProduct Row(SqliteDataReader row, string code, Quantity pack) =>
        new(new(row.GetGuid(0)), row.GetString(1), code.Trim(), row.GetString(2), row.GetString(3), row.GetString(4), pack, default, 0,
            new(row.GetString(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetInt64(13) == 1),
            row.IsDBNull(10) ? null : row.GetString(10), row.GetInt64(11) == 1, row.GetInt64(12) == 1);
}
