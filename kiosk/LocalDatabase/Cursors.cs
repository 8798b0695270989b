namespace Sasuai.Kiosk.LocalData;

/// <summary>How far a feed was taken in.</summary>
/// <param name="Checksum">Of everything up to the cursor; null while it is not known.</param>
/// <param name="Pass">How often the feed was begun; its rows are marked with it.</param>
public sealed record Cursor(string Feed, long Generation, long Sequence, DateTimeOffset PulledAt, long? Checksum = null, long Pass = 1);

/// <summary>The rows of feed_cursor. A cursor moves only in the transaction of the page that it counts.</summary>
public static class Cursors
{
    public static Cursor? Read(Db db, string feed) => db.One(
        "select feed, generation, sequence, pulled_at, checksum, pass from feed_cursor where feed = @feed",
        row => new Cursor(row.GetString(0), row.GetInt64(1), row.GetInt64(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)), row.IsDBNull(4) ? null : row.GetInt64(4), row.GetInt64(5)), ("@feed", feed));

    /// <summary>When anything was last taken in; null before the first time.</summary>
    public static DateTimeOffset? Newest(Db db) => db.One<DateTimeOffset?>(
        "select max(pulled_at) from feed_cursor", row => row.IsDBNull(0) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)));

    public static void Move(Db db, Cursor cursor) => db.Execute("""
        insert into feed_cursor (feed, generation, sequence, pulled_at, checksum, pass) values (@feed, @generation, @sequence, @pulled_at, @checksum, @pass)
        on conflict (feed) do update set generation = excluded.generation, sequence = excluded.sequence, pulled_at = excluded.pulled_at, checksum = excluded.checksum, pass = excluded.pass
        """,
        ("@feed", cursor.Feed), ("@generation", cursor.Generation), ("@sequence", cursor.Sequence), ("@pulled_at", cursor.PulledAt.ToUnixTimeMilliseconds()),
        ("@checksum", cursor.Checksum), ("@pass", cursor.Pass));
}
