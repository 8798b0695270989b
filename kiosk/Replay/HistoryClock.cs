namespace Sasuai.Kiosk.Replay;

/// <summary>A clock that shows the moment that is being replayed. It begins at 1970.</summary>
public sealed class HistoryClock : TimeProvider
{
    long ticks = DateTimeOffset.UnixEpoch.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Show(DateTimeOffset moment) => Interlocked.Exchange(ref ticks, moment.UtcTicks);
}
