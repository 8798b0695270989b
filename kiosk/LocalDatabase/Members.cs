using Microsoft.Data.Sqlite;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>The members as known here: as the cloud last told, plus the points of own sales that it has not told back yet.</summary>
public static class Members
{
    const string columns = """
        member_id, name, phone, card, tier_id, lifetime_points, active,
        points + (select coalesce(sum(p.points), 0) from member_points_pending p where p.member_id = member.member_id),
        store_credit, account_limit, account_used
        """;

    public static MemberItem? ByPhone(Db db, PhoneNumber phone) =>
        db.One($"select {columns} from member where phone = @phone and active = 1 order by member_id", Row, ("@phone", phone.Digits));

    /// <summary>By the number on the card, as it stands.</summary>
    public static MemberItem? ByCard(Db db, string card) =>
        db.One($"select {columns} from member where card = @card and active = 1 order by member_id", Row, ("@card", card.Trim()));

    public static MemberItem? ById(Db db, MemberId member) =>
        db.One($"select {columns} from member where member_id = @id", Row, ("@id", member.ToString()));

    /// <summary>Adds the points of an own sale (negative for a refund) until the member comes back from the cloud with them.</summary>
    public static void AddPending(Db db, Guid sale, MemberId member, long points, ThisTerminal terminal, long sequence) => db.Execute("""
        insert into member_points_pending (sale_id, member_id, points, epoch, sequence) values (@sale, @member, @points, @epoch, @sequence)
        """,
        ("@sale", sale.ToString()), ("@member", member.ToString()), ("@points", points), ("@epoch", terminal.Epoch), ("@sequence", sequence));

    public static void Upsert(Db db, FeedPage page, MemberItem member)
    {
        db.Execute("""
            insert into member (member_id, name, phone, card, tier_id, points, lifetime_points, active, feed, generation, store_credit, account_limit, account_used)
            values (@id, @name, @phone, @card, @tier, @points, @lifetime, @active, @feed, @generation, @credit, @limit, @used)
            on conflict (member_id) do update set name = excluded.name, phone = excluded.phone, card = excluded.card, tier_id = excluded.tier_id,
                points = excluded.points, lifetime_points = excluded.lifetime_points, active = excluded.active, feed = excluded.feed, generation = excluded.generation,
                store_credit = excluded.store_credit, account_limit = excluded.account_limit, account_used = excluded.account_used
            """,
            ("@id", member.MemberId.ToString()), ("@name", member.Name), ("@phone", member.Phone), ("@card", member.Card), ("@tier", member.TierId?.ToString()),
            ("@points", member.Points), ("@lifetime", member.LifetimePoints), ("@active", member.Active ? 1 : 0), ("@feed", page.Feed), ("@generation", page.Generation),
            ("@credit", member.StoreCredit.Units), ("@limit", member.AccountLimit.Units), ("@used", member.AccountUsed.Units));
        // A sale that the cloud had acknowledged before it wrote this row is counted in it.
        db.Execute("""
            delete from member_points_pending
            where member_id = @id
              and (epoch <> (select epoch from terminal) or sequence <= (select acked_through from terminal))
            """, ("@id", member.MemberId.ToString()));
    }

    public static void DropOlder(Db db, FeedPage page) =>
        db.Execute("delete from member where feed = @feed and generation <> @generation", ("@feed", page.Feed), ("@generation", page.Generation));

    static MemberItem Row(SqliteDataReader row) =>
        new(new(row.GetGuid(0)), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3),
            row.IsDBNull(4) ? null : new TierId(row.GetGuid(4)), row.GetInt64(7), row.GetInt64(5), row.GetInt64(6) == 1,
            new(row.GetInt64(8)), new(row.GetInt64(9)), new(row.GetInt64(10)));
}
