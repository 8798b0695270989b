namespace Sasuai.Kiosk.Sync;

/// <summary>
/// How long to leave the cloud alone after a failure: any time up to a limit that doubles with each failure, so that the shops of a chain do
/// not all come back in the same second (full jitter; Brooker, "Exponential Backoff and Jitter", 2015).
/// </summary>
sealed class BackOff(Random chance, TimeSpan longest)
{
    static readonly TimeSpan first = TimeSpan.FromSeconds(1);
    const int doublingsMax = 6;

    int failures;

    public void Succeeded() => failures = 0;

    /// <param name="asked">What the cloud asked for: never come back before, up to the limit.</param>
    public TimeSpan Failed(TimeSpan? asked = null)
    {
        var limit = Shorter(first * (1 << Math.Min(failures++, doublingsMax)));
        var wait = limit * chance.NextDouble();
        return asked is { } least && least > wait ? Shorter(least) : wait;
    }

    TimeSpan Shorter(TimeSpan wait) => wait < longest ? wait : longest;
}
