using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Sales;

/// <summary>A receipt for whoever has its link, as a page that needs nothing else: no script, no picture, nobody else's server.</summary>
public sealed class ShowReceipt(Database database, MessageSettings settings, TimeProvider clock)
{
    /// <summary>So long a receipt is shown; goods are brought back long before.</summary>
    static readonly TimeSpan shown = TimeSpan.FromDays(365);

    [Function("ShowReceipt")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "r/{token}")] HttpRequest request, string token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.CacheControl = "private, max-age=300";
        var head = settings.Receipts.Read(token) is { } sale ? await database.Everywhere(work => ReadAsync(work, sale), cancellation) : null;
        return head is null ? TypedResults.Content(ReceiptPage.Missing, ReceiptPage.type, statusCode: StatusCodes.Status404NotFound) : TypedResults.Content(ReceiptPage.Of(head), ReceiptPage.type);
    }

    async Task<ShownReceipt?> ReadAsync(Work work, Guid sale)
    {
        if (await work.SingleOrNone<Head>(readHead, new { sale, since = clock.GetUtcNow() - shown }) is not { } head) return null;
        var lines = await work.Query<Line>(readLines, new { sale });
        var tenders = await work.Query<Tender>(readTenders, new { sale });
        string Text(Money money) => MoneyText.Of(money, head.Currency, head.Decimals);
        var local = TimeZoneInfo.ConvertTime(head.CompletedAt, TimeZoneInfo.TryFindSystemTimeZoneById(head.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc);
        return new(head.Language == "en", head.Store, head.Address, head.Npwp, head.Footer, head.ReceiptNumber, local.ToString("dd-MM-yyyy HH:mm", CultureInfo.InvariantCulture),
            [.. lines.Select(line => new ShownLine(line.Name, line.Quantity.ToString("0.###", CultureInfo.GetCultureInfo("id-ID")), Text(line.UnitPrice), Text(line.Net), line.Discount.IsZero ? null : Text(line.Discount)))],
            [.. tenders.Select(tender => new ShownTender(tender.Kind, Text(tender.Amount)))],
            head.Discount.IsZero ? null : Text(head.Discount), Text(head.Tax), Text(head.Due), head.Points == 0 ? null : head.Points.ToString("N0", CultureInfo.GetCultureInfo("id-ID")));
    }

    sealed record Head(
        string Language, string Store, string Address, string Npwp, string Footer, string TimeZone, string Currency, int Decimals, string ReceiptNumber, DateTimeOffset CompletedAt,
        Money Discount, Money Tax, Money Due, long Points);

    sealed record Line(string Name, decimal Quantity, Money UnitPrice, Money Discount, Money Net);

    sealed record Tender(string Kind, Money Amount);

    const string readHead = """
        select s.language, s.name as store, s.address, s.npwp, s.receipt_footer as footer, s.time_zone, c.currency, c.decimals, x.receipt_number, x.completed_at, x.discount, x.tax, x.due, x.points
        from sale x join store s using (store_id) join chain c on c.chain_id = x.chain_id
        where x.sale_id = @sale and x.kind = 'sale' and x.completed_at >= @since
        """;

    const string readLines = "select name, quantity, unit_price, discount, net + tax_on_top as net from sale_line where sale_id = @sale order by number";

    const string readTenders = "select kind, amount from tender where sale_id = @sale order by number";
}
