namespace Sasuai.Dev;

/// <summary>`bench NAME`: the benchmarks' own program, built for release, with the servers running.</summary>
static class Bench
{
    static readonly string[] names = ["kiosk", "counter", "paper", "screen", "sync", "bootstrap", "offline", "messages", "reports", "all"];

    public static async Task<int> RunAsync(Words words, CancellationToken cancellation)
    {
        var name = words.Next() ?? throw new UsageFault($"bench needs a name: {string.Join(", ", names)}.");
        if (!names.Contains(name))
            throw new UsageFault($"'{name}' is no benchmark; there are {string.Join(", ", names)}.");
        await using var ready = await Prepare.ServersAsync(cancellation);
        var project = Path.Combine(Repository.Root, "tests", "Benchmarks");
        await Prepare.BuildAsync(Path.Combine("tests", "Benchmarks"), cancellation, "Release");
        await using var servers = await Servers.StartAsync(say: Say.Line, cancellation: cancellation);
        return await Foreground.RunAsync(
            "dotnet", [Path.Combine(project, "bin", "Release", "net10.0", "Benchmarks.dll"), name, .. words.Rest()],
            servers.Names, Environment.CurrentDirectory, cancellation);
    }
}
