using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Codes;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Catalogue;

/// <summary>Products by a part of the name, or by a code exactly; a code that matches comes first whatever else is found.</summary>
public sealed class FindProducts(Database database, Callers callers)
{
    const int limitMax = 200;

    [Function("FindProducts")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/products")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var query = new RequestQuery(request);
        var (search, limit, asked) = (query.TextOrNone("search") ?? "", query.Number("limit", 50, 1, limitMax), query.IdOrNone("priceBook"));
        if (query.Refusal is { } wrong) return Problem.From(wrong);
        var answer = await database.As(caller, async work =>
        {
            if ((await PriceBooks.Choose(work, caller, asked)).IsRefused(out var unknown, out var book)) return (Decision<object>)unknown;
            var found = await work.Query<FoundProduct>(find, new { search, code = ProductCode.Normalise(search), pattern = $"%{Escaped(search)}%", limit, book, now = work.Now });
            return new { priceBookId = book, products = found };
        }, cancellation);
        return answer.IsRefused(out var no, out var products) ? Problem.From(no) : Json.Ok(products);
    }

    static string Escaped(string search) => search.ToLowerInvariant().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    // Dapper knows an array's column only as an array of anything, which no constructor takes; a property does.
    sealed record FoundProduct
    {
        public Guid ProductId { get; init; }
        public string Sku { get; init; } = "";
        public string Name { get; init; } = "";
        public string Category { get; init; } = "";
        public string Unit { get; init; } = "";
        public string Tax { get; init; } = "";
        public bool Active { get; init; }
        public string[] Codes { get; init; } = [];
        public long? Price { get; init; }
        public long? PriceVersion { get; init; }
        public DateTimeOffset? ValidFrom { get; init; }
    }

    const string find = """
        select p.product_id, p.sku, p.name, p.category, p.unit, p.tax_code as tax, p.active,
            array(select c.code from product_code c where c.product_id = p.product_id order by c.code) as codes, x.amount as price, x.version as price_version, x.valid_from
        from product p
        left join lateral (
            select amount, version, valid_from from price where price_book_id = @book and product_id = p.product_id and valid_from <= @now
            order by valid_from desc, version desc limit 1) x on true
        where @search = '' or lower(p.name) like @pattern or p.sku = @search
            or p.product_id in (select c.product_id from product_code c where c.code = @code)
        order by p.product_id in (select c.product_id from product_code c where c.code = @code) desc, p.sku = @search desc, lower(p.name), p.sku
        limit @limit
        """;
}

/// <summary>Which price book is meant when a caller names none: their store's, or the chain's only one.</summary>
static class PriceBooks
{
    public static async Task<Decision<PriceBookId>> Choose(Work work, StaffCaller caller, Guid? asked)
    {
        if (caller.StoreId is { } store && asked is null) return await work.Single<PriceBookId>("select price_book_id from store where store_id = @store", new { store });
        var books = await work.Query<PriceBookId>("select price_book_id from price_book order by name");
        if (asked is null) return books.Count == 1 ? books[0] : CloudRefusals.Wrong("priceBook", "The chain has several price books; name one.");
        return books.Contains(new PriceBookId(asked.Value)) ? new PriceBookId(asked.Value) : CloudRefusals.NotFound("price book", "priceBook");
    }
}
