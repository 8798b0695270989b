using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Reports;

/// <summary>
/// Lines that a till sold at a price that was not the store's at that moment, because it had not heard of the newer one. A sale keeps the till's
/// price; nothing is re-priced. What a person changed by hand, or a label said, is not among them.
/// </summary>
public sealed class PriceDifferences(Database database, Callers callers)
{
    const int daysMax = 92, rowsMax = 1_000;

    [Function("PriceDifferences")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/reports/price-differences")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var query = new RequestQuery(request);
        var (store, from) = (query.Text("store"), query.Day("from"));
        var to = query.DayOrNone("to") ?? from;
        if (query.Refusal is { } wrong) return Problem.From(wrong);
        if (to < from || to.DayNumber - from.DayNumber >= daysMax) return Problem.From(CloudRefusals.Wrong("to", $"The field 'to' is a day from 'from' on, and less than {daysMax} days behind it."));
        var answer = await database.As(caller, async work =>
        {
            if (await ReportedStore.Find(work, store) is not { } found) return null;
            var lines = await work.Query<Line>(read, new { store = found.StoreId, from, to, rows = rowsMax + 1 });
            return new { store = found.Code, from, to, found.Currency, found.Decimals, lines = lines.Take(rowsMax), isCut = lines.Count > rowsMax, difference = new Money(lines.Take(rowsMax).Sum(line => line.Difference.Units)), asOf = work.Now };
        }, cancellation);
        return answer is null ? Problem.From(CloudRefusals.NotFound("store", "store")) : Json.Ok(answer);
    }

    /// <param name="Difference">What the store's price would have been more, before discounts; below 0 the till was dearer.</param>
    sealed record Line(
        string ReceiptNumber, int Terminal, DateTimeOffset CompletedAt, string Sku, string Name, decimal Quantity, Money SoldAt, Money InForce, DateTimeOffset InForceSince, Money Difference);

    const string read = """
        select x.receipt_number, t.number as terminal, x.completed_at, d.sku, l.name, l.quantity, sold.amount as sold_at, p.amount as in_force, p.valid_from as in_force_since,
            round((p.amount - sold.amount) * l.quantity)::bigint as difference
        from sale x
        join store s using (store_id) join terminal t using (terminal_id) join sale_line l using (sale_id)
        join product d on d.product_id = l.product_id
        join price sold on sold.version = l.price_version and sold.product_id = l.product_id and l.unit_price = sold.amount
        cross join lateral (
            select version, amount, valid_from from price
            where price_book_id = s.price_book_id and product_id = l.product_id and valid_from <= x.completed_at
            order by valid_from desc, version desc limit 1) p
        where x.store_id = @store and x.business_date between @from and @to and x.kind = 'sale' and p.version <> sold.version and p.amount <> sold.amount
        order by x.completed_at, x.receipt_number, l.number limit @rows
        """;
}
