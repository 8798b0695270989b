using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>The small kinds of feed items, kept as they came: the store, its staff, promotions and tiers, and what this terminal is told about itself.</summary>
public static class FeedRows
{
    public static StoreItem? Store(Db db, StoreId store) =>
        All(db, FeedKinds.store, WireJson.Default.StoreItem).FirstOrDefault(item => item.StoreId == store);

    public static IReadOnlyList<StaffItem> Staff(Db db) => All(db, FeedKinds.staff, WireJson.Default.StaffItem);

    public static IReadOnlyList<Promotion> Promotions(Db db) =>
        [.. All(db, FeedKinds.promotion, WireJson.Default.PromotionItem).Select(item => item.Promotion)];

    public static IReadOnlyList<Tier> Tiers(Db db) => [.. All(db, FeedKinds.tier, WireJson.Default.TierItem).Select(item => item.Tier)];

    public static IReadOnlyList<TaxSchedule> Taxes(Db db) => [.. All(db, FeedKinds.tax, WireJson.Default.TaxItem).Select(item => item.Schedule)];

    public static IReadOnlyList<Reward> Rewards(Db db) => [.. All(db, FeedKinds.reward, WireJson.Default.RewardItem).Select(item => item.Reward)];

    /// <summary>Keys of the store's terminals, which sign receipts.</summary>
    public static IReadOnlyList<TillKeyItem> TillKeys(Db db) => All(db, FeedKinds.tillKey, WireJson.Default.TillKeyItem);

    public static TerminalItem? Terminal(Db db, TerminalId terminal) =>
        All(db, FeedKinds.terminal, WireJson.Default.TerminalItem).FirstOrDefault(item => item.TerminalId == terminal);

    public static void Upsert(Db db, FeedPage page, FeedItem item) => db.Execute("""
        insert into feed_row (kind, key, feed, generation, sequence, body) values (@kind, @key, @feed, @generation, @sequence, @body)
        on conflict (kind, key) do update set feed = excluded.feed, generation = excluded.generation, sequence = excluded.sequence, body = excluded.body
        """,
        ("@kind", item.Kind), ("@key", item.Key), ("@feed", page.Feed), ("@generation", page.Generation), ("@sequence", item.Sequence), ("@body", item.Body));

    public static void DropOlder(Db db, FeedPage page) =>
        db.Execute("delete from feed_row where feed = @feed and generation <> @generation", ("@feed", page.Feed), ("@generation", page.Generation));

    static List<T> All<T>(Db db, string kind, JsonTypeInfo<T> shape) where T : class
    {
        var bodies = db.All("select body from feed_row where kind = @kind order by key", row => row.GetString(0), ("@kind", kind));
        var items = new List<T>(bodies.Count);
        foreach (var body in bodies)
            if (Readable(body, shape) is { } item) items.Add(item);
        return items;
    }

    /// <summary>A row that a later cloud wrote in a way we cannot read must not close the shop.</summary>
    static T? Readable<T>(string body, JsonTypeInfo<T> shape) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
