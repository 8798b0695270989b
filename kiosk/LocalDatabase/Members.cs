using Microsoft.Data.Sqlite;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>The members as known here: as the cloud last told or as they were enrolled here, plus the points of own facts that it has not told back yet.</summary>
public static class Members
{
    /// <summary>Stands where the feed's name would, until the cloud has told of a member who was enrolled here.</summary>
    const string enrolledHere = "";

    /// <summary>Members who are no more and still stand among the words: so many are looked past before a list would be too short.</summary>
    const int goneAtMost = 200;

    const string columns = """
        member_id, name, phone, card, tier_id, lifetime_points, active,
        points + (select coalesce(sum(p.points), 0) from member_points_pending p where p.member_id = member.member_id),
        store_credit, account_limit, account_used, same_as, may_be_told, may_be_told_from
        """;

    /// <summary>Whose first phone it is; or the one whose further phone it is. A number of a whole family is nobody's.</summary>
    public static MemberItem? ByPhone(Db db, PhoneNumber phone) =>
        db.One($"select {columns} from member where phone = @phone and active = 1 order by member_id", Row, ("@phone", phone.Digits))
        ?? (db.All($"""
            select {columns} from member where active = 1 and member_id in (select member_id from member_entry where kind = 'phone' and value = @phone) limit 2
            """, Row, ("@phone", phone.Digits)) is [var only] ? only : null);

    /// <summary>Who has this number in digits, barred ones too.</summary>
    public static MemberItem? ByNumber(Db db, string digits) =>
        db.One($"select {columns} from member where phone = @phone and same_as is null order by member_id", Row, ("@phone", digits));

    /// <summary>By the number on the card, as it stands.</summary>
    public static MemberItem? ByCard(Db db, string card) =>
        db.One($"select {columns} from member where card = @card and active = 1 order by member_id", Row, ("@card", card.Trim()));

    /// <summary>The member; somebody whom the cloud knew already is found under both ids.</summary>
    public static MemberItem? ById(Db db, MemberId member) =>
        db.One($"select {columns} from member where member_id = coalesce((select same_as from member where member_id = @id), @id)", Row, ("@id", member.ToString()));

    /// <summary>Members whose names have words that begin with the words of the text, in any order.</summary>
    public static IReadOnlyList<MemberItem> ByName(Db db, string text, int limit) => SearchWords.Of(text) is not { Length: > 0 } match ? [] : db.All($"""
        select {columns} from (select rowid as found, rank as closeness from member_search where member_search match @match order by rank limit @near) join member on member_row = found
        where active = 1 order by closeness, name, member_id limit @limit
        """, Row, ("@match", match), ("@near", limit + goneAtMost), ("@limit", limit));

    /// <summary>Who has this phone or card already, barred ones too; null when nobody has.</summary>
    public static MemberItem? Holder(Db db, MemberEnrolled enrolled) => db.One(
        $"select {columns} from member where (phone = @phone or card = @card) and same_as is null order by phone = @phone desc, member_id", Row,
        ("@phone", enrolled.Phone?.TrimStart('+')), ("@card", enrolled.Card));

    /// <summary>Keeps a member who was enrolled here, until the cloud tells of them.</summary>
    public static void Enrol(Db db, MemberEnrolled enrolled, TierId? tier) => Keep(db, enrolledHere, 0,
        new(enrolled.MemberId, enrolled.Name, enrolled.Phone?.TrimStart('+'), enrolled.Card, tier, 0, 0, Active: true) { MayBeTold = new(enrolled.MayBeTold, enrolled.EnrolledAt) });

    /// <summary>Something of a member was put right here.</summary>
    public static void Change(Db db, MemberItem known, MemberChanged edited)
    {
        var (id, name) = (known.MemberId.ToString(), edited.Name ?? known.Name);
        var row = db.Number("update member set name = @name, phone = @phone where member_id = @id returning member_row", ("@name", name), ("@phone", edited.Phone?.TrimStart('+') ?? known.Phone), ("@id", id));
        if (edited.MayBeTold is { } given) db.Execute("update member set may_be_told = @given, may_be_told_from = @at where member_id = @id", ("@given", given ? 1 : 0), ("@at", edited.ChangedAt.ToUnixTimeMilliseconds()), ("@id", id));
        if (edited.Added is not null || edited.Removed is not null) KeepEntries(db, known.MemberId, MemberEdits.Entries(EntriesOf(db, known.MemberId), edited.Added, edited.Removed));
        Index(db, row, name);
    }

    /// <summary>A member's tags and further phones.</summary>
    public static IReadOnlyList<ProfileEntry> EntriesOf(Db db, MemberId member) =>
        db.All("select entry_id, kind, value from member_entry where member_id = @id order by entry_id", row => new ProfileEntry(row.GetGuid(0), row.GetString(1), row.GetString(2)), ("@id", member.ToString()));

    /// <summary>Adds the points of an own fact (negative for a refund or a reward) until the member comes back from the cloud with them.</summary>
    public static void AddPending(Db db, Guid fact, MemberId member, long points, ThisTerminal terminal, long sequence, AllowanceTaken? risk = null) => db.Execute("""
        insert into member_points_pending (sale_id, member_id, points, epoch, sequence, risk)
        values (@fact, coalesce((select same_as from member where member_id = @member), @member), @points, @epoch, @sequence, @risk)
        """,
        ("@risk", risk?.Amount ?? 0), ("@fact", fact.ToString()), ("@member", member.ToString()), ("@points", points), ("@epoch", terminal.Epoch), ("@sequence", sequence));

