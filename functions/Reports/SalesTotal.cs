using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Reports;

/// <summary>What each store sold and refunded over some days, from the sales themselves and not from the day's figures, so that the two can be compared.</summary>
public sealed class SalesTotal(Database database, Callers callers)
{
    [Function("SalesTotal")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/reports/sales-total")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var query = new RequestQuery(request);
        var (from, to, store) = (query.Day("from"), query.Day("to"), query.TextOrNone("store"));
        if (query.Refusal is { } wrong) return Problem.From(wrong);
        if (to < from) return Problem.From(CloudRefusals.Wrong("to", "The last day is before the first."));
        var answer = await database.As(caller, async work =>
        {
            var only = store is null ? null : await ReportedStore.Find(work, store);
            if (store is not null && only is null) return null;
            return new SalesTotals(from, to, await work.Query<StoreSalesTotal>(readTotals, new { from, to, only = only?.StoreId.Value }));
        }, cancellation);
        return answer is null ? Problem.From(CloudRefusals.NotFound("store", "store")) : Json.Ok(answer);
    }

    const string readTotals = """
        select s.store_id, s.code as store_code, count(x.sale_id) filter (where x.kind = 'sale') as sales, count(x.sale_id) filter (where x.kind = 'refund') as refunds,
            coalesce(sum(x.total) filter (where x.kind = 'sale'), 0)::bigint as sales_total, coalesce(-sum(x.total) filter (where x.kind = 'refund'), 0)::bigint as refunds_total
        from store s left join sale x on x.store_id = s.store_id and x.business_date between @from and @to
        where @only::uuid is null or s.store_id = @only
        group by s.store_id, s.code order by s.code
        """;
}
