using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sasuai.Dev;

/// <summary>What to start: a program found on PATH or by its full path, its words, and what it needs around it.</summary>
public sealed record ChildStart(string Program, params string[] Arguments)
{
    /// <summary>Where standard output and standard error go, appended.</summary>
    public required string LogFile { get; init; }

    /// <summary>Added to our own environment; a null value removes the name.</summary>
    public Dictionary<string, string?> Environment { get; init; } = [];

    /// <summary>The Linux user to run as; null is ourselves. Only root may name another.</summary>
    public string? User { get; init; }

    public string? Folder { get; init; }

    /// <summary>The signal the kernel sends the child if we die without stopping it.</summary>
    public string DeathSignal { get; init; } = "KILL";
}

/// <summary>A program we started: it has its own session (Ctrl+C reaches only us), writes to a file, and dies when we do.</summary>
public sealed partial class ChildProcess : IAsyncDisposable
{
    internal const int SIGTERM = 15;
    const int SIGKILL = 9;
    static readonly TimeSpan goneLimit = TimeSpan.FromSeconds(10);

    readonly Process process;
    readonly ChildStart start;

    ChildProcess(Process process, ChildStart start)
    {
        this.process = process;
        this.start = start;
    }

    public int Id => process.Id;
    public bool HasExited => process.HasExited;
    public int ExitCode => process.ExitCode;

    public static ChildProcess Start(ChildStart start)
    {
        // Every step execs the next, so the process id is the program's own from beginning to end.
        var info = new ProcessStartInfo("/bin/sh") { WorkingDirectory = start.Folder ?? "" };
        string[] words =
        [
            "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", start.LogFile,
            "setsid", "setpriv",
            .. start.User is { } user ? (string[])["--reuid", user, "--regid", user, "--init-groups"] : [],
            "--pdeathsig", start.DeathSignal, "--", start.Program, .. start.Arguments,
        ];
        foreach (var word in words)
            info.ArgumentList.Add(word);
        foreach (var (name, value) in start.Environment)
            info.Environment[name] = value;
        return new ChildProcess(ProcessKeeper.Start(info), start);
    }

    /// <summary>Waits for its end; the answer is its exit code.</summary>
    public async Task<int> WaitAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    /// <summary>Asks politely with <paramref name="signal"/>, and kills the whole tree when the limit passes.</summary>
    public async Task StopAsync(PosixSignal signal, TimeSpan limit)
    {
        var tree = ProcessTree.Of(Id);
        if (!HasExited)
        {
            _ = Signal(Id, NumberOf(signal));
            using var late = new CancellationTokenSource(limit);
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                // It would not listen; the kill below does not ask.
            }
        }
        await EndAsync(tree);
    }

    /// <summary>kill -9 of the program and everything it started, as a power cut would; returns when all are gone.</summary>
    public Task KillAsync() => EndAsync(ProcessTree.Of(Id));

    /// <summary>The end of its log, for a failure's message.</summary>
    public string LastLines(int count = 20)
    {
        try
        {
            return string.Join('\n', File.ReadLines(start.LogFile).TakeLast(count));
        }
        catch (IOException)
        {
            return "(no log)";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    async Task EndAsync(IReadOnlyList<int> tree)
    {
        foreach (var member in tree)
            if (ProcessTree.IsAlive(member))
                _ = Signal(member, SIGKILL);
        using var late = new CancellationTokenSource(goneLimit);
        try
        {
            await process.WaitForExitAsync(late.Token);
            while (tree.Any(ProcessTree.IsAlive))
                await Task.Delay(10, late.Token);
        }
        catch (OperationCanceledException)
        {
            throw new ServerFault($"{start.Program} (process {Id}) did not end within {goneLimit.TotalSeconds:0} s of kill -9.");
        }
    }

    static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        PosixSignal.SIGTERM => SIGTERM,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Only INT, QUIT and TERM stop a program here."),
    };

    [LibraryImport("libc", EntryPoint = "kill")]
    internal static partial int Signal(int process, int signal);
}
