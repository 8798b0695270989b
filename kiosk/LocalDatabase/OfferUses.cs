using Sasuai.Sales;

namespace Sasuai.Kiosk.LocalData;

/// <summary>In which sales of this till a member used which promotion; written with the sale, and taken back when it is cancelled.</summary>
static class OfferUses
{
    public static void Add(Db db, SaleCompleted sale)
    {
        if (sale.MemberId is not { } member) return;
        foreach (var promotion in sale.Lines.SelectMany(line => line.Offers ?? []).Select(offer => offer.PromotionId).Distinct())
            db.Execute("""
                insert into offer_used (member_id, promotion_id, sale_id)
                values (coalesce((select same_as from member where member_id = @member), @member), @promotion, @sale) on conflict do nothing
                """,
                ("@member", member.ToString()), ("@promotion", promotion.ToString()), ("@sale", sale.SaleId.ToString()));
    }

    /// <summary>A cancelled sale used nothing.</summary>
    public static void Remove(Db db, SaleId sale) => db.Execute("delete from offer_used where sale_id = @sale", ("@sale", sale.ToString()));

    /// <summary>In how many sales of this till the member used each promotion.</summary>
    public static IReadOnlyDictionary<PromotionId, int> Of(Db db, MemberId member) => db.All("""
        select promotion_id, count(*) from offer_used
        where member_id = coalesce((select same_as from member where member_id = @member), @member) group by promotion_id
        """,
        row => (new PromotionId(row.GetGuid(0)), row.GetInt32(1)), ("@member", member.ToString())).ToDictionary(row => row.Item1, row => row.Item2);

    public static void Join(Db db, MemberId enrolled, MemberId known) =>
        db.Execute("update or ignore offer_used set member_id = @known where member_id = @id", ("@known", known.ToString()), ("@id", enrolled.ToString()));
}
