using System.Diagnostics;

namespace Sasuai.Dev;

/// <summary>Runs a program that ends soon and gives back what it said.</summary>
public static class ShortCommand
{
    /// <exception cref="ServerFault">It ended with another code than 0, and what it said.</exception>
    public static async Task<string> AskAsync(string program, string[] words, CancellationToken cancellation = default)
    {
        var (code, said) = await TryAsync(program, words, cancellation);
        return code == 0 ? said : throw Failed(program, words, code, said);
    }

    /// <summary>The exit code and both outputs; code 127 when there is no such program.</summary>
    public static async Task<(int Code, string Said)> TryAsync(string program, string[] words, CancellationToken cancellation = default)
    {
        try
        {
            var (code, output, error) = await RunAsync(new ProcessStartInfo(program, words), "", cancellation);
            return (code, output + error);
        }
        catch (ServerFault fault) when (fault.InnerException is System.ComponentModel.Win32Exception)
        {
            return (127, fault.Message);
        }
    }

    /// <summary>Its standard output alone.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="folder">Where it runs; null for here.</param>
    /// <param name="environment">Added to ours, and over it.</param>
    /// <exception cref="ServerFault">It ended with another code than 0, and what it said.</exception>
    public static async Task<string> OutputAsync(string program, string[] words, string input = "", string? folder = null, IReadOnlyDictionary<string, string?>? environment = null, CancellationToken cancellation = default)
    {
        var info = new ProcessStartInfo(program, words) { WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            info.Environment[name] = value;
        var (code, output, error) = await RunAsync(info, input, cancellation);
        return code == 0 ? output : throw Failed(program, words, code, output + error);
    }

    static async Task<(int Code, string Output, string Error)> RunAsync(ProcessStartInfo info, string input, CancellationToken cancellation)
    {
        (info.UseShellExecute, info.RedirectStandardInput, info.RedirectStandardOutput, info.RedirectStandardError) = (false, true, true, true);
        using var process = ProcessKeeper.Start(info);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output, await error);
    }

    static ServerFault Failed(string program, string[] words, int code, string said) => new($"{program} {words.FirstOrDefault()} ended with code {code}: {said.Trim()}");
}
