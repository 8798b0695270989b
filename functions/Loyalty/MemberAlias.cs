using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Loyalty;

/// <summary>Ids that turned out to be other names of a known member.</summary>
static class MemberAlias
{
    /// <summary>The member behind each of these ids; an id that is no alias is not in the answer.</summary>
    public static async Task<IReadOnlyDictionary<MemberId, MemberId>> Of(Work work, IEnumerable<MemberId> members) =>
        (await work.Query<Row>("select member_id, same_as from member_alias where member_id = any(@ids)", new { ids = members.Select(member => member.Value).Distinct().ToArray() }))
            .ToDictionary(row => row.MemberId, row => row.SameAs);

    sealed record Row(MemberId MemberId, MemberId SameAs);
}
