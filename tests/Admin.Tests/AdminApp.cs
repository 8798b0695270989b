using System.Diagnostics;
using Sasuai.Dev;

namespace Sasuai.Tests;

/// <summary>The browser app as npm builds it, beside the functions; built here when the set-up commands have not, or when its source is newer.</summary>
static class AdminApp
{
    static readonly string source = Path.Combine(Repository.Root, "functions", "admin");
    static readonly string built = Path.Combine(source, "dist");
    static readonly string served = Path.Combine(Path.GetDirectoryName(Repository.FunctionsProgram)!, "admin");

    public static async Task EnsureBuiltAsync()
    {
        if (!IsFresh())
        {
            await NpmAsync("ci", "--no-audit", "--no-fund", "--loglevel", "error");
            await NpmAsync("run", "build", "--silent");
        }
        foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(served, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    static bool IsFresh()
    {
        var page = Path.Combine(built, "index.html");
        return File.Exists(page) && Sources().All(file => File.GetLastWriteTimeUtc(file) <= File.GetLastWriteTimeUtc(page));
    }

    static IEnumerable<string> Sources() =>
        [.. Directory.EnumerateFiles(Path.Combine(source, "src"), "*", SearchOption.AllDirectories), .. Directory.EnumerateFiles(source)];

    static async Task NpmAsync(params string[] words)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", words) { WorkingDirectory = source, RedirectStandardError = true, UseShellExecute = false })!;
        var said = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm {words[0]} in functions/admin ended with code {npm.ExitCode}: {said}");
    }
}
