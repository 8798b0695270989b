using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Tills;

/// <summary>The till sessions of a business date with their Z reports, cash movements and everything that was done at the counter: who, when, why.</summary>
public sealed class ListTillSessions(Database database, Callers callers)
{
    [Function("ListTillSessions")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/till-sessions")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if (!DateOnly.TryParseExact(request.Query["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return Problem.From(CloudRefusals.Wrong("date", "The date is written 2026-11-22."));
        return Json.Ok(await database.As(caller, async work =>
        {
            var sessions = await work.Query<Session>(readSessions, new { store = request.Query["store"].ToString(), date });
            var ids = sessions.Select(session => session.TillSessionId).ToArray();
            return new
            {
                asOf = work.Now, sessions = sessions.Select(session => session.Told()),
                cash = await work.Query<Cash>(readCash, new { ids }), acts = await work.Query<Act>(readActs, new { ids }), approvals = await work.Query<Approved>(readApprovals, new { ids }),
            };
        }, cancellation));
    }

    sealed record Session(
        Guid TillSessionId, string StoreCode, int Terminal, string Cashier, DateTimeOffset OpenedAt, Money OpeningFloat, DateTimeOffset? ClosedAt, long? ZNumber, Money? Expected, Money? Counted,
        Money? OverShort, string? Reason, string? Report, int Revision, Money? ReportedTotal, Money? PostedTotal)
    {
        public object Told() => new
        {
            TillSessionId, StoreCode, Terminal, Cashier, OpenedAt, OpeningFloat, ClosedAt, ZNumber, Expected, Counted, OverShort, Reason, Revision, ReportedTotal, PostedTotal,
            // What came after the till had printed its Z report; 0 when nothing did.
            lateTotal = PostedTotal - ReportedTotal,
            report = Report is null ? default(JsonElement?) : JsonDocument.Parse(Report).RootElement
        };
    }

    sealed record Cash(Guid TillSessionId, string Kind, Money Amount, string Cashier, DateTimeOffset At, string Reason);

    sealed record Act(Guid Subject, string Kind, string Name, Money Amount, string Cashier, DateTimeOffset At, string Reason);

    sealed record Approved(Guid Subject, string Act, Money Amount, string AskedBy, string ApprovedBy, string Way, DateTimeOffset At, string Reason);

    const string readSessions = """
        select t.till_session_id, s.code as store_code, k.number as terminal, coalesce(p.name, '') as cashier, t.opened_at, t.opening_float, t.closed_at, t.z_number, t.expected, t.counted,
            t.over_short, t.reason, t.report, t.revision, t.reported_total, t.posted_total
        from till_session t join store s using (store_id) join terminal k using (terminal_id) left join staff p on p.staff_id = t.cashier_id
        where (@store = '' or s.code = @store) and t.business_date = @date order by s.code, k.number, t.opened_at
        """;

    const string readCash = """
        select m.till_session_id, m.kind, m.amount, coalesce(p.name, '') as cashier, m.at, m.reason
        from cash_movement m left join staff p on p.staff_id = m.cashier_id where m.till_session_id = any(@ids) order by m.at
        """;

    const string readActs = """
        select a.subject, a.kind, a.name, a.amount, coalesce(p.name, '') as cashier, a.at, a.reason
        from counter_act a left join staff p on p.staff_id = a.cashier_id
        where a.subject = any(@ids) or a.subject in (select sale_id from sale where till_session_id = any(@ids)) order by a.at
        """;

    const string readApprovals = """
        select a.subject, a.act, a.amount, coalesce(k.name, '') as asked_by, coalesce(p.name, '') as approved_by, a.way, a.at, a.reason
        from approval a left join staff k on k.staff_id = a.asked_by left join staff p on p.staff_id = a.approved_by
        where a.subject = any(@ids) or a.subject in (select sale_id from sale where till_session_id = any(@ids)) order by a.at
        """;
}
