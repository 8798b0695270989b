using Sasuai.Sales;

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
        Insert(db, refund.RefundId.Value, "refund", refund.ReceiptNumber, refund.TillSessionId, refund.BusinessDate, refund.RefundedAt, refund.Total, body);
        TillSessions.Add(db, refund.TillSessionId, 0, -refund.Total, -Cash(refund.Tenders));
    }

    /// <summary>The total of a sale or refund that is in the journal; null when it is not.</summary>
    public static Money? Total(Db db, Guid saleId) => db.One<Money?>(
        "select total from sale where sale_id = @id", row => new Money(row.GetInt64(0)), ("@id", saleId.ToString()));

    public static long Count(Db db) => db.Number("select count(*) from sale");

    static void Insert(Db db, Guid id, string kind, ReceiptNumber number, TillSessionId session, DateOnly date, DateTimeOffset at, Money total, string body) =>
        db.Execute("""
            insert into sale (sale_id, kind, receipt_number, till_session_id, business_date, at, total, body)
            values (@id, @kind, @number, @session, @date, @at, @total, @body)
            """,
            ("@id", id.ToString()), ("@kind", kind), ("@number", number.ToString()), ("@session", session.ToString()),
            ("@date", TillSessions.Date(date)), ("@at", at.ToUnixTimeMilliseconds()), ("@total", total.Units), ("@body", body));

    static Money Cash(IReadOnlyList<Tender> tenders) =>
        new(tenders.Where(tender => tender.Kind == TenderKind.Cash).Sum(tender => tender.Amount.Units));
}
