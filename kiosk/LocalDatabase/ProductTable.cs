using Sasuai.Codes;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>Writes products as the feed tells them, with their codes and the words they are found by.</summary>
static class ProductTable
{
    public static void Upsert(Db db, FeedPage page, ProductItem product)
    {
        var id = product.ProductId.ToString();
        var row = db.Number("select product_row from product where product_id = @id", ("@id", id));
        if (row > 0) Forget(db, row);
        row = db.Number("""
            insert into product (product_row, product_id, sku, name, category, unit, tax_code, tax_rate, tax_base_over, tax_base_under, active, feed, generation, brand, open_price, weighed, tax_on_top)
            values (@row, @id, @sku, @name, @category, @unit, @tax_code, @tax_rate, @over, @under, @active, @feed, @generation, @brand, @open, @weighed, @top)
            returning product_row
            """,
            ("@row", row > 0 ? row : null), ("@id", id), ("@sku", product.Sku), ("@name", product.Name), ("@category", product.Category), ("@unit", product.Unit),
            ("@tax_code", product.Tax.Code), ("@tax_rate", product.Tax.RateBasisPoints), ("@over", product.Tax.BaseNumerator), ("@under", product.Tax.BaseDenominator),
            ("@active", product.Active ? 1 : 0), ("@feed", page.Feed), ("@generation", page.Generation),
            ("@brand", product.Brand), ("@open", product.OpenPrice ? 1 : 0), ("@weighed", product.Weighed ? 1 : 0), ("@top", product.Tax.OnTop ? 1 : 0));
        foreach (var code in product.Codes)
            db.Execute("insert into product_code (code, product_row, pack_size) values (@code, @row, @pack) on conflict do nothing",
                ("@code", ProductCode.Normalise(code.Code)), ("@row", row), ("@pack", code.PackSize.Thousandths));
        db.Execute("insert into product_search (rowid, name, sku) values (@row, @name, @sku)", ("@row", row), ("@name", product.Name), ("@sku", product.Sku));
    }

    public static void DropOlder(Db db, FeedPage page)
    {
        foreach (var row in db.All("select product_row from product where feed = @feed and generation <> @generation", row => row.GetInt64(0),
            ("@feed", page.Feed), ("@generation", page.Generation)))
            Forget(db, row);
    }

    static void Forget(Db db, long row)
    {
        db.Execute("delete from product_code where product_row = @row", ("@row", row));
        db.Execute("delete from product_search where rowid = @row", ("@row", row));
        db.Execute("delete from product where product_row = @row", ("@row", row));
    }
}

/// <summary>Writes prices as the feed tells them; each version stays, because it may be one that begins later.</summary>
static class PriceTable
{
    public static void Upsert(Db db, FeedPage page, PriceItem price) => db.Execute("""
        insert into price (feed, product_id, version, amount, valid_from, generation) values (@feed, @product, @version, @amount, @valid_from, @generation)
        on conflict (feed, product_id, version) do update set amount = excluded.amount, valid_from = excluded.valid_from, generation = excluded.generation
        """,
        ("@feed", page.Feed), ("@product", price.ProductId.ToString()), ("@version", price.Version), ("@amount", price.Amount.Units),
        ("@valid_from", price.ValidFrom.ToUnixTimeMilliseconds()), ("@generation", page.Generation));

    public static void DropOlder(Db db, FeedPage page) =>
        db.Execute("delete from price where feed = @feed and generation <> @generation", ("@feed", page.Feed), ("@generation", page.Generation));
}
