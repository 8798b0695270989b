using System.Text.Json;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Sync;

/// <summary>Brings what is new in the cloud to this terminal, feed by feed in the order that the cloud names, and checks that no number is missing.</summary>
sealed class PullLane(FeedPages pages, ChangeQueue changes, CloudClient cloud)
{
    /// <summary>A page that does not fit is asked for again so often.</summary>
    const int misfitsMax = 3;

    /// <summary>True when anything was new.</summary>
    public async Task<bool> Once(CancellationToken stop)
    {
        var positions = await cloud.Feeds(stop);
        changes.Absorb(positions.ServerClock);
        var anything = false;
        foreach (var feed in positions.Feeds) anything |= await Read(feed, stop);
        changes.GiveBackAllowances();
        return anything;
    }

    async Task<bool> Read(FeedPosition feed, CancellationToken stop)
    {
        pages.Compare(feed);
        var (anything, misfits) = (false, 0);
        while (pages.Position(feed.Feed) is var at && (at?.Sequence ?? 0) is var after && after < feed.Last)
        {
            // What holds of a member names only the facts that came into it last: a terminal with facts of its own must see where each of them went.
            var page = await cloud.Pull(feed.Feed, feed.Generation, after, Feeds.maxPage, changes.HasHistory, again: at is { Sequence: 0, Pass: > 1 }, stop);
            if (page.Generation != feed.Generation)
            {
                pages.Restart(feed.Feed, page.Generation);
                // The next round asks where the feeds stand and begins this one anew.
                return true;
            }
            if (page.Feed == feed.Feed && page.Items.Count > 0 && pages.Take(page)) anything = true;
            else if (++misfits >= misfitsMax) throw new JsonException($"A page of {feed.Feed} after {after} has no items, lacks numbers, or is not what the cloud has.");
        }
        return anything;
    }
}
