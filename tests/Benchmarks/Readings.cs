using System.Diagnostics;

namespace Sasuai.Benchmarks;

/// <summary>How readings are taken: ours and the rival's turn by turn, so that a busy moment of the machine meets both.</summary>
static class Readings
{
    /// <summary>The value that <paramref name="share"/> of the readings do not pass; 0.5 is the median.</summary>
    public static double Quantile(IReadOnlyList<double> readings, double share)
    {
        var sorted = readings.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    public static double Milliseconds(Action work)
    {
        var since = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }

    public static async Task<double> Milliseconds(Func<Task> work)
    {
        var since = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }
}
