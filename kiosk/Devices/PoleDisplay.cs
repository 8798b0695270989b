namespace Sasuai.Kiosk.Devices;

/// <summary>
/// The display on its pole. Whoever shows something only leaves it there and goes on: it is sent aside, the newest text and none that was
/// overtaken. A display that is away, or pulled out and put back, gets the text of that moment when it comes.
/// </summary>
public sealed class PoleDisplay(DisplayAddress address, TimeProvider clock) : IAsyncDisposable
{
    // The same text goes out again, so that a pulled cable is noticed and a display that was switched off shows it.
    static readonly TimeSpan again = TimeSpan.FromSeconds(1);

    readonly Lock gate = new();
    readonly CancellationTokenSource stopping = new();
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    DisplayText? wanted;
    Task running = Task.CompletedTask;
    volatile bool isAway = true;

    public bool IsAway => isAway;

    public void Start() => running = Task.Run(Run);

    /// <summary>Never waits and never fails.</summary>
    public void Show(DisplayText text)
    {
        lock (gate)
        {
            if (wanted == text) return;
            wanted = text;
            changed.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    async Task Run()
    {
        SerialLink? link = null;
        while (!stopping.IsCancellationRequested)
        {
            link ??= await Reach();
            var (text, next) = Newest();
            // After a fault the link has given itself up.
            if (link is not null && text is { } newest && await link.Send(newest.In(address.Tongue)) is not null) link = null;
            isAway = link is null;
            await Wait(next);
        }
        link?.Abandon();
    }

    async Task<SerialLink?> Reach()
    {
        var (link, _) = await SerialLink.Open(address.Line, clock);
        return link is not null && await link.Send(DisplayText.Begin(address.Tongue)) is null ? link : null;
    }

    (DisplayText? Text, Task Next) Newest()
    {
        lock (gate)
        {
            if (changed.Task.IsCompleted) changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return (wanted, changed.Task);
        }
    }

    async Task Wait(Task next)
    {
        try
        {
            await next.WaitAsync(again, clock, stopping.Token);
        }
        catch (Exception nothingNew) when (nothingNew is TimeoutException or OperationCanceledException)
        {
            // The loop goes round, or ends.
        }
    }
}
