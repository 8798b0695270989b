namespace Sasuai.Dev;

/// <summary>Something that must be on the machine.</summary>
/// <param name="For">Which verbs need it, for a person.</param>
/// <param name="Find">The version found, or null.</param>
/// <param name="Packages">Debian packages that bring it; none when it comes another way.</param>
/// <param name="Get">How a person gets it.</param>
public sealed record Part(string Name, string For, Func<Task<string?>> Find, string[] Packages, string Get)
{
    public static Part Dotnet { get; } = new("dotnet", "everything", () => AskAsync("dotnet", "--version"), [], "the .NET SDK 10, as the README says");

    public static Part Postgres { get; } = FromApt("PostgreSQL", "demo, up, test",
        () => Task.FromResult(Path.GetFileName(Path.GetDirectoryName(PostgresServer.FindBinaries()))), "postgresql");

    public static Part Rabbit { get; } = FromApt("RabbitMQ", "demo, up, test",
        () => Task.FromResult(RabbitServer.IsInstalled ? RabbitVersion() : null), "rabbitmq-server");

    public static Part Node { get; } = FromApt("Node.js", "demo, up, test", () => AskAsync("node", "--version"), "nodejs");

    public static Part Npm { get; } = FromApt("npm", "demo, up, test", () => AskAsync("npm", "--version"), "npm");

    public static Part Azurite { get; } = new("Azurite", "demo, up, test",
        async () => AzuriteServer.IsInstalled && await NodeForAzurite.IsThereAsync() ? AzuriteServer.Version : null, [],
        $"npm install --prefix {AzuriteServer.Home} azurite@{AzuriteServer.Version}");

    public static Part Tmux { get; } = FromApt("tmux", "demo --script, test", () => AskAsync("tmux", "-V"), "tmux");

    public static Part Chromium { get; } = FromApt("Chromium", "test", () => Task.FromResult(OnPath("chromium")), "chromium");

    public static Part Zbar { get; } = FromApt("zbarimg", "test", () => Task.FromResult(OnPath("zbarimg")), "zbar-tools");

    public static Part ShellCheck { get; } = FromApt("shellcheck", "test", () => Task.FromResult(OnPath("shellcheck")), "shellcheck");

    public static Part FakeTime { get; } = FromApt("faketime", "test", () => Task.FromResult(OnPath("faketime")), "faketime");

    public static Part DockerCompose { get; } = FromApt("docker-compose", "test", () => Task.FromResult(OnPath("docker-compose")), "docker-compose");

    /// <summary>The linker of native programs, with what it links against.</summary>
    public static Part Gcc { get; } = new("gcc", "publish-kiosk, test",
        () => Task.FromResult(File.Exists("/usr/include/zlib.h") && File.Exists("/usr/include/stdlib.h") ? OnPath("gcc") : null),
        ["gcc", "libc6-dev", "zlib1g-dev"], "apt-get install gcc libc6-dev zlib1g-dev");

    public static IReadOnlyList<Part> OfServers { get; } = [Postgres, Rabbit, Node, Npm, Azurite];

    public static IReadOnlyList<Part> All { get; } = [Dotnet, .. OfServers, Tmux, Chromium, Zbar, ShellCheck, FakeTime, DockerCompose, Gcc];

    static Part FromApt(string name, string @for, Func<Task<string?>> find, string package) =>
        new(name, @for, find, [package], $"apt-get install {package}");

    static async Task<string?> AskAsync(string program, string word)
    {
        var (code, said) = await ShortCommand.TryAsync(program, [word]);
        return code == 0 ? said.Trim().Split('\n')[0] : null;
    }

    static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    static string RabbitVersion() =>
        Directory.GetDirectories("/usr/lib/rabbitmq/lib", "rabbitmq_server-*").Select(Path.GetFileName).FirstOrDefault()?.Split('-')[1] ?? "?";
}
