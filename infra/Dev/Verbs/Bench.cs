namespace Sasuai.Dev;

/// <summary>`bench NAME`: the benchmarks' own program, built for release, with the servers running.</summary>
public static class Bench
{
    /// <summary>Every benchmark; the benchmarks' own program holds one for each of these and no other.</summary>
    public static IReadOnlyList<string> Names { get; } = ["kiosk", "counter", "paper", "screen", "sync", "feeds", "bootstrap", "offline", "messages", "phone", "reports"];

    static string Choice => string.Join(", ", Names) + ", all";

    internal static async Task<int> RunAsync(Words words, CancellationToken cancellation)
    {
        var name = words.Next() ?? throw new UsageFault($"bench needs a name: {Choice}.");
        if (name != "all" && !Names.Contains(name, StringComparer.Ordinal))
            throw new UsageFault($"'{name}' is no benchmark; there are {Choice}.");
        await using var ready = await Prepare.ServersAsync(cancellation);
        var project = Path.Combine(Repository.Root, "tests", "Benchmarks");
        await Prepare.BuildAsync(Path.Combine("tests", "Benchmarks"), cancellation, "Release");
        await using var servers = await Servers.StartAsync(say: Say.Line, cancellation: cancellation);
        return await Foreground.RunAsync(
            "dotnet", [Path.Combine(project, "bin", "Release", "net10.0", "Benchmarks.dll"), name, .. words.Rest()],
            servers.Names, Environment.CurrentDirectory, cancellation);
    }
}
