using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <param name="Language">Of the messages: id or en.</param>
/// <param name="Phone">In digits as the gateways want it; null when unknown.</param>
sealed record NewMember(MemberId MemberId, string Name, string? Phone, string? Card, TierId? TierId, long Points, DateTimeOffset JoinedAt, string Language = "id");

/// <summary>Members, and how terminals hear of them.</summary>
static class MemberTable
{
    /// <summary>Adds those whose id, phone and card are new, with the points that waited for them, and tells the terminals; the ids that were added.</summary>
    /// <param name="joinedAt">The store that they came to; null when nobody knows.</param>
    public static async Task<IReadOnlyList<MemberId>> Add(Work work, ChainId chain, IReadOnlyList<NewMember> members, StoreId? joinedAt = null)
    {
        var added = await work.Query<MemberId>(insertMembers, new
        {
            chain, ids = members.Select(m => m.MemberId.Value).ToArray(), names = members.Select(m => m.Name).ToArray(), phones = members.Select(m => m.Phone).ToArray(),
            cards = members.Select(m => m.Card).ToArray(), tiers = members.Select(m => m.TierId?.Value).ToArray(), points = members.Select(m => m.Points).ToArray(),
            moments = members.Select(m => m.JoinedAt.UtcDateTime).ToArray(), store = joinedAt?.Value, languages = members.Select(m => m.Language).ToArray()
        });
        await PostVisits.Settle(work, added);
        await Tell(work, chain, added);
        await PointsWaiting.Settle(work, chain, added);
        return added;
    }

    /// <summary>Puts these members as they now stand into their feeds, with the facts that are settled by it.</summary>
    public static async Task Tell(Work work, ChainId chain, IEnumerable<MemberId> members, ILookup<MemberId, Guid>? settled = null)
    {
        var ids = members.Select(member => member.Value).ToArray();
        var stamps = (await work.Query<FieldStamp>(ProfileTable.readStamps, new { ids })).ToLookup(stamp => stamp.MemberId);
        var entries = await EntryTable.Of(work, ids);
        var words = await ConsentTable.Holding(work, ids);
        foreach (var member in await work.Query<MemberItem>(readMembers, new { ids }))
        {
            var told = member with
            {
                Stamps = stamps.Contains(member.MemberId) ? stamps[member.MemberId].ToDictionary(stamp => stamp.Field, stamp => new Stamp(stamp.Clock, stamp.Origin), StringComparer.Ordinal) : null,
                Entries = entries.Contains(member.MemberId) ? [.. entries[member.MemberId]] : null,
                MayBeTold = words.TryGetValue(member.MemberId, out var said) ? said : null,
                Facts = settled?.Contains(member.MemberId) == true ? [.. settled[member.MemberId].Distinct()] : null
            };
            work.Tell(Feeds.Member(chain, member.MemberId), chain, FeedKinds.member, member.MemberId.ToString(), JsonSerializer.Serialize(told, WireJson.Default.MemberItem));
        }
    }

    sealed record FieldStamp(MemberId MemberId, string Field, long Clock, Guid Origin);

    /// <summary>What each has to give away.</summary>
    public const string lockPoints = "select member_id as subject, points as amount from member where member_id = any(@ids) order by member_id for update";

    const string insertMembers = """
        insert into member (member_id, chain_id, name, phone, card, tier_id, points, lifetime_points, joined_at, language, home_store_id)
        select m.id, @chain, m.name, m.phone, m.card, m.tier, m.points, m.points, m.moment, m.language, @store
        from unnest(@ids, @names, @phones, @cards, @tiers, @points, @moments, @languages) as m(id, name, phone, card, tier, points, moment, language)
        on conflict do nothing
        returning member_id
        """;

    const string readMembers = """
        select member_id, name, phone, card, tier_id, points, lifetime_points, active, store_credit, account_limit, account_used, null::uuid as same_as from member where member_id = any(@ids) order by member_id
        """;
}
