using Microsoft.Extensions.Configuration.Memory;

namespace Sasuai.Functions.Hosting;

/// <summary>The <c>Values</c> of local.settings.json; a folder without one is fine.</summary>
public static class LocalSettings
{
    /// <summary>Those beside host.json, and over them those of the working directory.</summary>
    public static IConfigurationSource Source() => In(AppContext.BaseDirectory, Directory.GetCurrentDirectory());

    /// <summary>Those of all <paramref name="folders"/>; where two name the same setting the later folder wins.</summary>
    public static IConfigurationSource In(params string[] folders) =>
        new MemoryConfigurationSource
        {
            InitialData = folders.SelectMany(Read).GroupBy(each => each.Key, StringComparer.OrdinalIgnoreCase).Select(same => same.Last()).ToList(),
        };

    static IEnumerable<KeyValuePair<string, string?>> Read(string folder) =>
        new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(folder, "local.settings.json"), optional: true, reloadOnChange: false)
            .Build()
            .GetSection("Values")
            .AsEnumerable(makePathsRelative: true)
            // Each value becomes an environment variable under Core Tools, where two underscores stand for a colon.
            .Select(each => KeyValuePair.Create(each.Key.Replace("__", ":", StringComparison.Ordinal), each.Value));
}
