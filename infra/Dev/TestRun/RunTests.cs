using System.Diagnostics;

namespace Sasuai.Dev;

/// <summary>
/// `test`: installs, builds, starts the shared servers, runs every test project one after the other, stops everything, and ends with the count line.
/// </summary>
static class RunTests
{
    public static async Task<int> RunAsync(Words words, CancellationToken cancellation)
    {
        var only = words.Option("--only");
        words.End();
        var projects = FindProjects(only);
        var counted = new TestCount(0, 0, 0);
        try
        {
            counted = await RunProjectsAsync(projects, cancellation);
        }
        catch (Exception fault) when (fault is ServerFault)
        {
            counted = new TestCount(0, 1, 0) { Failures = [fault.Message] };
        }
        foreach (var failure in counted.Failures)
            Say.Line($"failed: {failure}");
        Say.Line(counted.ToString());
        return counted is { Failed: 0, Passed: > 0 } ? 0 : 1;
    }

    static async Task<TestCount> RunProjectsAsync(IReadOnlyList<string> projects, CancellationToken cancellation)
    {
        await Install.EnsureAsync(Part.All.Except(Part.OfServers), cancellation);
        await using var ready = await Prepare.ServersAsync(cancellation);
        await Prepare.AdminAppAsync(cancellation);
        await Prepare.BuildAsync("Sasuai.sln", cancellation);
        await using var servers = await Servers.StartAsync(syncToDisk: false, Say.Line, cancellation);
        var all = new TestCount(0, 0, 0);
        foreach (var project in projects)
            all += await RunProjectAsync(project, servers.Names, cancellation);
        return all;
    }

    static async Task<TestCount> RunProjectAsync(string project, IReadOnlyDictionary<string, string> servers, CancellationToken cancellation)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var program = Path.Combine(Path.GetDirectoryName(project)!, "bin", Repository.Configuration, "net10.0", $"{name}.dll");
        var reports = Path.Combine(Repository.Artifacts, "tests");
        Directory.CreateDirectory(reports);
        var report = Path.Combine(reports, $"{name}.xml");
        File.Delete(report);
        Say.Line($"== {name}");
        var since = Stopwatch.GetTimestamp();
        var code = await Foreground.RunAsync(
            "dotnet", [program, "-noLogo", "-noColor", "-result-xml", report], servers, cancellation: cancellation);
        var counted = TestCount.Of(name, report, code);
        Say.Line($"== {name}: {counted} in {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s");
        return counted;
    }

    static IReadOnlyList<string> FindProjects(string? only)
    {
        var all = Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*.csproj", SearchOption.AllDirectories)
            .Where(project => File.ReadAllText(project).Contains("\"xunit.v3\"", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        if (only is null)
            return all;
        var named = all.Where(project => Path.GetFileNameWithoutExtension(project).Equals(only, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count > 0
            ? named
            : throw new UsageFault($"--only: there is no test project '{only}'; there are {string.Join(", ", all.Select(Path.GetFileNameWithoutExtension))}.");
    }
}
