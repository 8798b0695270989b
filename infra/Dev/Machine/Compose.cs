using System.Security.Cryptography;

namespace Sasuai.Dev;

/// <summary>PostgreSQL, RabbitMQ and Azurite of infra/docker/compose.yaml, for a machine with Docker where packages cannot be installed.</summary>
sealed class Compose : IAsyncDisposable
{
    // A project of its own: volumes and containers of somebody's long-lived compose are not touched.
    const string project = "sasuai-dev";
    static readonly string[] services = ["postgres", "rabbitmq", "azurite"];

    readonly TempFolder folder = TempFolder.Create("compose");

    public static async Task<bool> EngineAnswersAsync(CancellationToken cancellation) =>
        (await ShortCommand.TryAsync("docker", ["info"], cancellation)).Code == 0;

    public static async Task<Compose> UpAsync(CancellationToken cancellation)
    {
        var compose = new Compose();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        await File.WriteAllTextAsync(compose.Extra, $"""
            services:
              azurite:
                environment:
                  AZURITE_ACCOUNTS: "{AzuriteServer.SpareAccounts(key)}"

            """, cancellation);
        try
        {
            Say.Line("starting the servers with Docker Compose");
            await Foreground.MustAsync("docker", [.. compose.Command, "up", "-d", "--wait", .. services], cancellation: cancellation);
            Name(Servers.PostgresName, "Host=127.0.0.1;Port=5432;Username=postgres;Password=sasuai-admin;Database=postgres;Pooling=false");
            Name(Servers.RabbitName, "amqp://guest:guest@127.0.0.1:5672/");
            Name(Servers.StorageName, AzuriteServer.ConnectionTo("account0", key, 10_001));
            return compose;
        }
        catch
        {
            await compose.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ShortCommand.TryAsync("docker", [.. Command, "down", "--volumes"]);
        folder.Dispose();
    }

    string Extra => folder.File("accounts.yaml");

    string[] Command =>
        ["compose", "-p", project, "-f", Path.Combine(Repository.Root, "infra", "docker", "compose.yaml"), "-f", Extra];

    static void Name(string name, string value) => Environment.SetEnvironmentVariable(name, value);
}
