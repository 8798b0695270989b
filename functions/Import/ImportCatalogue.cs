using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Codes;
using Sasuai.Functions.Catalogue;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Import;

/// <summary>Brings products and their prices in, each known by its SKU. A wrong row is refused with its reason; the rest goes on, and sending it again changes nothing.</summary>
public sealed class ImportCatalogue(Database database, Callers callers)
{
    const int bodyLimit = 2 * 1024 * 1024;

    // History may be older than the import: the first price of a product holds from the beginning.
    static readonly DateTimeOffset always = DateTimeOffset.UnixEpoch;

    [Function("ImportCatalogue")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/import/catalogue")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Sasuai.Sync.ImportCatalogue>(request, cancellation, bodyLimit)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Products.Count > Sasuai.Sync.ImportCatalogue.maxRows) return Problem.From(CloudRefusals.Wrong("products", $"At most {Sasuai.Sync.ImportCatalogue.maxRows} products come in one request."));
        var answer = await database.InChain(caller.ChainId, work => Keep(work, caller, asked.Products), cancellation);
        return answer.IsRefused(out var no, out var imported) ? Problem.From(no) : Json.Ok(imported);
    }

    static async Task<Decision<Imported>> Keep(Work work, StaffCaller caller, IReadOnlyList<ImportProduct> asked)
    {
        if ((await PriceBooks.Choose(work, caller, null)).IsRefused(out var noBook, out var book)) return noBook;
        // Two imports at once take turns, so that each sees what the other added.
        await work.Execute("select pg_advisory_xact_lock(hashtextextended(@key, 1))", new { key = caller.ChainId.ToString() });
        var known = await KnownCatalogue.Read(work, asked, book);
        var refused = new List<ImportRefused>();
        var rows = new List<ImportProduct>();
        foreach (var row in asked)
            if (known.Refuses(row) is { } no) refused.Add(new(row.Sku, no));
            else rows.Add(row);
        var fresh = rows.Where(row => known.Of(row.Sku) is null).Select(row => New(row, work.Now)).ToArray();
        await ProductTable.Add(work, caller.ChainId, [.. fresh.Select(row => row.Product)]);
        var changed = rows.Where(row => known.Of(row.Sku) is { } before && before.DiffersFrom(row)).ToArray();
        foreach (var row in changed) await work.Execute(update, Columns(row, known.Of(row.Sku)!.ProductId));
        await ProductTable.AddCodes(work, caller.ChainId, changed.Where(row => row.Barcode is not null).Select(row => (known.Of(row.Sku)!.ProductId, ProductCode.Normalise(row.Barcode!))));
        var priced = rows.Where(row => known.Of(row.Sku) is { } before && before.Amount != row.Price).ToArray();
        await PriceTable.Add(work, caller.ChainId, book,
            [.. fresh.Select(row => (row.Product.ProductId, row.Price, always)), .. priced.Select(row => (known.Of(row.Sku)!.ProductId, row.Price, work.Now))], caller.StaffId);
        await ProductTable.Tell(work, caller.ChainId, [.. fresh.Select(row => row.Product.ProductId), .. changed.Select(row => known.Of(row.Sku)!.ProductId)]);
        var touched = changed.Union(priced).Count();
        return new Imported(fresh.Length, touched, rows.Count - fresh.Length - touched, refused);
    }

    static (NewProduct Product, Money Price) New(ImportProduct row, DateTimeOffset now) => (new NewProduct(
        new(Guid.CreateVersion7(now)), row.Sku, row.Name, row.Category, row.Unit, row.TaxCode, row.Cost,
        [.. new[] { row.Sku, row.Barcode }.OfType<string>().Select(ProductCode.Normalise).Distinct(StringComparer.Ordinal)], row.Brand, row.OpenPrice, row.Weighed), row.Price);

    static object Columns(ImportProduct row, ProductId product) => new { product, row.Name, row.Category, row.Unit, row.TaxCode, row.Cost, row.Brand, row.OpenPrice, row.Weighed };

    const string update = """
        update product set name = @name, category = @category, unit = @unit, tax_code = @taxCode, cost = coalesce(@cost, cost),
            brand = coalesce(@brand, brand), open_price = @openPrice, weighed = @weighed where product_id = @product
        """;
}
