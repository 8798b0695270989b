using System.Diagnostics;

namespace Sasuai.Tests;

/// <summary>The tree as git has it: every tracked file that exists, with its lines.</summary>
static class House
{
    public static readonly string Root = FindRoot();
    public static readonly IReadOnlyList<string> Files = Tracked();

    public static IEnumerable<string> Source(string under) =>
        Files.Where(file => file.StartsWith(under, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));
    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Sasuai.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("No Sasuai.sln above the tests.");
        return folder.FullName;
    }

    static string[] Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, "ls-files", "--cached", "--others", "--exclude-standard"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0 && files.Length > 0 ? [.. files.Where(file => File.Exists(Path.Combine(Root, file)))] : throw new InvalidOperationException("git ls-files gave nothing.");
    }
}
