using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>What was sold and refunded here, and the numbers that were given for it.</summary>
public static class SaleJournal
{
    /// <summary>
    /// The next number of this terminal's own series. Taken in the transaction of the sale that uses it, so a sale that is rolled back leaves no gap.
    /// </summary>
    public static ReceiptNumber NextNumber(Db db, ThisTerminal terminal)
    {
        var sequence = db.Number("""
            insert into receipt_series (epoch, last) values (@epoch, 1)
            on conflict (epoch) do update set last = last + 1
            returning last
            """, ("@epoch", terminal.Epoch));
        return new(terminal.StoreCode, terminal.Number, terminal.Epoch, sequence);
    }

    public static void Insert(Db db, SaleCompleted sale, string body)
    {
        Insert(db, sale.SaleId.Value, "sale", sale.ReceiptNumber, sale.TillSessionId, sale.BusinessDate, sale.CompletedAt, sale.Total, body);
        TillSessions.Add(db, sale.TillSessionId, 1, sale.Total, Cash(sale.Tenders));
    }

    public static void Insert(Db db, SaleRefunded refund, string body)
    {
        Insert(db, refund.RefundId.Value, "refund", refund.ReceiptNumber, refund.TillSessionId, refund.BusinessDate, refund.RefundedAt, refund.Total, body, refund.OriginalSaleId);
        TillSessions.Add(db, refund.TillSessionId, 0, -refund.Total, -Cash(refund.Tenders));
    }

    /// <summary>The sale of a receipt of this terminal; null when it is not in this journal, or was a refund.</summary>
    public static SaleCompleted? Sale(Db db, ReceiptNumber number) => db.One(
        "select body from sale where receipt_number = @number and kind = 'sale'", row => Read<SaleCompleted>(FactTypes.saleCompleted, row.GetString(0)), ("@number", number.ToString()));

    public static SaleCompleted? ById(Db db, SaleId sale) => db.One(
        "select body from sale where sale_id = @id and kind = 'sale'", row => Read<SaleCompleted>(FactTypes.saleCompleted, row.GetString(0)), ("@id", sale.ToString()));

    /// <summary>What came back of a sale already, oldest first.</summary>
    public static IReadOnlyList<SaleRefunded> Refunds(Db db, SaleId sale) => db.All(
        "select body from sale where original_id = @id order by at", row => Read<SaleRefunded>(FactTypes.saleRefunded, row.GetString(0)), ("@id", sale.ToString()));

    /// <summary>The newest sales, newest first.</summary>
    public static IReadOnlyList<SaleCompleted> Newest(Db db, int limit) => db.All(
        "select body from sale where kind = 'sale' order by at desc, receipt_number desc limit @limit", row => Read<SaleCompleted>(FactTypes.saleCompleted, row.GetString(0)), ("@limit", limit));

    /// <summary>Counts one more printing of a kind; 1 for the first.</summary>
    public static int NextCopy(Db db, SaleId sale, ReprintKind kind) => (int)db.Number("""
        insert into reprint (sale_id, kind, copies) values (@id, @kind, 1) on conflict (sale_id, kind) do update set copies = copies + 1 returning copies
        """, ("@id", sale.ToString()), ("@kind", kind.ToString()));

    static T Read<T>(string type, string body) => (T)FactTypes.Read(type, 1, body)!;

    /// <summary>The total of a sale or refund that is in the journal; null when it is not.</summary>
    public static Money? Total(Db db, Guid saleId) => db.One<Money?>(
        "select total from sale where sale_id = @id", row => new Money(row.GetInt64(0)), ("@id", saleId.ToString()));

    public static long Count(Db db) => db.Number("select count(*) from sale");

    static void Insert(Db db, Guid id, string kind, ReceiptNumber number, TillSessionId session, DateOnly date, DateTimeOffset at, Money total, string body, SaleId? original = null) =>
        db.Execute("""
            insert into sale (sale_id, kind, receipt_number, till_session_id, business_date, at, total, body, original_id)
            values (@id, @kind, @number, @session, @date, @at, @total, @body, @original)
            """,
            ("@id", id.ToString()), ("@kind", kind), ("@number", number.ToString()), ("@session", session.ToString()),
            ("@date", TillSessions.Date(date)), ("@at", at.ToUnixTimeMilliseconds()), ("@total", total.Units), ("@body", body), ("@original", original?.ToString()));

    static Money Cash(IReadOnlyList<Tender> tenders) =>
        new(tenders.Where(tender => tender.Kind == TenderKind.Cash).Sum(tender => tender.Amount.Units));
}
