using System.Globalization;

namespace Sasuai.Dev;

/// <summary>`simulate`: the histories of tests/Simulation, built for release; a failure names its seed, and `--first SEED --seeds 1` lives through it again.</summary>
static class Simulate
{
    const int seedsUsual = 500;
    const int seedsMax = 1_000_000;

    public static async Task<int> RunAsync(Words words, CancellationToken cancellation)
    {
        var seeds = words.Number("--seeds", 1, seedsMax) ?? seedsUsual;
        var first = words.Number("--first", 1, seedsMax) ?? 1;
        var test = words.Flag("--mutants") ? "*A_broken_rule_is_noticed*" : "*Whatever_breaks*";
        words.End();
        await Prepare.BuildAsync(Path.Combine("tests", "Simulation"), cancellation, "Release");
        var program = Path.Combine(Repository.Root, "tests", "Simulation", "bin", "Release", "net10.0", "Simulation.dll");
        var settings = new Dictionary<string, string>
        {
            ["SASUAI_SEEDS"] = seeds.ToString(CultureInfo.InvariantCulture), ["SASUAI_FIRST_SEED"] = first.ToString(CultureInfo.InvariantCulture)
        };
        return await Foreground.RunAsync("dotnet", [program, "-noLogo", "-noColor", "-showLiveOutput", "-method", test], settings, cancellation: cancellation);
    }
}