    /// <summary>Points taken at the store's risk by own facts that the cloud has not told back yet.</summary>
    internal static long RiskUntold(Db db, MemberId member) =>
        db.Number("select coalesce(sum(risk), 0) from member_points_pending where member_id = @member", ("@member", member.ToString()));

    public static void Upsert(Db db, FeedPage page, MemberItem member)
    {
        Keep(db, page.Feed, page.Generation, MemberEdits.Over(db, member));
        foreach (var fact in member.Facts ?? []) db.Execute("delete from member_points_pending where sale_id = @fact", ("@fact", fact.ToString()));
        // What the cloud had acknowledged before this came is in its hands, and counted here or soon.
        db.Execute("""
            delete from member_points_pending
            where member_id = @id
              and (epoch <> (select epoch from terminal) or sequence <= (select acked_through from terminal))
            """, ("@id", member.MemberId.ToString()));
        if (member.SameAs is { } known) Join(db, member.MemberId, known);
    }

    public static void DropOlder(Db db, FeedPage page)
    {
        foreach (var row in db.All("select member_row from member where feed = @feed and generation <> @generation", row => row.GetInt64(0), ("@feed", page.Feed), ("@generation", page.Generation)))
        {
            db.Execute("delete from member_search where rowid = @row", ("@row", row));
            db.Execute("delete from member_entry where member_id = (select member_id from member where member_row = @row)", ("@row", row));
            db.Execute("delete from member where member_row = @row", ("@row", row));
        }
    }

    /// <summary>Somebody who was enrolled here was known already: what they earned and used under the new id is theirs under the old one.</summary>
    static void Join(Db db, MemberId enrolled, MemberId known)
    {
        db.Execute("update member_points_pending set member_id = @known where member_id = @id", ("@known", known.ToString()), ("@id", enrolled.ToString()));
        OfferUses.Join(db, enrolled, known);
        MemberEdits.Join(db, enrolled, known);
    }

    static void Keep(Db db, string feed, long generation, MemberItem member)
    {
        var id = member.MemberId.ToString();
        var name = db.One("select name from member where member_id = @id", row => row.GetString(0), ("@id", id));
        var kept = db.Number("""
            insert into member (member_id, name, phone, card, tier_id, points, lifetime_points, active, feed, generation, store_credit, account_limit, account_used, same_as,
                may_be_told, may_be_told_from)
            values (@id, @name, @phone, @card, @tier, @points, @lifetime, @active, @feed, @generation, @credit, @limit, @used, @same, @told, @toldFrom)
            on conflict (member_id) do update set name = excluded.name, phone = excluded.phone, card = excluded.card, tier_id = excluded.tier_id,
                points = excluded.points, lifetime_points = excluded.lifetime_points, active = excluded.active, feed = excluded.feed, generation = excluded.generation,
                store_credit = excluded.store_credit, account_limit = excluded.account_limit, account_used = excluded.account_used, same_as = excluded.same_as,
                may_be_told = excluded.may_be_told, may_be_told_from = excluded.may_be_told_from
            returning member_row
            """,
            ("@id", id), ("@name", member.Name), ("@phone", member.Phone), ("@card", member.Card), ("@tier", member.TierId?.ToString()),
            ("@points", member.Points), ("@lifetime", member.LifetimePoints), ("@active", member.Active ? 1 : 0), ("@feed", feed), ("@generation", generation),
            ("@credit", member.StoreCredit.Units), ("@limit", member.AccountLimit.Units), ("@used", member.AccountUsed.Units), ("@same", member.SameAs?.ToString()),
            ("@told", member.MayBeTold is { } said ? said.Given ? 1 : 0 : null), ("@toldFrom", member.MayBeTold?.CountsFrom.ToUnixTimeMilliseconds()));
        KeepEntries(db, member.MemberId, member.Entries ?? []);
        if (name != member.Name) Index(db, kept, member.Name);
    }

    static void KeepEntries(Db db, MemberId member, IReadOnlyList<ProfileEntry> entries)
    {
        db.Execute("delete from member_entry where member_id = @id", ("@id", member.ToString()));
        foreach (var entry in entries)
            db.Execute("insert into member_entry (member_id, entry_id, kind, value) values (@id, @entry, @kind, @value)", ("@id", member.ToString()), ("@entry", entry.EntryId.ToString()), ("@kind", entry.Kind), ("@value", entry.Value));
    }

    static void Index(Db db, long row, string name)
    {
        db.Execute("delete from member_search where rowid = @row", ("@row", row));
        db.Execute("insert into member_search (rowid, name) values (@row, @name)", ("@row", row), ("@name", name));
    }

    static MemberItem Row(SqliteDataReader row) =>
        new(new(row.GetGuid(0)), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3),
            row.IsDBNull(4) ? null : new TierId(row.GetGuid(4)), row.GetInt64(7), row.GetInt64(5), row.GetInt64(6) == 1,
            new(row.GetInt64(8)), new(row.GetInt64(9)), new(row.GetInt64(10)), row.IsDBNull(11) ? null : new MemberId(row.GetGuid(11)))
        {
            MayBeTold = row.IsDBNull(12) ? null : new Permission(row.GetInt64(12) == 1, DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(13)))
        };
}
