namespace Sasuai.Functions.Platform;

/// <summary>What the program does instead of serving when its first word is one of these.</summary>
public static class Verbs
{
    static readonly Dictionary<string, Func<string[], Task<int>>> all = new(StringComparer.Ordinal)
    {
        ["migrate"] = Migrate,
        ["seed"] = Seed.SeedVerb.Run,
        ["drain-legacy"] = Notifications.DrainLegacy.Run,
    };

    /// <summary>Runs the verb that <paramref name="args"/> begins with; its exit code, or null when the program is to serve.</summary>
    public static async Task<int?> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [var verb, .. var rest] || !all.TryGetValue(verb, out var run)) return null;
        try
        {
            return await run(rest);
        }
        catch (SettingsFault wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
    }

    static async Task<int> Migrate(string[] args)
    {
        var applied = await Migrator.Migrate(Settings.PostgresOf(ConfigurationOf(args)));
        await Console.Out.WriteLineAsync(applied.Count == 0 ? "The database is up to date." : string.Join(Environment.NewLine, applied));
        return 0;
    }

    /// <summary>The same settings in the same order as when serving: local.settings.json, the environment, the command line.</summary>
    internal static IConfiguration ConfigurationOf(string[] args)
    {
        var builder = new ConfigurationBuilder();
#if !AZURE_HOST
        builder.Add(Hosting.LocalSettings.Source());
#endif
        return builder.AddEnvironmentVariables().AddCommandLine(args).Build();
    }
}
