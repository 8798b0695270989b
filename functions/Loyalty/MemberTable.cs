using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>Members, and how terminals hear of them.</summary>
static class MemberTable
{
    /// <summary>Puts these members as they now stand into their feeds.</summary>
    public static async Task Tell(Work work, ChainId chain, IEnumerable<MemberId> members)
    {
        foreach (var member in await work.Query<MemberItem>(readMembers, new { ids = members.Select(member => member.Value).ToArray() }))
            work.Tell(Feeds.Member(chain, member.MemberId), chain, FeedKinds.member, member.MemberId.ToString(), JsonSerializer.Serialize(member, WireJson.Default.MemberItem));
    }

    const string readMembers = """
        select member_id, name, phone, card, tier_id, points, lifetime_points, active from member where member_id = any(@ids) order by member_id
        """;
}
