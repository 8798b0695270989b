using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Dev;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Sync;

namespace Sasuai.Benchmarks;

/// <summary>
/// Whether a reader misses anything while eight writers number items into one feed, some of them slow and some giving up, and what the numbering costs a writer; and
/// merging registers in memory against the libraries that are made for merging.
/// </summary>
static class FeedBench
{
    const int writers = 8, items = 20, rows = 100_000;
    const double abortShare = 0.05, slowShare = 0.25;
    const int replicas = 10, operations = 10_000, keys = 1_000;

    public static async IAsyncEnumerable<Figure> Run()
    {
        await foreach (var figure in Skips()) yield return figure;
        await foreach (var figure in Merges()) yield return figure;
    }

    static async IAsyncEnumerable<Figure> Skips()
    {
        await using var cloud = await BenchCloud.StartAsync();
        var database = cloud.Services.GetRequiredService<Database>();
        var terminal = await cloud.NewTerminal();
        var feed = Feeds.Catalogue(cloud.Chain);
        var left = rows / items;
        using var done = new CancellationTokenSource();
        List<double> quick = [];
        var reading = ReadAsync(database, terminal, feed, done.Token);
        await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
        {
            var chance = new Random(writer);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var wait = chance.NextDouble() < slowShare ? chance.Next(30) : 0;
                if (chance.NextDouble() < abortShare) await WriteAsync(database, cloud.Chain, feed, wait, aborts: true);
                var time = await Readings.Milliseconds(() => WriteAsync(database, cloud.Chain, feed, wait, aborts: false));
                if (wait == 0) lock (quick) quick.Add(time);
            }
        }));
        await done.CancelAsync();
        var (seen, gaps) = await reading;
        var there = await cloud.Ask<long>("select count(*) from feed_item where feed = @feed", new { feed });
        Console.WriteLine($"{there} rows numbered by {writers} writers, {seen} seen by a reader meanwhile, {gaps} gaps");
        if (there != rows || gaps != 0) throw new InvalidOperationException("A feed has gaps, or lost what was committed.");
        yield return new("rows that a reader saw, 8 writers", "rows", seen, "all that were committed", there, 1.00, AtLeast: true);
        yield return new("numbering 20 items, 8 writers, p99", "ms", Readings.Quantile(quick, 0.99), "the bar", 15, 1.00, AtLeast: false);
    }

    static async Task WriteAsync(Database database, ChainId chain, string feed, int wait, bool aborts)
    {
        try
        {
            await database.InChain(chain, async work =>
            {
                for (var item = 0; item < items; item++) work.Tell(feed, chain, "bench", Guid.CreateVersion7().ToString(), "{}");
                if (wait > 0) await Task.Delay(wait);
                return aborts ? throw new OperationCanceledException() : true;
            }, default);
        }
        catch (OperationCanceledException)
        {
            // One of those that give up.
        }
    }

    /// <summary>As a terminal pulls: after what it saw last, to the end and again, until everything is written and read.</summary>
    static async Task<(long Seen, long Gaps)> ReadAsync(Database database, TerminalCaller terminal, string feed, CancellationToken written)
    {
        var (cursor, seen, gaps) = (0L, 0L, 0L);
        while (true)
        {
            var last = written.IsCancellationRequested;
            var page = await database.InStore(terminal.ChainId, terminal.StoreId, work => PullFeed.Read(work, terminal, feed, 1, cursor, Feeds.maxPage), default);
            foreach (var item in page!.Items)
            {
                if (item.Sequence != cursor + 1) gaps++;
                (cursor, seen) = (item.Sequence, seen + 1);
            }
            if (page.Items.Count == 0 && last) return (seen, gaps);
        }
    }

    static async IAsyncEnumerable<Figure> Merges()
    {
        var chance = new Random(1);
        var written = Enumerable.Range(0, replicas).Select(replica => Enumerable.Range(0, operations).Select(number => (Key: $"m{chance.Next(keys)}", Value: $"{replica}-{number}")).ToArray()).ToArray();
        using var oracle = await Oracle.InstallAsync();
        var told = await oracle.AskAsync("merge.mjs", new { operations = written.Select(replica => replica.Select(one => new { key = one.Key, value = one.Value })) });
        var edits = written.SelectMany((replica, origin) => replica.Select((one, clock) => (one.Key, Edit: new Register(one.Value, new(clock + 1, new Guid(origin, 0, 0, new byte[8])))))).ToArray();
        List<double> ours = [];
        for (var round = 0; round < 60; round++) ours.Add(Readings.Milliseconds(() => Merge(edits)));
        var rate = edits.Length * 1_000 / Readings.Quantile(ours, 0.5);
        foreach (var (library, goal) in new[] { ("loro", 50.0), ("yjs", 1.0), ("automerge", 1.0) })
            yield return new($"merging 100 000 edits of 10 replicas, {library}", "ops/s", rate, library, told.GetProperty(library).GetDouble(), goal, AtLeast: true);
    }

    static Dictionary<string, Register> Merge((string Key, Register Edit)[] edits)
    {
        var merged = new Dictionary<string, Register>(keys, StringComparer.Ordinal);
        foreach (ref readonly var one in edits.AsSpan())
        {
            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(merged, one.Key, out var there);
            held = there ? held.Join(one.Edit) : one.Edit;
        }
        return merged.Count == keys ? merged : throw new InvalidOperationException("Not everything was merged.");
    }
}
