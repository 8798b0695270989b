using System.Text.Json;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>What was put right of members here, until the cloud has told it back: an overlay over what the cloud tells.</summary>
public static class MemberEdits
{
    // Beside the fields of ProfileFields.
    const string added = "added", removed = "removed", mayBeTold = "may-be-told", yes = "yes", no = "no";

    /// <param name="change">The fact, as it was appended.</param>
    public static void Add(Db db, Change change, MemberChanged edited)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(edited);
        foreach (var (field, value) in Fields(edited))
            db.Execute("insert into member_edit (fact_id, member_id, field, value, clock) values (@fact, @member, @field, @value, @clock) on conflict do nothing",
                ("@fact", change.FactId.ToString()), ("@member", edited.MemberId.ToString()), ("@field", field), ("@value", value), ("@clock", change.Clock));
    }

    /// <summary>The member as told, with the edits of this till that were not told back, each where it is the later one.</summary>
    public static MemberItem Over(Db db, MemberItem told)
    {
        ArgumentNullException.ThrowIfNull(told);
        foreach (var fact in told.Facts ?? []) db.Execute("delete from member_edit where fact_id = @fact", ("@fact", fact.ToString()));
        var edits = db.All("select field, value, clock from member_edit where member_id = @id order by clock", row => new Edit(row.GetString(0), row.GetString(1), row.GetInt64(2)), ("@id", told.MemberId.ToString()));
        if (edits.Count == 0) return told;
        var here = ThisTerminal.Read(db)!.TerminalId.Value;
        string? Latest(string field, string? value) =>
            Of(edits, field).Aggregate(new Register(value, told.Stamps?.GetValueOrDefault(field) ?? default), (latest, edit) => latest.Join(new(edit.Value, new(edit.Clock, here)))).Value;
        return told with
        {
            Name = Latest(ProfileFields.name, told.Name)!, Phone = Latest(ProfileFields.phone, told.Phone), MayBeTold = Said(told.MayBeTold, Of(edits, mayBeTold)),
            Entries = Entries(told.Entries, Of(edits, added).Select(edit => JsonSerializer.Deserialize(edit.Value, WireJson.Default.ProfileEntry)!), Of(edits, removed).Select(edit => Guid.Parse(edit.Value)))
        };
    }

    /// <summary>Somebody who was enrolled here was known already under another id.</summary>
    public static void Join(Db db, MemberId enrolled, MemberId known) =>
        db.Execute("update member_edit set member_id = @known where member_id = @id", ("@known", known.ToString()), ("@id", enrolled.ToString()));

    /// <summary>Entries as they are after an edit.</summary>
    public static IReadOnlyList<ProfileEntry> Entries(IReadOnlyList<ProfileEntry>? before, IEnumerable<ProfileEntry>? added, IEnumerable<Guid>? removed) =>
        [.. Set(before, []).Join(Set(added, removed)).Entries.Select(entry => entry.Value).OrderBy(entry => entry.EntryId)];

    static AddWinsSet<ProfileEntry> Set(IEnumerable<ProfileEntry>? added, IEnumerable<Guid>? removed) =>
        new((added ?? []).Select(entry => KeyValuePair.Create(entry.EntryId, entry)), removed ?? []);

    /// <summary>A withdrawal of here stands over everything until it has come to the cloud.</summary>
    static Permission? Said(Permission? told, IEnumerable<Edit> words) =>
        words.Aggregate(told, (latest, word) => Permission.Said(word.Value == yes, HybridClock.TimeOf(word.Clock), DateTimeOffset.MaxValue) is var said && latest is { } before ? before.Join(said) : said);

    static IEnumerable<Edit> Of(IReadOnlyList<Edit> edits, string field) => edits.Where(edit => edit.Field == field);

    static IEnumerable<(string Field, string Value)> Fields(MemberChanged edited)
    {
        if (edited.Name is { } name) yield return (ProfileFields.name, name);
        if (edited.Phone is { } phone) yield return (ProfileFields.phone, phone.TrimStart('+'));
        if (edited.MayBeTold is { } given) yield return (mayBeTold, given ? yes : no);
        foreach (var entry in edited.Added ?? []) yield return (added, JsonSerializer.Serialize(entry, WireJson.Default.ProfileEntry));
        foreach (var entry in edited.Removed ?? []) yield return (removed, entry.ToString());
    }

    readonly record struct Edit(string Field, string Value, long Clock);
}
