namespace Sasuai.Functions.Platform;

/// <summary>What the program does instead of serving when its first word is one of these.</summary>
public static class Verbs
{
    static readonly Dictionary<string, Func<string[], Task<int>>> all = new(StringComparer.Ordinal);

    /// <summary>Runs the verb that <paramref name="args"/> begins with; its exit code, or null when the program is to serve.</summary>
    public static async Task<int?> RunAsync(string[] args) =>
        args is [var verb, .. var rest] && all.TryGetValue(verb, out var run) ? await run(rest) : null;
}
