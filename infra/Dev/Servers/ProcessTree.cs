using System.Globalization;

namespace Sasuai.Dev;

/// <summary>Reads from /proc which processes live and who started whom.</summary>
public static class ProcessTree
{
    /// <summary>The process and everything below it; empty when it does not live. A zombie counts as dead.</summary>
    public static IReadOnlyList<int> Of(int root)
    {
        var parents = Living();
        if (!parents.ContainsKey(root))
            return [];
        var found = new List<int> { root };
        for (var next = 0; next < found.Count; next++)
            found.AddRange(parents.Where(pair => pair.Value == found[next]).Select(pair => pair.Key));
        return found;
    }

    public static bool IsAlive(int process) => StatOf(process) is { State: not ('Z' or 'X') };

    /// <summary>Living processes whose command line or environment block of arguments mentions <paramref name="text"/>.</summary>
    public static IReadOnlyList<int> Mentioning(string text) =>
        [.. Living().Keys.Where(process => CommandLine(process).Contains(text, StringComparison.Ordinal))];

    /// <summary>The most that the process ever had in memory, as the kernel kept it.</summary>
    public static double PeakMegabytes(int process) => File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
        ? Math.Round(double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1_024) : 0;

    static Dictionary<int, int> Living()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.GetDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out var process)
                && StatOf(process) is { State: not ('Z' or 'X') } stat)
                parents[process] = stat.Parent;
        return parents;
    }

    static (char State, int Parent)? StatOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            // The program's name stands in brackets and may hold spaces; state and parent follow the last bracket.
            var rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (rest[0][0], int.Parse(rest[1], System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
