using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>In which sales of this till a member used which promotion, and what a sale takes of those that are capped; written with the sale, and taken back when it is cancelled.</summary>
public static class OfferUses
{
    /// <summary>How many baskets this till may still give each capped promotion to; null when none is capped.</summary>
    public static IReadOnlyDictionary<PromotionId, long>? Granted(Db db, IReadOnlyList<Promotion> promotions) =>
        promotions.Where(promotion => promotion.MaximumUses is not null).ToArray() is { Length: > 0 } capped
            ? capped.ToDictionary(promotion => promotion.PromotionId, promotion => Allowances.Of(db, promotion.PromotionId.Value).Left) : null;

    /// <summary>The sale with what it takes of the capped promotions that count in it.</summary>
    public static SaleCompleted Take(Db db, SaleCompleted sale, IReadOnlyList<Promotion> promotions)
    {
        ArgumentNullException.ThrowIfNull(sale);
        var used = promotions.Where(promotion => promotion.MaximumUses is not null).Select(promotion => promotion.PromotionId).Intersect(In(sale)).ToArray();
        return used.Length == 0 ? sale : sale with { Taken = [.. sale.Taken ?? [], .. used.Select(id => new AllowanceTaken(Scarce.Promotion, id.Value, 1, Allowances.Use(db, id.Value, 1)))] };
    }

    internal static void Add(Db db, SaleCompleted sale)
    {
        if (sale.MemberId is not { } member) return;
        foreach (var promotion in In(sale))
            db.Execute("""
                insert into offer_used (member_id, promotion_id, sale_id)
                values (coalesce((select same_as from member where member_id = @member), @member), @promotion, @sale) on conflict do nothing
                """,
                ("@member", member.ToString()), ("@promotion", promotion.ToString()), ("@sale", sale.SaleId.ToString()));
    }

    /// <summary>A cancelled sale used nothing.</summary>
    internal static void Remove(Db db, SaleId sale) => db.Execute("delete from offer_used where sale_id = @sale", ("@sale", sale.ToString()));

    static IEnumerable<PromotionId> In(SaleCompleted sale) => sale.Lines.SelectMany(line => line.Offers ?? []).Select(offer => offer.PromotionId).Distinct();

    /// <summary>In how many sales of this till the member used each promotion.</summary>
    public static IReadOnlyDictionary<PromotionId, int> Of(Db db, MemberId member) => db.All("""
        select promotion_id, count(*) from offer_used
        where member_id = coalesce((select same_as from member where member_id = @member), @member) group by promotion_id
        """,
        row => (new PromotionId(row.GetGuid(0)), row.GetInt32(1)), ("@member", member.ToString())).ToDictionary(row => row.Item1, row => row.Item2);

    internal static void Join(Db db, MemberId enrolled, MemberId known) =>
        db.Execute("update or ignore offer_used set member_id = @known where member_id = @id", ("@known", known.ToString()), ("@id", enrolled.ToString()));
}
