using Sasuai.Sales;

namespace Sasuai.Kiosk.LocalData;

/// <summary>A payment of a completed sale that nobody could confirm yet.</summary>
/// <param name="Place">Among the sale's tenders, 0 for the first.</param>
public sealed record UnsettledTender(SaleId SaleId, int Place, TenderKind Kind, Money Amount, string Receipt, DateTimeOffset At);

/// <summary>The list of what is to be settled; it is written with the sale and shortened with the settlement.</summary>
static class UnsettledTenders
{
    public static void Add(Db db, SaleCompleted sale, int place) => db.Execute("""
        insert into unsettled_tender (sale_id, place, kind, amount, receipt, at) values (@sale, @place, @kind, @amount, @receipt, @at)
        """,
        ("@sale", sale.SaleId.ToString()), ("@place", place), ("@kind", sale.Tenders[place].Kind.ToString()), ("@amount", sale.Tenders[place].Amount.Units),
        ("@receipt", sale.ReceiptNumber.ToString()), ("@at", sale.CompletedAt.ToUnixTimeMilliseconds()));

    public static IReadOnlyList<UnsettledTender> All(Db db) => db.All("select sale_id, place, kind, amount, receipt, at from unsettled_tender order by at, place",
        row => new UnsettledTender(new(row.GetGuid(0)), row.GetInt32(1), Enum.Parse<TenderKind>(row.GetString(2)), new(row.GetInt64(3)), row.GetString(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5))));

    /// <summary>False when it was settled already.</summary>
    public static bool Remove(Db db, UnsettledTender tender) =>
        db.Number("delete from unsettled_tender where sale_id = @sale and place = @place returning 1", ("@sale", tender.SaleId.ToString()), ("@place", tender.Place)) == 1;
}
