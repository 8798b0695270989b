using System.Diagnostics;

namespace Sasuai.Dev;

/// <summary>Runs a program and hands on every line it says, as it says it.</summary>
static class LineByLine
{
    /// <summary>The answer is its exit code; on cancellation it is killed with everything it started.</summary>
    public static async Task<int> RunAsync(string program, string[] words, Action<string> take, CancellationToken cancellation)
    {
        var info = new ProcessStartInfo(program, words)
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root,
        };
        using var process = ProcessKeeper.Start(info);
        var gate = new Lock();
        try
        {
            await Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        async Task ReadAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync(cancellation) is { } line)
                lock (gate)
                    take(line);
        }
    }
}
