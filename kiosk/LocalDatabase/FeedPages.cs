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
    /// <summary>
    /// False, and nothing is kept, when the page does not begin straight after the cursor, belongs to another generation, lacks a number, or does not come to
    /// the cloud's checksum: then what was read so far is not what the cloud has, and the feed begins again.
    /// </summary>
    public bool Take(FeedPage page)
    {
        var kept = database.Write(db =>
        {
            var cursor = Cursors.Read(db, page.Feed) ?? new(page.Feed, page.Generation, 0, time.GetUtcNow(), 0);
            if (page.Generation != cursor.Generation || page.After != cursor.Sequence) return false;
            var (next, sum) = (cursor.Sequence + 1, cursor.Checksum);
            foreach (var item in page.Items)
            {
                if (item.Sequence != next) return false;
                next = Math.Max(item.Sequence, item.Through) + 1;
                sum = FeedChecksum.After(sum, item);
            }
            if (sum is { } own && page.Checksum is { } told && own != told)
            {
                Begin(db, page.Feed, page.Generation, cursor);
                return false;
            }
            var rows = page with { Generation = cursor.Pass };
            foreach (var item in page.Items) Keep(db, rows, item);
            Cursors.Move(db, cursor with { Sequence = next - 1, PulledAt = time.GetUtcNow(), Checksum = page.Checksum ?? sum });
            if (next > page.Last) DropOlder(db, rows);
            return true;
        });
        if (kept && page.Items.Count > 0) database.ReferenceChanged();
        return kept;
    }

    /// <summary>
    /// The feed's numbering began anew: it is read again from 0. What is here stays in use until all of the new has come, so that the shop
    /// is never without prices.
    /// </summary>
    public void Restart(string feed, long generation) => database.Write(db => Begin(db, feed, generation, Cursors.Read(db, feed)));

    /// <summary>
    /// Compares where the cloud says that a feed stands. It is read again when its numbering began anew; when the cursor is beyond its end, or sums up to something
    /// else: then the cloud was set back to a backup, whatever the generation says.
    /// </summary>
    public void Compare(FeedPosition told)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (Position(told.Feed) is not { } here) return;
        var isEqual = here.Sequence == told.Last && told.Checksum is not null;
        if (here.Generation != told.Generation || here.Sequence > told.Last || (isEqual && here.Checksum is not null && here.Checksum != told.Checksum)) Restart(told.Feed, told.Generation);
        else if (isEqual && here.Checksum is null) database.Write(db => Cursors.Move(db, here with { Checksum = told.Checksum }));
    }

    void Begin(Db db, string feed, long generation, Cursor? before) => Cursors.Move(db, new(feed, generation, 0, time.GetUtcNow(), 0, (before?.Pass ?? 0) + 1));

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
