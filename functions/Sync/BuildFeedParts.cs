using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Sync;

/// <summary>Makes ready what terminals begin with that are new, or stand in for one that broke: of every feed that has grown by much since the last time.</summary>
public sealed class BuildFeedParts(Database database, ILogger<BuildFeedParts> log)
{
    [Function("BuildFeedParts")]
    public async Task OnTimer([TimerTrigger("%PartSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        foreach (var feed in await database.Everywhere(work => work.Query<string>(readGrown, new { FeedParts.rebuildAfter }), cancellation))
            log.FeedPartsBuilt(feed, await database.Everywhere(work => FeedParts.Build(work, feed), cancellation));
    }

    // What a terminal alone hears of is short, and its own.
    const string readGrown = """
        select f.feed from feed f left join lateral (select max(through) as through from feed_part p where p.feed = f.feed and p.generation = f.generation) done on true
        where f.feed not like 'control:%' and f.last - coalesce(done.through, 0) >= @rebuildAfter order by f.feed
        """;
}
