using Sasuai.Functions.Platform;
using Sasuai.Loyalty;

namespace Sasuai.Functions.Loyalty;

/// <summary>Tags and further phones of members: the SQL of <see cref="Sasuai.Sync.AddWinsSet{T}"/>.</summary>
static class EntryTable
{
    public static async Task Add(Work work, ChainId chain, MemberId member, IEnumerable<ProfileEntry> entries, StaffId by, DateTimeOffset at)
    {
        foreach (var entry in entries)
            await work.Execute(add, new { chain, member, entry.EntryId, entry.Kind, entry.Value, by, at });
    }

    /// <summary>Removes additions that somebody saw; one that is not known yet will not hold when it comes.</summary>
    public static Task Remove(Work work, ChainId chain, MemberId member, IEnumerable<Guid> entries, StaffId by, DateTimeOffset at) =>
        work.Execute(remove, new { chain, member, ids = entries.Distinct().ToArray(), by, at });

    /// <summary>The additions that hold.</summary>
    public static async Task<IReadOnlyList<ProfileEntry>> Of(Work work, MemberId member) =>
        [.. (await Of(work, [member.Value]))[member]];

    /// <summary>The additions that hold, by member.</summary>
    public static async Task<ILookup<MemberId, ProfileEntry>> Of(Work work, Guid[] members) =>
        (await work.Query<Row>(read, new { ids = members })).ToLookup(row => row.MemberId, row => new ProfileEntry(row.EntryId, row.Kind, row.Value));

    sealed record Row(MemberId MemberId, Guid EntryId, string Kind, string Value);

    const string add = """
        insert into member_entry as e (member_id, entry_id, chain_id, kind, value, added_at, added_by) values (@member, @entryId, @chain, @kind, @value, @at, @by)
        on conflict (member_id, entry_id) do update set kind = excluded.kind, value = excluded.value, added_at = excluded.added_at, added_by = excluded.added_by where e.kind is null
        """;

    const string remove = """
        insert into member_entry as e (member_id, entry_id, chain_id, removed_at, removed_by) select @member, id, @chain, @at, @by from unnest(@ids) as id order by id
        on conflict (member_id, entry_id) do update set removed_at = excluded.removed_at, removed_by = excluded.removed_by where e.removed_at is null
        """;

    const string read = """
        select member_id, entry_id, kind, value from member_entry where member_id = any(@ids) and kind is not null and removed_at is null order by member_id, entry_id
        """;
}
