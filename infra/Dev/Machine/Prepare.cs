namespace Sasuai.Dev;

/// <summary>Makes ready what a verb needs before it starts: packages, servers by Docker where packages cannot be, built programs.</summary>
static class Prepare
{
    /// <summary>The parts of the servers are installed, or Docker runs them and they are named in our environment until disposed.</summary>
    public static async Task<IAsyncDisposable> ServersAsync(CancellationToken cancellation)
    {
        var needed = new List<Part>();
        if (!IsNamed(Servers.PostgresName))
            needed.Add(Part.Postgres);
        if (!IsNamed(Servers.RabbitName))
            needed.Add(Part.Rabbit);
        if (!IsNamed(Servers.StorageName))
            needed.AddRange([Part.Node, Part.Npm, Part.Azurite]);
        var missing = false;
        foreach (var part in needed)
            missing |= await part.Find() is null;
        if (missing && !await Install.CanAsync(cancellation) && await Compose.EngineAnswersAsync(cancellation))
            return await Compose.UpAsync(cancellation);
        await Install.EnsureAsync(needed, cancellation);
        return new Nothing();
    }

    public static Task FunctionsAsync(CancellationToken cancellation) => BuildAsync("functions", cancellation);

    public static Task KioskAsync(CancellationToken cancellation) => BuildAsync("kiosk", cancellation);

    /// <summary>The admin's browser app, if there is one: the functions serve what is built here.</summary>
    public static async Task AdminAppAsync(CancellationToken cancellation)
    {
        var folder = Path.Combine(Repository.Root, "functions", "admin");
        if (!File.Exists(Path.Combine(folder, "package.json")))
            return;
        Say.Line("building the admin app");
        var locked = File.Exists(Path.Combine(folder, "package-lock.json"));
        await Foreground.MustAsync("npm", [locked ? "ci" : "install", "--no-audit", "--no-fund", "--loglevel", "error"], folder, cancellation);
        await Foreground.MustAsync("npm", ["run", "build", "--silent"], folder, cancellation);
    }

    /// <summary>Builds a project, or the solution, without a word when all is well.</summary>
    /// <exception cref="ServerFault">It does not build; the compiler's complaints stand on the screen.</exception>
    public static async Task BuildAsync(string project, CancellationToken cancellation, string configuration = Repository.Configuration)
    {
        Say.Step($"building {project}");
        string[] words = ["build", Path.Combine(Repository.Root, project), "-c", configuration, "-v", "q", "-nologo", "-tl:off"];
        var code = await LineByLine.RunAsync("dotnet", words, line =>
        {
            if (line.Contains(": error", StringComparison.Ordinal) || line.Contains(": warning", StringComparison.Ordinal))
                Say.Line(line);
        }, cancellation);
        if (code != 0)
            throw new ServerFault($"{project} does not build (code {code}).");
    }

    static bool IsNamed(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };

    sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
