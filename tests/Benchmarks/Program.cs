using System.Text.Json;
using Sasuai.Benchmarks;
using Sasuai.Dev;

// dotnet run --project tests/Benchmarks -c Release -- NAME [--json FILE]; infra/dev.cs -- bench NAME starts the servers first.
// A line per figure; exit code 1 when a goal is missed, 2 when the words are wrong.
Dictionary<string, Func<IAsyncEnumerable<Figure>>> benches = new(StringComparer.Ordinal)
{
    ["kiosk"] = KioskBench.Run,
    ["counter"] = CounterBench.Run,
    ["paper"] = PaperBench.Run,
    ["screen"] = ScreenBench.Run,
    ["sync"] = SyncBench.Run,
    ["feeds"] = FeedBench.Run,
    ["bootstrap"] = BootstrapBench.Run,
    ["offline"] = OfflineBench.Run,
    ["messages"] = MessagesBench.Run,
    ["phone"] = CounterToPhoneBench.Run,
    ["reports"] = ReportsBench.Run,
};
if (!benches.Keys.Order(StringComparer.Ordinal).SequenceEqual(Bench.Names.Order(StringComparer.Ordinal), StringComparer.Ordinal))
    throw new InvalidOperationException("The names of infra/dev.cs -- bench are not those of the benchmarks.");
var json = args is [_, "--json", var file] ? file : null;
if (args is not ([_] or [_, "--json", _]) || (args[0] != "all" && !benches.ContainsKey(args[0])))
{
    Console.Error.WriteLine($"bench takes one of {string.Join(", ", benches.Keys)}, all; and --json FILE.");
    return 2;
}
var figures = new List<Figure>();
foreach (var (name, bench) in benches)
{
    if (args[0] != "all" && args[0] != name) continue;
    await foreach (var figure in bench())
    {
        Console.WriteLine(figure);
        figures.Add(figure);
    }
}
if (json is not null)
    await File.WriteAllTextAsync(json, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
return figures.Count > 0 && figures.All(figure => figure.IsMet) ? 0 : 1;
