using System.Diagnostics;

namespace Sasuai.Dev;

/// <summary>
/// PostgreSQL, RabbitMQ and storage queues together. One that is named in the environment
/// (SASUAI_POSTGRES an admin connection string, SASUAI_RABBITMQ a URI, SASUAI_STORAGE a connection string) is used; the others are started.
/// </summary>
public sealed class Servers : IAsyncDisposable
{
    public const string PostgresName = "SASUAI_POSTGRES";
    public const string RabbitName = "SASUAI_RABBITMQ";
    public const string RabbitManagementName = "SASUAI_RABBITMQ_MANAGEMENT";
    public const string StorageName = "SASUAI_STORAGE";

    Servers(PostgresServer postgres, RabbitServer rabbit, AzuriteServer storage)
    {
        Postgres = postgres;
        Rabbit = rabbit;
        Storage = storage;
    }

    public PostgresServer Postgres { get; }
    public RabbitServer Rabbit { get; }
    public AzuriteServer Storage { get; }

    /// <summary>What to give a child process so that it uses these servers.</summary>
    public IReadOnlyDictionary<string, string> Names => new Dictionary<string, string>
    {
        [PostgresName] = Postgres.AdminConnection,
        [RabbitName] = Rabbit.Uri,
        [RabbitManagementName] = Rabbit.Management,
        [StorageName] = Storage.Connection,
    };

    /// <param name="syncToDisk">False turns PostgreSQL's fsync off.</param>
    /// <param name="say">Is told of every step as it ends, in one readable line.</param>
    public static Task<Servers> StartAsync(
        bool syncToDisk = true, Action<string>? say = null, CancellationToken cancellation = default) =>
        StartAsync(
            Named(PostgresName) is { } admin ? PostgresServer.AtAsync(admin, cancellation) : PostgresServer.StartAsync(syncToDisk, cancellation),
            Named(RabbitName) is { } uri ? Task.FromResult(RabbitServer.At(uri, Named(RabbitManagementName))) : RabbitServer.StartAsync(cancellation),
            Named(StorageName) is { } storage ? Task.FromResult(AzuriteServer.At(storage)) : AzuriteServer.StartAsync(cancellation),
            say);

    /// <summary>Starts all three whatever the environment names, for whoever means to stop or kill them.</summary>
    public static Task<Servers> StartOwnAsync(
        bool syncToDisk = true, Action<string>? say = null, CancellationToken cancellation = default) =>
        StartAsync(PostgresServer.StartAsync(syncToDisk, cancellation), RabbitServer.StartAsync(cancellation), AzuriteServer.StartAsync(cancellation), say);

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Postgres.DisposeAsync().AsTask(), Rabbit.DisposeAsync().AsTask(), Storage.DisposeAsync().AsTask());
    }

    static async Task<Servers> StartAsync(
        Task<PostgresServer> postgres, Task<RabbitServer> rabbit, Task<AzuriteServer> storage, Action<string>? say)
    {
        try
        {
            await Task.WhenAll(Timed("PostgreSQL", say, postgres), Timed("RabbitMQ", say, rabbit), Timed("Azurite", say, storage));
            return new Servers(await postgres, await rabbit, await storage);
        }
        catch
        {
            // One that would not start takes those that did with it.
            await DisposeStartedAsync(postgres);
            await DisposeStartedAsync(rabbit);
            await DisposeStartedAsync(storage);
            throw;
        }
    }

    static string? Named(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    static async Task<TServer> Timed<TServer>(string name, Action<string>? say, Task<TServer> starting)
    {
        var since = Stopwatch.GetTimestamp();
        var server = await starting;
        say?.Invoke($"{name} is up after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s");
        return server;
    }

    static async Task DisposeStartedAsync<TServer>(Task<TServer> starting) where TServer : IAsyncDisposable
    {
        if (starting.IsCompletedSuccessfully)
            await starting.Result.DisposeAsync();
    }
}
