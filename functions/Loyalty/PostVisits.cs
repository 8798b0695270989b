using Sasuai.Functions.Platform;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>When and where members bought last; a sale that comes late does not set it back.</summary>
static class PostVisits
{
    public static Task Post(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var visits = sales.Where(sale => sale is { Sign: > 0, MemberId: not null }).GroupBy(sale => sale.MemberId!.Value).OrderBy(member => member.Key.Value).ToArray();
        return visits.Length == 0 ? Task.CompletedTask : work.Execute(visit, new
        {
            store = shop.StoreId, members = visits.Select(member => member.Key.Value).ToArray(), moments = visits.Select(member => member.Max(sale => sale.At).UtcDateTime).ToArray()
        });
    }

    /// <summary>For members whose sales were here before they were.</summary>
    public static Task Settle(Work work, IReadOnlyList<MemberId> members) =>
        members.Count == 0 ? Task.CompletedTask : work.Execute(settle, new { ids = members.Select(member => member.Value).ToArray() });

    const string visit = """
        update member m set last_bought_at = v.moment, home_store_id = @store
        from unnest(@members, @moments) as v(member, moment) where m.member_id = v.member and (m.last_bought_at is null or m.last_bought_at < v.moment)
        """;

    const string settle = """
        update member m set last_bought_at = s.completed_at, home_store_id = s.store_id
        from unnest(@ids) as added(id) cross join lateral (
            select store_id, completed_at from sale where member_id = added.id and kind = 'sale' order by completed_at desc limit 1) s
        where m.member_id = added.id
        """;
}
