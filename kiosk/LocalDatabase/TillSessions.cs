using System.Globalization;
using System.Text.Json;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Kiosk.LocalData;

/// <summary>A till session that is open.</summary>
/// <param name="BusinessDate">The store's calendar day when it was opened; every sale in it belongs to that day.</param>
/// <param name="Sales">Completed sales so far.</param>
/// <param name="SalesTotal">Sales minus refunds so far, before cash rounding.</param>
/// <param name="Expected">What should be in the drawer: float plus cash taken minus cash given back.</param>
public sealed record TillSession(
    TillSessionId Id, StaffId OpenedBy, Money Float, DateOnly BusinessDate, DateTimeOffset OpenedAt, int Sales, Money SalesTotal, Money Expected);

/// <summary>The rows of till_session, and the facts that belong to each.</summary>
public static class TillSessions
{
    public static TillSession? Open(Db db) => db.One("""
        select till_session_id, cashier_id, opening_float, business_date, opened_at, sales, sales_total, cash
        from till_session
        where closed_at is null
        """,
        row => new TillSession(new(row.GetGuid(0)), new(row.GetGuid(1)), new(row.GetInt64(2)), DateOnly.ParseExact(row.GetString(3), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.GetInt32(5), new(row.GetInt64(6)), new(row.GetInt64(2) + row.GetInt64(7))));

    internal static string? OpenId(Db db) => db.One("select till_session_id from till_session where closed_at is null", row => row.GetString(0));

    /// <summary>Everything that happened in the session, in its order.</summary>
    public static IReadOnlyList<object> Facts(Db db, TillSessionId session)
    {
        var rows = db.All("select type, version, payload from change where till_session_id = @id order by epoch, sequence",
            row => FactTypes.Read(row.GetString(0), row.GetInt32(1), row.GetString(2)), ("@id", session.ToString()));
        return [.. rows.OfType<object>()];
    }

    public static void Insert(Db db, TillSessionOpened opened) => db.Execute("""
        insert into till_session (till_session_id, cashier_id, business_date, opened_at, opening_float)
        values (@id, @cashier_id, @business_date, @opened_at, @float)
        """,
        ("@id", opened.TillSessionId.ToString()), ("@cashier_id", opened.CashierId.ToString()), ("@business_date", Date(opened.BusinessDate)),
        ("@opened_at", opened.OpenedAt.ToUnixTimeMilliseconds()), ("@float", opened.Float.Units));

    /// <summary>Adds one sale (or, with negative amounts, one refund) to the totals of the session.</summary>
    public static void Add(Db db, TillSessionId session, int sales, Money total, Money cash) => db.Execute(
        "update till_session set sales = sales + @sales, sales_total = sales_total + @total, cash = cash + @cash where till_session_id = @id",
        ("@sales", sales), ("@total", total.Units), ("@cash", cash.Units), ("@id", session.ToString()));

    /// <summary>Cash went in, or with a negative amount out, without a sale.</summary>
    public static void AddCash(Db db, TillSessionId session, Money cash) => Add(db, session, 0, Money.Zero, cash);

    public static long NextNumber(Db db) => db.Number("select coalesce(max(number), 0) + 1 from till_session");

    public static void Close(Db db, TillSessionClosed closed) => db.Execute(
        "update till_session set number = @number, counted = @counted, closed_at = @closed_at, closed = @closed where till_session_id = @id",
        ("@number", closed.Number), ("@counted", closed.Counted.Units), ("@closed_at", closed.ClosedAt.ToUnixTimeMilliseconds()), ("@id", closed.TillSessionId.ToString()),
        ("@closed", JsonSerializer.Serialize(closed, WireJson.Default.TillSessionClosed)));

    /// <summary>The newest closing, or the one with this Z number; null when there is none, or when an earlier program closed it.</summary>
    public static TillSessionClosed? Closed(Db db, long? number = null) => db.One("""
        select closed from till_session where closed is not null and number = coalesce(@number, (select max(number) from till_session)) limit 1
        """, row => JsonSerializer.Deserialize(row.GetString(0), WireJson.Default.TillSessionClosed), ("@number", number));

    public static bool Knows(Db db, TillSessionId session) =>
        db.Number("select count(*) from till_session where till_session_id = @id", ("@id", session.ToString())) > 0;

    internal static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
