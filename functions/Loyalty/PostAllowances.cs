using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Loyalty;

namespace Sasuai.Functions.Loyalty;

/// <summary>
/// Tills ask for members' points, and give them back. It comes after everything that the same batch took: what a till asks for anew under a later
/// epoch says that all it did under earlier ones is in the books.
/// </summary>
static class PostAllowances
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<(WaitingFact Fact, PointsAsked Asked)> asks, IReadOnlyList<(WaitingFact Fact, PointsReleased Released)> releases)
    {
        if (asks.Count + releases.Count == 0) return;
        var same = await MemberAlias.Of(work, asks.Select(ask => ask.Asked.MemberId).Concat(releases.Select(release => release.Released.MemberId)));
        MemberId Known(MemberId id) => same.GetValueOrDefault(id, id);
        var members = asks.Select(ask => Known(ask.Asked.MemberId)).Concat(releases.Select(release => Known(release.Released.MemberId))).Distinct();
        foreach (var (member, points) in await work.Query<LockedMember>(lockMembers, new { ids = members.Select(member => member.Value).ToArray() }))
        {
            foreach (var (fact, released) in releases.Where(release => Known(release.Released.MemberId) == member))
            {
                await AllowanceTable.Use(work, shop.ChainId, [new(fact.FactId, fact.TerminalId, member, released.Points, new(released.Epoch, 0))]);
                await AllowanceTable.CloseBefore(work, member, new(fact.TerminalId), released.Epoch);
            }
            TerminalId? asker = null;
            foreach (var (fact, asked) in asks.Where(ask => Known(ask.Asked.MemberId) == member))
            {
                asker = new(fact.TerminalId);
                // Granted under the epoch in which it came, which the till has by now; what it closes are those before the one it was asked in.
                await AllowanceTable.Ask(work, shop.ChainId, member, asker.Value, fact.Epoch, asked.Wanted);
                await AllowanceTable.CloseBefore(work, member, asker.Value, asked.Epoch);
            }
            await AllowanceTable.Settle(work, shop.ChainId, member, points, asker);
        }
    }

    sealed record LockedMember(MemberId MemberId, long Points);

    const string lockMembers = "select member_id, points from member where member_id = any(@ids) order by member_id for update";
}
