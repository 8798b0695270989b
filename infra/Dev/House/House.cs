using System.Diagnostics;
using Npgsql;

namespace Sasuai.Dev;

/// <summary>
/// Everything that the cloud half of a chain needs, running on this machine: servers, migrated database, functions, and a WhatsApp gateway
/// that only pretends. The demo, `up` and the journeys start it here. Each house has a database, a virtual host and a storage account of its own.
/// </summary>
public sealed class House : IAsyncDisposable
{
    House(Servers servers, FakeWhatsApp gateway, FunctionsSettings settings)
    {
        Servers = servers;
        Gateway = gateway;
        Settings = settings;
    }

    public Servers Servers { get; }
    public FakeWhatsApp Gateway { get; }
    public FunctionsSettings Settings { get; }
    public FunctionsProcess Functions { get; private set; } = null!;

    /// <summary>What the seed told; only of a house that was started with <see cref="HouseOptions.Seed"/>.</summary>
    public SeededChain Seeded => seeded ?? throw new InvalidOperationException("This house was not seeded.");

    SeededChain? seeded;

    public static async Task<House> StartAsync(HouseOptions options, CancellationToken cancellation = default)
    {
        var servers = options.OwnServers
            ? await Servers.StartOwnAsync(options.SyncToDisk, options.Say, cancellation)
            : await Servers.StartAsync(options.SyncToDisk, options.Say, cancellation);
        House? house = null;
        try
        {
            var gateway = await FakeWhatsApp.StartAsync(
                logFile: options.LogFolder is { } folder ? Path.Combine(folder, "whatsapp.log") : null, say: options.SayMessage);
            house = new House(servers, gateway, await OwnRoomsAsync(servers, gateway, options.More, cancellation));
            await house.OpenAsync(options, cancellation);
            return house;
        }
        catch
        {
            if (house is not null)
                await house.DisposeAsync();
            else
                await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>The cloud's database, seeing everything; a connection of its own, so that it also works after a restart.</summary>
    public async Task<NpgsqlConnection> OpenDatabaseAsync(CancellationToken cancellation = default)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Settings.Postgres) { Pooling = false, Options = "-c sasuai.scope=all" }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (Functions is not null)
            await Functions.DisposeAsync();
        await Gateway.DisposeAsync();
        if (!Servers.Postgres.IsOurs && new NpgsqlConnectionStringBuilder(Settings.Postgres).Database is { } database)
            await Servers.Postgres.DropDatabaseAsync(database);
        await Servers.DisposeAsync();
    }

    static async Task<FunctionsSettings> OwnRoomsAsync(
        Servers servers, FakeWhatsApp gateway, Dictionary<string, string?> more, CancellationToken cancellation)
    {
        var name = $"house_{Guid.NewGuid():N}";
        return new FunctionsSettings(
            await servers.Postgres.CreateDatabaseAsync(name, cancellation: cancellation),
            await servers.Rabbit.CreateVirtualHostAsync(name, cancellation),
            servers.Storage.HasSpareAccounts ? await servers.Storage.NewAccountAsync(cancellation) : servers.Storage.Connection,
            gateway.Address)
        {
            Port = FreePort.Next(), More = more,
        };
    }

    async Task OpenAsync(HouseOptions options, CancellationToken cancellation)
    {
        await StepAsync("the database is migrated", options, () => FunctionsProcess.RunAsync(Settings, ["migrate"], cancellation));
        if (options.Seed)
            await StepAsync("the chain is seeded", options, async () => seeded = SeededChain.Read(await FunctionsProcess.RunAsync(Settings, ["seed"], cancellation)));
        var log = options.LogFolder is { } folder ? Path.Combine(folder, "functions.log") : null;
        await StepAsync("the functions answer", options, async () => Functions = await FunctionsProcess.StartAsync(Settings, log, cancellation));
    }

    static async Task StepAsync(string says, HouseOptions options, Func<Task> step)
    {
        var since = Stopwatch.GetTimestamp();
        await step();
        options.Say?.Invoke($"{says} after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s");
    }
}
