using System.Text.Json;

namespace Sasuai.Dev;

/// <summary>The independent libraries of tests/Simulation/Oracles, installed from their lock file into a folder of their own and asked once for each script.</summary>
public sealed class Oracle : IDisposable
{
    readonly TempFolder folder = TempFolder.Create("oracles");

    Oracle()
    {
    }

    public static async Task<Oracle> InstallAsync()
    {
        var oracle = new Oracle();
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Simulation", "Oracles")))
                File.Copy(file, oracle.folder.File(Path.GetFileName(file)));
            await ShortCommand.OutputAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error"], folder: oracle.folder.Path);
            return oracle;
        }
        catch
        {
            oracle.Dispose();
            throw;
        }
    }

    /// <summary>What the script makes of <paramref name="given"/>; both are JSON.</summary>
    public async Task<JsonElement> AskAsync(string script, object given) =>
        JsonSerializer.Deserialize<JsonElement>(await ShortCommand.OutputAsync("node", [script], JsonSerializer.Serialize(given, JsonSerializerOptions.Web), folder.Path));

    public void Dispose() => folder.Dispose();
}
