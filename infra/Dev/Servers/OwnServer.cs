using System.Runtime.InteropServices;

namespace Sasuai.Dev;

/// <summary>A server that is ours to start, stop and kill, on the same ports and data each time; or one that was named in the environment and is not.</summary>
/// <param name="what">Its name, for a person.</param>
/// <param name="folder">Its data and log; null when it is not ours.</param>
/// <param name="stopSignal">What an orderly stop begins with.</param>
/// <param name="stopLimit">How long an orderly stop may take before it is killed.</param>
public abstract class OwnServer(string what, TempFolder? folder, PosixSignal stopSignal, TimeSpan stopLimit) : IAsyncDisposable
{
    ChildProcess? running;

    /// <summary>True when we started it and may kill it.</summary>
    public bool IsOurs => folder is not null;

    /// <summary>Null while it is stopped or not ours.</summary>
    public int? ProcessId => running?.Id;

    /// <summary>The folder of data and log; null when the server is not ours.</summary>
    public string? Folder => folder?.Path;

    /// <summary>Starts it again on the same ports and data; returns when it answers.</summary>
    public async Task StartAgainAsync(CancellationToken cancellation = default)
    {
        running = Begin(MustBeOurs());
        await AnswersAsync(running, cancellation);
    }

    public async Task StopAsync()
    {
        MustBeOurs();
        if (running is not null)
            await running.StopAsync(stopSignal, stopLimit);
        running = null;
    }

    /// <summary>kill -9 of it and all its children, as a power cut.</summary>
    public async Task KillAsync()
    {
        MustBeOurs();
        if (running is not null)
            await running.KillAsync();
        running = null;
    }

    public async Task RestartAsync(CancellationToken cancellation = default)
    {
        await StopAsync();
        await StartAgainAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is not null)
        {
            await StopAsync();
            await ReleaseAsync();
            folder.Dispose();
        }
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins its process in its own folder.</summary>
    protected abstract ChildProcess Begin(TempFolder ours);

    /// <summary>Returns when it answers as its users ask it.</summary>
    /// <exception cref="ServerFault">It ended, or did not answer in time; with the end of its log.</exception>
    protected abstract Task AnswersAsync(ChildProcess begun, CancellationToken cancellation);

    /// <summary>Lets go of what else belongs to it.</summary>
    protected virtual ValueTask ReleaseAsync() => ValueTask.CompletedTask;

    protected TempFolder MustBeOurs() =>
        folder ?? throw new InvalidOperationException($"This {what} was named in the environment: it is not ours to stop, kill or start.");
}
