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

    /// <summary>Takes it off the list and keeps what it turned out to be; false when it was settled already.</summary>
    public static bool Settle(Db db, TenderSettled settled)
    {
        if (db.Number("delete from unsettled_tender where sale_id = @sale and place = @place returning 1", ("@sale", settled.SaleId.ToString()), ("@place", settled.Tender)) != 1) return false;
        db.Execute("insert into settled_tender (sale_id, place, state, reference) values (@sale, @place, @state, @reference)",
            ("@sale", settled.SaleId.ToString()), ("@place", settled.Tender), ("@state", settled.State.ToString()), ("@reference", settled.Reference));
        return true;
    }

    /// <summary>The sale with its payments as they turned out.</summary>
    public static SaleCompleted AsSettled(Db db, SaleCompleted sale)
    {
        if (sale.Tenders.All(tender => tender.State != TenderState.Unknown)) return sale;
        var known = db.All("select place, state, reference from settled_tender where sale_id = @sale", row => (Place: row.GetInt32(0), State: Enum.Parse<TenderState>(row.GetString(1)), Reference: row.GetString(2)),
            ("@sale", sale.SaleId.ToString())).ToDictionary(row => row.Place);
        return sale with
        {
            Tenders = [.. sale.Tenders.Select((tender, place) => known.TryGetValue(place, out var settled)
                ? tender with { State = settled.State, Reference = settled.Reference.Length > 0 ? settled.Reference : tender.Reference } : tender)]
        };
    }
}
