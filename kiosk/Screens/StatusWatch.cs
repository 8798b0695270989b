namespace Sasuai.Kiosk.Screens;

/// <summary>Looks at the status at most twice a second, so that the screen is drawn again only when it changed.</summary>
public sealed class StatusWatch(Func<ShopStatus> read, TimeProvider time)
{
    static readonly TimeSpan between = TimeSpan.FromMilliseconds(500);

    long looked = time.GetTimestamp();
    int minute = time.GetUtcNow().Minute;

    public ShopStatus Now { get; private set; } = read();

    /// <summary>Goes up when there is something new to show: a changed status, or another minute on the clock.</summary>
    public int Version { get; private set; }

    /// <summary>True when it looked.</summary>
    public bool Tick()
    {
        if (time.GetElapsedTime(looked) < between) return false;
        looked = time.GetTimestamp();
        var (now, current) = (read(), time.GetUtcNow().Minute);
        if (now != Now || current != minute) Version++;
        (Now, minute) = (now, current);
        return true;
    }
}
