using System.Text.Json;

namespace Sasuai.Dev;

/// <summary>The values of local.settings.sample.json, so that a new setting is written down in one place and every run here has it.</summary>
static class SampleSettings
{
    public static Dictionary<string, string> Read()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")));
        return sample.RootElement.GetProperty("Values").EnumerateObject()
            // A name that begins with // is the explanation of the one below it.
            .Where(value => !value.Name.StartsWith("//", StringComparison.Ordinal))
            .ToDictionary(value => value.Name, value => value.Value.GetString() ?? "");
    }
}
