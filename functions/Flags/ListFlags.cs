using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Flags;

/// <summary>The inbox of flagged facts, newest first: what happened, in whose shop, how much money, and what a person can do.</summary>
public sealed class ListFlags(Database database, Callers callers)
{
    const int limitUsual = 100, limitMax = 500;

    [Function("ListFlags")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/flags")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var query = new RequestQuery(request);
        var (store, kind, language, settled) = (query.TextOrNone("store"), query.TextOrNone("kind"), query.TextOrNone("language") ?? "en", query.TextOrNone("state") == "settled");
        var limit = (int)query.Number("limit", limitUsual, 1, limitMax);
        if (query.Refusal is { } wrong) return Problem.From(wrong);
        if (kind is not null && !FlagTable.Kinds.Contains(kind)) return Problem.From(CloudRefusals.Wrong("kind", $"The field 'kind' must be one of {string.Join(", ", FlagTable.Kinds)}."));
        if (query.TextOrNone("state") is { } state and not ("open" or "settled")) return Problem.From(CloudRefusals.Wrong("state", $"The field 'state' must be open or settled, not '{state}'."));
        return Json.Ok(await database.As(caller, async work => new
        {
            asOf = work.Now,
            open = (await work.Query<Count>(countOpen, new { store })).ToDictionary(count => count.Kind, count => count.Flags, StringComparer.Ordinal),
            flags = (await work.Query<Flag>(read, new { store, kind, settled, limit })).Select(flag => flag.Told(language))
        }, cancellation));
    }

    sealed record Count(string Kind, long Flags);

    sealed record Flag(
        Guid FlagId, string Kind, string StoreCode, int Terminal, Guid FactId, Money? Amount, string Figures, DateTimeOffset RaisedAt, DateTimeOffset? SettledAt, string? SettledBy, string? Note)
    {
        public object Told(string language)
        {
            var (what, next) = FlagWords.Of(Kind, language);
            return new
            {
                FlagId, Kind, StoreCode, Terminal, FactId, Amount, RaisedAt, what, next, figures = JsonDocument.Parse(Figures).RootElement,
                canRetry = Kind == FlagTable.setAside && SettledAt is null, SettledAt, SettledBy, Note
            };
        }
    }

    const string countOpen = """
        select f.kind, count(*) as flags from flag f join store s using (store_id)
        where f.settled_at is null and (@store::text is null or s.code = @store) group by f.kind
        """;

    const string read = """
        select f.flag_id, f.kind, s.code as store_code, t.number as terminal, f.fact_id, f.amount, f.figures::text as figures, f.raised_at, f.settled_at, p.name as settled_by, f.note
        from flag f join store s using (store_id) join terminal t using (terminal_id) left join staff p on p.staff_id = f.settled_by
        where (@store::text is null or s.code = @store) and (@kind::text is null or f.kind = @kind) and (f.settled_at is not null) = @settled
        order by f.raised_at desc, f.flag_id desc limit @limit
        """;
}
