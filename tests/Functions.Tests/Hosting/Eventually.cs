using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Sasuai.Tests.Hosting;

/// <summary>Waits for what other threads and servers bring about, with a limit.</summary>
public static class Eventually
{
    public static Task Is(Func<bool> holds, int seconds = 15, [CallerArgumentExpression(nameof(holds))] string what = "") =>
        Is(() => Task.FromResult(holds()), seconds, what);

    public static async Task Is(Func<Task<bool>> holds, int seconds = 15, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        var since = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(seconds))
                Assert.Fail($"After {seconds} s this does not hold: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }
}
