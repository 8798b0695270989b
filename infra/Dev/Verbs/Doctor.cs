namespace Sasuai.Dev;

/// <summary>`doctor`: what is here, what is missing, how to get it; exit code 1 when something is missing.</summary>
static class Doctor
{
    public static async Task<int> RunAsync(Words words, CancellationToken cancellation)
    {
        words.End();
        var missing = 0;
        foreach (var part in Part.All)
        {
            var found = await part.Find();
            missing += found is null ? 1 : 0;
            Say.Line(found is null
                ? $"missing  {part.Name,-11} needed by {part.For}; get it: {part.Get}"
                : $"ok       {part.Name,-11} {found}");
        }
        Say.Line($"docker   {(await Compose.EngineAnswersAsync(cancellation) ? "an engine answers; it is used only where packages cannot be installed" : "no engine answers; none is needed")}");
        foreach (var name in (string[])[Servers.PostgresName, Servers.RabbitName, Servers.StorageName])
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 })
                Say.Line($"named    {name} is set: that server is used instead of one of our own");
        Say.Line(missing == 0 ? "Nothing is missing." : $"{missing} missing. As root or with sudo, `up`, `demo` and `test` install what they need themselves.");
        return missing == 0 ? 0 : 1;
    }
}
