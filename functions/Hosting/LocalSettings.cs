using Microsoft.Extensions.Configuration.Memory;

namespace Sasuai.Functions.Hosting;

/// <summary>The <c>Values</c> of local.settings.json, beside host.json and in the working directory (which wins); none is fine.</summary>
static class LocalSettings
{
    public static MemoryConfigurationSource Source() =>
        new() { InitialData = Folders().SelectMany(Read).GroupBy(each => each.Key, StringComparer.OrdinalIgnoreCase).Select(same => same.Last()) };

    static IEnumerable<string> Folders() => new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() }.Distinct(StringComparer.Ordinal);

    static IEnumerable<KeyValuePair<string, string?>> Read(string folder) =>
        new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(folder, "local.settings.json"), optional: true, reloadOnChange: false)
            .Build()
            .GetSection("Values")
            .AsEnumerable(makePathsRelative: true)
            // Each value becomes an environment variable under Core Tools, where two underscores stand for a colon.
            .Select(each => KeyValuePair.Create(each.Key.Replace("__", ":", StringComparison.Ordinal), each.Value));
}
