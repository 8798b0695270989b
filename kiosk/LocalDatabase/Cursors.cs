namespace Sasuai.Kiosk.LocalData;

/// <summary>How far a feed was taken in.</summary>
public sealed record Cursor(string Feed, long Generation, long Sequence, DateTimeOffset PulledAt);

/// <summary>The rows of feed_cursor. A cursor moves only in the transaction of the page that it counts.</summary>
public static class Cursors
{
    public static Cursor? Read(Db db, string feed) => db.One(
        "select feed, generation, sequence, pulled_at from feed_cursor where feed = @feed",
        row => new Cursor(row.GetString(0), row.GetInt64(1), row.GetInt64(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3))), ("@feed", feed));

    /// <summary>When anything was last taken in; null before the first time.</summary>
    public static DateTimeOffset? Newest(Db db) => db.One<DateTimeOffset?>(
        "select max(pulled_at) from feed_cursor", row => row.IsDBNull(0) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)));

    public static void Move(Db db, Cursor cursor) => db.Execute("""
        insert into feed_cursor (feed, generation, sequence, pulled_at) values (@feed, @generation, @sequence, @pulled_at)
        on conflict (feed) do update set generation = excluded.generation, sequence = excluded.sequence, pulled_at = excluded.pulled_at
        """,
        ("@feed", cursor.Feed), ("@generation", cursor.Generation), ("@sequence", cursor.Sequence), ("@pulled_at", cursor.PulledAt.ToUnixTimeMilliseconds()));
}
