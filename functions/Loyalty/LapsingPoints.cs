using Sasuai.Functions.Platform;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;
using Sasuai.Messages;

namespace Sasuai.Functions.Loyalty;

/// <summary>
/// Points of members who stay away: told a month before, and then taken; but never those that a till was granted (it may have given for them already, without a
/// network), and given back when a sale comes home that shows that the member had not stayed away.
/// </summary>
static class LapsingPoints
{
    /// <summary>So many days before, the member is told.</summary>
    public const int noticeDays = 30;

    /// <summary>Whose points lapse in a month, of this store's members.</summary>
    public static Task<IReadOnlyList<DueOccasion>> Noticed(Work work, StoreId store, DateOnly first, DateOnly today) =>
        work.Query<DueOccasion>(readNoticed, new { store, first = first.AddDays(noticeDays), last = today.AddDays(noticeDays), occasion = MemberOccasion.PointsLapsing });

    /// <summary>
    /// Takes what has lapsed by this day. The members are locked first and looked at then, in a statement of its own: whoever granted a till of their points held that
    /// lock, and what they wrote is seen.
    /// </summary>
    public static async Task Take(Work work, ChainId chain, StoreId store, DateOnly today)
    {
        var ids = (await work.Query<MemberId>(lockLapsed, new { store, today })).Select(member => member.Value).ToArray();
        if (ids.Length == 0) return;
        var due = await work.Query<Lapsed>(readLapsed, new { ids, today });
        await PostPoints.Post(work, chain, [.. due.Where(member => member.Points > 0)
            .Select(member => new PointsEarned(DerivedId.From(member.MemberId.Value, $"lapsed|{today:O}"), store, DerivedId.From(member.MemberId.Value, "lapsed"), member.MemberId, -member.Points, PointsEarned.lapsed, work.Now))]);
    }

    /// <summary>What lapsed although the member had bought: the sale was on its way.</summary>
    public static async Task GiveBack(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var bought = sales.Where(sale => sale is { Sign: > 0, MemberId: not null }).ToArray();
        if (bought.Length == 0) return;
        var back = await work.Query<Lapsed>(readWrongly, new
        {
            members = bought.Select(sale => sale.MemberId!.Value.Value).ToArray(), moments = bought.Select(sale => sale.At.UtcDateTime).ToArray(), chain = shop.ChainId
        });
        if (back.Count == 0) return;
        static Guid BackId(Lapsed entry) => DerivedId.From(entry.EntryId, "given back");
        var known = (await work.Query<Guid>("select entry_id from points_entry where entry_id = any(@ids)", new { ids = back.Select(BackId).ToArray() })).ToHashSet();
        await PostPoints.Post(work, shop.ChainId, [.. back.Where(entry => !known.Contains(BackId(entry))).Select(entry => new PointsEarned(BackId(entry), shop.StoreId, entry.EntryId, entry.MemberId, entry.Points, PointsEarned.lapsedBack, work.Now))]);
    }

    sealed record Lapsed(MemberId MemberId, long Points, Guid EntryId);

    /// <summary>The day on which the points of member m, of store s and chain h, lapse; null where they do not.</summary>
    public const string lapseDay = "greatest((m.last_bought_at at time zone s.time_zone)::date + h.points_lapse_after_days, case when h.points_lapse_after_days is not null and m.last_bought_at is not null then h.points_lapse_from end)";

    const string members = "member m join store s on s.store_id = m.home_store_id join chain h on h.chain_id = m.chain_id";

    const string readNoticed = $"""
        select m.home_store_id as store_id, m.member_id, @occasion as occasion, to_char({lapseDay}, 'YYYY-MM-DD') as period, null::uuid as subject_id
        from {members}
        where m.home_store_id = @store and m.active and m.phone is not null and m.points > 0 and {lapseDay} between @first::date and @last::date
        """;

    const string lockLapsed = $"""
        select m.member_id from {members} where m.home_store_id = @store and m.points > 0 and {lapseDay} <= @today::date order by m.member_id for update of m
        """;

    const string readLapsed = $"""
        select m.member_id, m.points - (
            select coalesce(sum(greatest(a.granted - a.used, 0)), 0)::bigint from allowance a where a.subject = m.member_id) as points, m.member_id as entry_id
        from {members} where m.member_id = any(@ids) and {lapseDay} <= @today::date order by m.member_id
        """;

    const string readWrongly = """
        select distinct e.member_id, -e.points as points, e.entry_id
        from unnest(@members, @moments) as s(member, moment) join points_entry e on e.member_id = s.member and e.reason = 'lapsed' and e.at > s.moment
        join chain c on c.chain_id = @chain
        where e.at - make_interval(days => coalesce(c.points_lapse_after_days, 3650)) < s.moment
        order by e.entry_id
        """;
}
