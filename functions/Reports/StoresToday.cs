using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Reports;

/// <summary>One row for each store that the caller may see: what it sold on a day. Without a date each store's own today.</summary>
public sealed class StoresToday(Database database, Callers callers)
{
    [Function("StoresToday")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/reports/stores")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var query = new RequestQuery(request);
        var date = query.DayOrNone("date");
        if (query.Refusal is { } wrong) return Problem.From(wrong);
        return Json.Ok(await database.As(caller, async work => new { asOf = work.Now, stores = await work.Query<StoreDay>(readStores, new { date, now = work.Now }) }, cancellation));
    }

    sealed record StoreDay(
        Guid StoreId, string Store, string Name, string TimeZone, DateOnly Date, string Currency, int Decimals,
        long Sales, long Refunds, long Lines, long Total, long Tax, long Due, DateTimeOffset? LastSaleAt);

    const string readStores = """
        with asked as (select s.*, coalesce(@date::date, (@now at time zone s.time_zone)::date) as day from store s)
        select a.store_id, a.code as store, a.name, a.time_zone, a.day as date, c.currency, c.decimals, coalesce(sum(d.sales), 0)::bigint as sales,
            coalesce(sum(d.refunds), 0)::bigint as refunds, coalesce(sum(d.lines), 0)::bigint as lines, coalesce(sum(d.total), 0)::bigint as total,
            coalesce(sum(d.tax), 0)::bigint as tax, coalesce(sum(d.due), 0)::bigint as due,
            (select max(x.completed_at) from sale x where x.store_id = a.store_id and x.business_date = a.day) as last_sale_at
        from asked a join chain c using (chain_id) left join daily_sales d on d.store_id = a.store_id and d.business_date = a.day
        group by a.store_id, a.code, a.name, a.time_zone, a.day, c.currency, c.decimals
        order by a.code
        """;
}
