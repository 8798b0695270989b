using System.Diagnostics;

namespace Sasuai.Dev;

/// <summary>Waits for something that another process does.</summary>
public static class Patience
{
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="TimeoutException">It was not so within the limit; with <paramref name="sentence"/>.</exception>
    public static async Task WaitAsync(Func<Task<bool>> so, TimeSpan limit, Func<string> sentence, CancellationToken cancellation = default)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await so())
        {
            if (Stopwatch.GetElapsedTime(since) > limit) throw new TimeoutException($"{sentence()} after {limit.TotalSeconds:0.#} s.");
            await Task.Delay(pause, cancellation);
        }
    }
}
