using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Functions.Tills;

/// <summary>Till sessions as they were opened, and their count when they were closed.</summary>
static class PostTillSessions
{
    public static async Task Post(
        Work work, PostingStore shop, IReadOnlyList<(WaitingFact Fact, TillSessionOpened Opened)> opened, IReadOnlyList<(WaitingFact Fact, TillSessionClosed Closed)> closed)
    {
        foreach (var (fact, session) in opened)
            await work.Execute(open, new
            {
                id = session.TillSessionId, chain = shop.ChainId, store = shop.StoreId, terminal = fact.TerminalId, cashier = session.CashierId,
                day = session.BusinessDate, at = session.OpenedAt, opening = session.Float
            });
        foreach (var (fact, session) in closed)
            await work.Execute(close, new
            {
                id = session.TillSessionId, chain = shop.ChainId, store = shop.StoreId, terminal = fact.TerminalId, cashier = session.CashierId, day = DateOnly.FromDateTime(session.ClosedAt.UtcDateTime),
                at = session.ClosedAt, session.Number, session.SalesTotal, session.Expected, session.Counted, session.OverShort,
                report = session.Report is { } told ? JsonSerializer.Serialize(told, WireJson.Default.TillReport) : null, session.Reason, approval = session.ApprovalId
            });
    }

    /// <summary>
    /// A sale that comes when its session was closed already posts to that session all the same; the Z report then has a next revision, with the difference to
    /// what the till printed. Sales that came in time change nothing.
    /// </summary>
    public static Task Revise(Work work, IEnumerable<Guid> sessions) =>
        sessions.Distinct().Order().ToArray() is { Length: > 0 } ids ? work.Execute(revise, new { ids }) : Task.CompletedTask;

    // The close came first: what it could not know is mended here.
    const string open = """
        insert into till_session (till_session_id, chain_id, store_id, terminal_id, cashier_id, business_date, opened_at, opening_float)
        values (@id, @chain, @store, @terminal, @cashier, @day, @at, @opening)
        on conflict (till_session_id) do update set cashier_id = excluded.cashier_id, business_date = excluded.business_date, opened_at = excluded.opened_at, opening_float = excluded.opening_float
        """;

    // A close whose opening is lost (set aside, or on a broken disk) is kept all the same: its count is money.
    const string close = """
        insert into till_session (till_session_id, chain_id, store_id, terminal_id, cashier_id, business_date, opened_at, opening_float, closed_at, z_number, expected, counted, over_short, report, reason, approval_id, reported_total)
        values (@id, @chain, @store, @terminal, @cashier, @day, @at, 0, @at, @number, @expected, @counted, @overShort, @report, @reason, @approval, @salesTotal)
        on conflict (till_session_id) do update set closed_at = excluded.closed_at, z_number = excluded.z_number, expected = excluded.expected, counted = excluded.counted, over_short = excluded.over_short,
            report = excluded.report, reason = excluded.reason, approval_id = excluded.approval_id, reported_total = excluded.reported_total
        """;

    // Only sessions that were closed are summed: an open one has hundreds of sales and nothing to compare them with.
    const string revise = """
        update till_session t
        set posted_total = p.total, revision = t.revision + case when p.total = coalesce(t.posted_total, t.reported_total) then 0 else 1 end
        from (
            select c.till_session_id, coalesce(sum(s.total), 0)::bigint as total
            from till_session c left join sale s using (till_session_id)
            where c.till_session_id = any(@ids) and c.reported_total is not null group by c.till_session_id) p
        where t.till_session_id = p.till_session_id and p.total is distinct from t.posted_total
        """;
}
