namespace Sasuai.Functions.Hosting;

/// <summary>A pause that doubles from its shortest to its longest, and starts again after a success.</summary>
sealed class BackOff(TimeSpan shortest, TimeSpan longest, TimeProvider clock)
{
    TimeSpan next = shortest < longest ? shortest : longest;

    public void Reset() => next = shortest < longest ? shortest : longest;

    /// <summary>Waits; ends at once, without throwing, when <paramref name="stopping"/> is cancelled.</summary>
    public async Task WaitAsync(CancellationToken stopping)
    {
        var pause = next;
        next = next * 2 < longest ? next * 2 : longest;
        await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
