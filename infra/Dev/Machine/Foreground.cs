using System.Diagnostics;

namespace Sasuai.Dev;

/// <summary>Runs a program in this terminal: it sees our keyboard and writes to our screen.</summary>
static class Foreground
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    /// <summary>The answer is its exit code. On cancellation it is given some seconds to end by itself, then killed.</summary>
    public static async Task<int> RunAsync(
        string program, IEnumerable<string> words, IReadOnlyDictionary<string, string>? environment = null, string? folder = null,
        CancellationToken cancellation = default)
    {
        // The program dies with us, whatever happens to us.
        var info = new ProcessStartInfo("setpriv", ["--pdeathsig", "TERM", "--", program, .. words])
        {
            UseShellExecute = false, WorkingDirectory = folder ?? Repository.Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            info.Environment[name] = value;
        using var process = ProcessKeeper.Start(info);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            throw;
        }
        return process.ExitCode;
    }

    /// <exception cref="ServerFault">It ended with another code than 0.</exception>
    public static async Task MustAsync(string program, string[] words, string? folder = null, CancellationToken cancellation = default)
    {
        if (await RunAsync(program, words, folder: folder, cancellation: cancellation) is not 0 and var code)
            throw new ServerFault($"{program} {string.Join(' ', words)} failed with code {code}; what it said stands above.");
    }

    static async Task EndAsync(Process process)
    {
        _ = ChildProcess.Signal(process.Id, ChildProcess.SIGTERM);
        using var late = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
