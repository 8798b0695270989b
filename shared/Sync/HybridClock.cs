namespace Sasuai.Sync;

/// <summary>
/// A hybrid logical clock (Kulkarni et al. 2014): 48 bits of milliseconds since 1970 and a 16-bit counter in one <see cref="long"/>,
/// so that comparing two values orders their events. Wall time may jump back; this never does. Not safe for several threads: the owner locks.
/// </summary>
public sealed class HybridClock(TimeProvider time, long last = 0)
{
    /// <summary>A value from elsewhere that is further ahead of our wall clock than this is not absorbed.</summary>
    public static readonly TimeSpan DriftLimit = TimeSpan.FromMinutes(5);

    const int counterBits = 16;

    /// <summary>The newest value given or absorbed.</summary>
    public long Last { get; private set; } = last;

    /// <summary>A value above every earlier one. A full counter carries into the milliseconds.</summary>
    public long Next()
    {
        var wall = Wall();
        Last = wall > Last ? wall : Last + 1;
        return Last;
    }

    /// <summary>Takes note of a value from elsewhere; false when it is too far ahead and was left aside.</summary>
    public bool Absorb(long seen)
    {
        if (seen > Wall() + ((long)DriftLimit.TotalMilliseconds << counterBits)) return false;
        Last = Math.Max(Last, seen);
        return true;
    }

    /// <summary>The wall-clock part of a value.</summary>
    public static DateTimeOffset TimeOf(long clock) => DateTimeOffset.FromUnixTimeMilliseconds(clock >> counterBits);

    /// <summary>The first value of a moment.</summary>
    public static long At(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() << counterBits;

    long Wall() => At(time.GetUtcNow());
}
