using System.Threading.Channels;

namespace Sasuai.Kiosk.Sync;

/// <summary>Waits for a time, or until somebody rings. A ring while nobody waits is kept for the next wait.</summary>
sealed class Pause(TimeProvider time)
{
    readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => bell.Writer.TryWrite(true);

    /// <summary>True when somebody rang before the time was over.</summary>
    public async Task<bool> For(TimeSpan atMost, CancellationToken stop)
    {
        using var over = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stop);
        try
        {
            await bell.Reader.WaitToReadAsync(either.Token);
            return bell.Reader.TryRead(out _);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }
}
