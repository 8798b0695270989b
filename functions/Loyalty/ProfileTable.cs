using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Loyalty;

/// <summary>One edit of one field of a member.</summary>
/// <param name="Origin">The terminal; all zero for the cloud itself.</param>
/// <param name="FactId">The terminal's fact; null for an edit at the office.</param>
sealed record FieldEdit(MemberId MemberId, string Field, string Value, long Clock, Guid Origin, Guid? FactId, StaffId StaffId, DateTimeOffset At);

/// <summary>What members are called and how they are reached, joined field by field from the edits of all places: the SQL of <see cref="Sasuai.Sync.Register"/>.</summary>
static class ProfileTable
{
    /// <summary>Keeps the edits of one member and lets the latest of each field hold; those of them whose phone number is somebody else's and does not count.</summary>
    public static async Task<IReadOnlyList<Guid?>> Join(Work work, ChainId chain, MemberId member, IReadOnlyList<FieldEdit> edits)
    {
        // Who edits first waits here for nobody, who comes second for the first.
        await work.Execute("select 1 from member where member_id = @member for update", new { member });
        await work.Execute(keepBefore, new { chain, member, now = work.Now });
        foreach (var edit in edits)
            await work.Execute(insert, new { chain, member, edit.Field, edit.Value, edit.Clock, edit.Origin, edit.FactId, edit.StaffId, edit.At, now = work.Now });
        var taken = await work.Query<Guid?>(refuseTaken, new { chain, member });
        await work.Execute(hold, new { member });
        return taken;
    }

    const string keepBefore = """
        insert into member_edit (member_id, chain_id, field, value, clock, origin, at, received_at)
        select m.member_id, @chain, f.field, f.value, 0, '00000000-0000-0000-0000-000000000000', m.joined_at, @now
        from member m cross join lateral (values ('name', m.name), ('phone', m.phone), ('language', m.language), ('birthday', m.birthday::text)) as f(field, value)
        where m.member_id = @member and (f.field <> 'birthday' or f.value is not null) and not exists (select from member_edit e where e.member_id = m.member_id)
        """;

    const string insert = """
        insert into member_edit (member_id, chain_id, field, value, clock, origin, fact_id, staff_id, at, received_at)
        values (@member, @chain, @field, @value, @clock, @origin, @factId, @staffId, @at, @now) on conflict do nothing
        """;

    const string refuseTaken = """
        update member_edit e set refused = true
        where e.member_id = @member and e.field = 'phone' and not e.refused and exists (select from member o where o.chain_id = @chain and o.phone = e.value and o.member_id <> @member)
        returning e.fact_id
        """;

    const string hold = """
        update member m set name = coalesce(w.name, m.name), phone = coalesce(w.phone, m.phone), language = coalesce(w.language, m.language), birthday = coalesce(w.birthday::date, m.birthday)
        from (
            select (array_agg(value order by clock desc, origin desc, value collate "C" desc) filter (where field = 'name'))[1] as name,
                (array_agg(value order by clock desc, origin desc, value collate "C" desc) filter (where field = 'phone'))[1] as phone,
                (array_agg(value order by clock desc, origin desc, value collate "C" desc) filter (where field = 'language'))[1] as language,
                (array_agg(value order by clock desc, origin desc, value collate "C" desc) filter (where field = 'birthday'))[1] as birthday
            from member_edit where member_id = @member and not refused and value is not null) w
        where m.member_id = @member
        """;

    /// <summary>The stamps that hold, by member and field; without those that were never edited, and of what tills do not know.</summary>
    public const string readStamps = """
        select distinct on (member_id, field) member_id, field, clock, origin from member_edit
        where member_id = any(@ids) and not refused and clock > 0 and field <> 'birthday' order by member_id, field, clock desc, origin desc
        """;
}
