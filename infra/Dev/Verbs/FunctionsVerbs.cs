namespace Sasuai.Dev;

/// <summary>`migrate` and `seed`: verbs of the functions' own program, with the settings of the house that is up, or of the environment.</summary>
static class FunctionsVerbs
{
    public static Task<int> MigrateAsync(Words words, CancellationToken cancellation) => RunAsync("migrate", words, cancellation);

    public static Task<int> SeedAsync(Words words, CancellationToken cancellation) => RunAsync("seed", words, cancellation);

    static async Task<int> RunAsync(string verb, Words words, CancellationToken cancellation)
    {
        await Prepare.FunctionsAsync(cancellation);
        // A setting in the environment is a wish; the house that happens to be up is a convenience.
        var settings = Environment.GetEnvironmentVariable("Postgres") is { Length: > 0 }
            ? []
            : FunctionsProcess.EnvironmentOf(HouseState.MustFind().Settings);
        return await Foreground.RunAsync(
            "dotnet", [Repository.FunctionsProgram, verb, .. words.Rest()], settings, Path.GetDirectoryName(Repository.FunctionsProgram), cancellation);
    }
}
