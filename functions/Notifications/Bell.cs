using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>Wakes a loop of this process at once; many rings before it looks are one. What is lost here is found by the loop's next look.</summary>
public abstract class Bell(TimeProvider clock)
{
    readonly Lock door = new();
    TaskCompletionSource rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Never waits and never throws.</summary>
    public void Ring()
    {
        lock (door)
            rung.TrySetResult();
    }

    /// <summary>Returns when it rings, or when <paramref name="atMost"/> has passed.</summary>
    internal async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        Task waiting;
        lock (door)
            waiting = rung.Task;
        try
        {
            await waiting.WaitAsync(atMost, clock, cancellation);
        }
        catch (TimeoutException)
        {
            // Nobody rang; the loop looks anyway.
        }
        lock (door)
        {
            if (rung.Task.IsCompleted)
                rung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}

/// <summary>Rung after a commit that wrote to the outbox, whenever this process tells the relay's storage queue of it.</summary>
public sealed class RelayBell : Bell
{
    public RelayBell(TimeProvider clock, Doorbell doorbell) : base(clock) =>
        doorbell.Rung += queue =>
        {
            if (queue == QueueNames.relayOutbox)
                Ring();
        };
}

/// <summary>Rung after a commit that made a notification due.</summary>
public sealed class SenderBell(TimeProvider clock) : Bell(clock);
