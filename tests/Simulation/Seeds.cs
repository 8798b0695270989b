using System.Collections.Concurrent;

namespace Sasuai.Simulation;

/// <summary>What many runs came to.</summary>
sealed record SeedsRun(int Seeds, long Sales, long Gone, long Claims, long Risks, long Offers, long TerminalDays, TimeSpan Took, IReadOnlyList<int> WrongSeeds, IReadOnlyList<string> Wrong)
{
    public override string ToString() =>
        $"{Seeds} seeds, {Sales} sales of which {Gone} went with a disk, {Claims} rewards for points of which {Risks} at a store's risk, {Offers} uses of capped promotions, {TerminalDays} terminal-days in {Took.TotalSeconds:0.0} s: {TerminalDays / Took.TotalSeconds:0} a second; {WrongSeeds.Count} wrong: [{string.Join(", ", WrongSeeds)}].";
}

/// <summary>Runs worlds side by side; each is one thread and one seed, so that a failure is the same alone.</summary>
static class Seeds
{
    public static SeedsRun Run(int first, int count, Mutant mutant = Mutant.None, bool untilFirst = false)
    {
        var began = TimeProvider.System.GetTimestamp();
        var runs = new ConcurrentBag<(int Seed, long Sales, long Gone, long Claims, long Risks, long Offers, long Days, IReadOnlyList<string> Wrong)>();
        Parallel.ForEach(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seed, rest) =>
        {
            using var world = new World(seed, mutant);
            var wrong = world.Run();
            runs.Add((seed, world.Verdict.Sales, world.Verdict.Gone, world.Verdict.Claims, world.Verdict.Risks, world.Verdict.Offers, world.Tills.Count * Size.Full.Days, wrong));
            if (untilFirst && wrong.Count > 0) rest.Stop();
        });
        return new(runs.Count, runs.Sum(run => run.Sales), runs.Sum(run => run.Gone), runs.Sum(run => run.Claims), runs.Sum(run => run.Risks), runs.Sum(run => run.Offers), runs.Sum(run => run.Days), TimeProvider.System.GetElapsedTime(began),
            [.. runs.Where(run => run.Wrong.Count > 0).Select(run => run.Seed).Order()], [.. runs.SelectMany(run => run.Wrong).Order(StringComparer.Ordinal).Take(20)]);
    }
}
