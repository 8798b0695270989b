using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>What was put right of members here, until the cloud has told it back: an overlay over what the cloud tells.</summary>
public static class MemberEdits
{
    /// <param name="change">The fact, as it was appended.</param>
    public static void Add(Db db, Change change, MemberChanged edited)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(edited);
        foreach (var (field, value) in (ReadOnlySpan<(string, string?)>)[(ProfileFields.name, edited.Name), (ProfileFields.phone, edited.Phone?.TrimStart('+'))])
            if (value is not null) db.Execute("insert into member_edit (fact_id, member_id, field, value, clock) values (@fact, @member, @field, @value, @clock)",
                ("@fact", change.FactId.ToString()), ("@member", edited.MemberId.ToString()), ("@field", field), ("@value", value), ("@clock", change.Clock));
    }

    /// <summary>The member as told, with the edits of this till that were not told back, each where it is the later one.</summary>
    public static MemberItem Over(Db db, MemberItem told)
    {
        ArgumentNullException.ThrowIfNull(told);
        foreach (var fact in told.Facts ?? []) db.Execute("delete from member_edit where fact_id = @fact", ("@fact", fact.ToString()));
        var edits = db.All("select field, value, clock from member_edit where member_id = @id order by clock", row => (Field: row.GetString(0), Value: row.GetString(1), Clock: row.GetInt64(2)), ("@id", told.MemberId.ToString()));
        if (edits.Count == 0) return told;
        var here = ThisTerminal.Read(db)!.TerminalId.Value;
        string? Latest(string field, string? value) =>
            edits.Where(edit => edit.Field == field).Aggregate(new Register(value, told.Stamps?.GetValueOrDefault(field) ?? default), (latest, edit) => latest.Join(new(edit.Value, new(edit.Clock, here)))).Value;
        return told with { Name = Latest(ProfileFields.name, told.Name)!, Phone = Latest(ProfileFields.phone, told.Phone) };
    }

    /// <summary>Somebody who was enrolled here was known already under another id.</summary>
    public static void Join(Db db, MemberId enrolled, MemberId known) =>
        db.Execute("update member_edit set member_id = @known where member_id = @id", ("@known", known.ToString()), ("@id", enrolled.ToString()));
}
