namespace Sasuai.Functions.Notifications;

/// <summary>How long what failed waits. The waits of messages are drawn evenly from nothing to the step (full jitter), so that crowds disperse.</summary>
public static class RetryLadder
{
    /// <summary>Real attempts before a message is parked for a person; time with an open breaker or a refused key is none.</summary>
    public const int attemptsMax = 12;

    static readonly TimeSpan[] steps =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4),
    ];

    /// <summary>The longest wait after attempt number <paramref name="attempts"/>, counted from 1.</summary>
    public static TimeSpan After(int attempts) => steps[Math.Clamp(attempts, 1, steps.Length) - 1];

    /// <summary>When to ask an unreachable gateway again, 5 s to 1 min; nothing is sent to ask.</summary>
    public static TimeSpan UntilProbe(int opened) => Doubled(TimeSpan.FromSeconds(5), opened, TimeSpan.FromMinutes(1));

    /// <summary>When to ask again a gateway that refused the key, its quota or its device, 30 s to 30 min: each time costs one refusal.</summary>
    public static TimeSpan UntilKeyProbe(int opened) => Doubled(TimeSpan.FromSeconds(30), opened, TimeSpan.FromMinutes(30));

    /// <summary>How long a key rests when the gateway says too fast: as told, 1 s to 1 h, and 1 min when it does not say.</summary>
    public static TimeSpan Throttled(TimeSpan? told) =>
        told is not { } wait ? TimeSpan.FromMinutes(1) : wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : wait;

    static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest)
    {
        var wait = first * Math.Pow(2, Math.Clamp(times, 1, 20) - 1);
        return wait < longest ? wait : longest;
    }
}
