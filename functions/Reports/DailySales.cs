using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Reports;

/// <summary>What one store sold on one business date, by hour of its own clock and by tender. Refunds are counted against sales.</summary>
public sealed class DailySales(Database database, Callers callers)
{
    [Function("DailySales")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/reports/daily-sales")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var query = new RequestQuery(request);
        var (store, date) = (query.Text("store"), query.Day("date"));
        if (query.Refusal is { } wrong) return Problem.From(wrong);
        var answer = await database.As(caller, work => Read(work, store, date), cancellation);
        return answer is null ? Problem.From(CloudRefusals.NotFound("store", "store")) : Json.Ok(answer);
    }

    static async Task<object?> Read(Work work, string asked, DateOnly date)
    {
        if (await ReportedStore.Find(work, asked) is not { } store) return null;
        var hours = await work.Query<HourFigures>(readHours, new { store = store.StoreId, date });
        var tenders = await work.Query<TenderFigure>(readTenders, new { store = store.StoreId, date });
        return new
        {
            store = store.Code, store.Name, date, store.Currency, store.Decimals, sales = hours.Sum(h => h.Sales), refunds = hours.Sum(h => h.Refunds), lines = hours.Sum(h => h.Lines),
            gross = hours.Sum(h => h.Gross), discount = hours.Sum(h => h.Discount), total = hours.Sum(h => h.Total), tax = hours.Sum(h => h.Tax),
            rounding = hours.Sum(h => h.Rounding), due = hours.Sum(h => h.Due), byHour = hours, byTender = tenders, asOf = work.Now
        };
    }

    sealed record HourFigures(int Hour, long Sales, long Refunds, long Lines, long Gross, long Discount, long Total, long Tax, long Rounding, long Due);

    sealed record TenderFigure(string Kind, long Amount);

    const string readHours = """
        select hour, sales, refunds, lines, gross, discount, total, tax, rounding, due from daily_sales where store_id = @store and business_date = @date order by hour
        """;

    const string readTenders = "select kind, amount from daily_tender where store_id = @store and business_date = @date order by kind";
}

/// <summary>The store a report is about, found by code or id among those that the caller may see.</summary>
sealed record ReportedStore(StoreId StoreId, string Code, string Name, string TimeZone, string Currency, int Decimals)
{
    public static Task<ReportedStore?> Find(Work work, string asked) => work.SingleOrNone<ReportedStore>(find, new { asked });

    const string find = """
        select s.store_id, s.code, s.name, s.time_zone, c.currency, c.decimals
        from store s join chain c using (chain_id) where s.code = upper(@asked) or s.store_id::text = lower(@asked)
        """;
}
