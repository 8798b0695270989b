using System.Text.Json;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>
/// Takes pages of feeds in: the items and the cursor in one transaction, and only when no number is missing (SYNC 1.3). An item of a kind
/// that this program does not know, or cannot read, is kept as it came and never stops the feed.
/// </summary>
public sealed class FeedPages(LocalDatabase database, TimeProvider time)
{
    /// <summary>False, and nothing is kept, when the page does not begin straight after the cursor, belongs to another generation, or lacks a number.</summary>
    public bool Take(FeedPage page)
    {
        var kept = database.Write(db =>
        {
            var (generation, after) = Cursors.Read(db, page.Feed) is { } cursor ? (cursor.Generation, cursor.Sequence) : (page.Generation, 0);
            if (page.Generation != generation || page.After != after) return false;
            var next = after + 1;
            foreach (var item in page.Items)
            {
                if (item.Sequence != next) return false;
                next = Math.Max(item.Sequence, item.Through) + 1;
            }
            foreach (var item in page.Items) Keep(db, page, item);
            Cursors.Move(db, new(page.Feed, page.Generation, next - 1, time.GetUtcNow()));
            if (next > page.Last) DropOlder(db, page);
            return true;
        });
        if (kept && page.Items.Count > 0) database.ReferenceChanged();
        return kept;
    }

    /// <summary>
    /// The feed's numbering began anew: it is read again from 0. What is here stays in use until all of the new has come, so that the shop
    /// is never without prices.
    /// </summary>
    public void Restart(string feed, long generation) =>
        database.Write(db => Cursors.Move(db, new(feed, generation, 0, time.GetUtcNow())));

    /// <summary>Where to go on; null for a feed that was never read.</summary>
    public Cursor? Position(string feed) => database.Read(db => Cursors.Read(db, feed));

    static void Keep(Db db, FeedPage page, FeedItem item)
    {
        try
        {
            switch (item.Kind)
            {
                case FeedKinds.skip: return;
                case FeedKinds.product: ProductTable.Upsert(db, page, JsonSerializer.Deserialize(item.Body, WireJson.Default.ProductItem)!); return;
                case FeedKinds.price: PriceTable.Upsert(db, page, JsonSerializer.Deserialize(item.Body, WireJson.Default.PriceItem)!); return;
                case FeedKinds.member: Members.Upsert(db, page, JsonSerializer.Deserialize(item.Body, WireJson.Default.MemberItem)!); return;
                case FeedKinds.reward: FeedRows.Upsert(db, page, item); RewardClaims.Settle(db, item.Key); return;
                case FeedKinds.pointsAllowance: Allowances.Upsert(db, OfPoints(JsonSerializer.Deserialize(item.Body, WireJson.Default.PointsAllowanceItem)!)); return;
                case FeedKinds.allowance: Allowances.Upsert(db, JsonSerializer.Deserialize(item.Body, WireJson.Default.AllowanceItem)!); return;
                default: FeedRows.Upsert(db, page, item); return;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or NullReferenceException)
        {
            FeedRows.Upsert(db, page, item with { Kind = "unreadable:" + item.Kind });
        }
    }

    static AllowanceItem OfPoints(PointsAllowanceItem told) => new(Scarce.Points, told.MemberId.Value, told.Epoch, told.Granted, told.Recalled);

    static void DropOlder(Db db, FeedPage page)
    {
        FeedRows.DropOlder(db, page);
        ProductTable.DropOlder(db, page);
        PriceTable.DropOlder(db, page);
        Members.DropOlder(db, page);
    }
}
