using System.Diagnostics;

namespace Sasuai.Dev;

/// <summary>Waits until a server answers, its process ends, or a limit passes.</summary>
static class Ready
{
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    /// <param name="ask">True, or no exception, when the server answers.</param>
    /// <exception cref="ServerFault">The process ended, or the limit passed; with the end of its log and the last answer.</exception>
    public static async Task WaitAsync(
        string name, ChildProcess child, TimeSpan limit, Func<CancellationToken, Task<bool>> ask, CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        Exception? last = null;
        while (Stopwatch.GetElapsedTime(since) < limit)
        {
            if (child.HasExited)
                throw new ServerFault($"{name} ended with code {child.ExitCode} while starting:\n{child.LastLines()}", last);
            using var one = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            one.CancelAfter(TimeSpan.FromSeconds(5));
            try
            {
                if (await ask(one.Token))
                    return;
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                last = fault;
            }
            await Task.Delay(pause, cancellation);
        }
        throw new ServerFault(
            $"{name} did not answer within {limit.TotalSeconds:0} s ({last?.Message ?? "no answer"}):\n{child.LastLines()}", last);
    }
}
