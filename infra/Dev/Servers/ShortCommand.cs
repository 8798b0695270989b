using System.Diagnostics;

namespace Sasuai.Dev;

/// <summary>Runs a program that ends soon and gives back what it said.</summary>
public static class ShortCommand
{
    /// <exception cref="ServerFault">It ended with another code than 0, and what it said.</exception>
    public static async Task<string> AskAsync(string program, string[] words, CancellationToken cancellation = default)
    {
        var (code, said) = await TryAsync(program, words, cancellation);
        return code == 0 ? said : throw new ServerFault($"{program} {words.FirstOrDefault()} ended with code {code}: {said.Trim()}");
    }

    /// <summary>The exit code and both outputs; code 127 when there is no such program.</summary>
    public static async Task<(int Code, string Said)> TryAsync(string program, string[] words, CancellationToken cancellation = default)
    {
        var info = new ProcessStartInfo(program, words)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        try
        {
            using var process = ProcessKeeper.Start(info);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await error);
        }
        catch (ServerFault fault) when (fault.InnerException is System.ComponentModel.Win32Exception)
        {
            return (127, fault.Message);
        }
    }
}
