using System.Diagnostics;
using System.Text.Json;

namespace Sasuai.Dev;

/// <summary>The independent libraries of tests/Simulation/Oracles, installed from their lock file into a folder of their own and asked once for each script.</summary>
public sealed class Oracle : IDisposable
{
    readonly TempFolder folder = TempFolder.Create("oracles");

    public static async Task<Oracle> InstallAsync()
    {
        var oracle = new Oracle();
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests/Simulation/Oracles")).Where(file => !file.EndsWith(".md", StringComparison.Ordinal)))
            File.Copy(file, oracle.folder.File(Path.GetFileName(file)));
        await oracle.RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error"], "");
        return oracle;
    }

    public async Task<JsonElement> AskAsync(string script, object given) => JsonDocument.Parse(await RunAsync("node", [script], JsonSerializer.Serialize(given, JsonSerializerOptions.Web))).RootElement;

    public void Dispose() => folder.Dispose();

    async Task<string> RunAsync(string program, string[] words, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { UseShellExecute = false, WorkingDirectory = folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} {string.Join(' ', words)} ended with code {process.ExitCode}: {said}");
    }
}
