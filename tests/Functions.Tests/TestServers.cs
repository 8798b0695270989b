using Sasuai.Dev;

[assembly: AssemblyFixture(typeof(Sasuai.Tests.TestServers))]

namespace Sasuai.Tests;

/// <summary>
/// One PostgreSQL, RabbitMQ and Azurite for all tests of this assembly, started when the first test asks; those named in the
/// environment (SASUAI_POSTGRES, SASUAI_RABBITMQ, SASUAI_STORAGE) are used instead. Each test takes a database, a virtual host
/// and a storage account of its own from them. A test that stops or kills a server starts its own.
/// </summary>
public sealed class TestServers : IAsyncDisposable
{
    readonly Lazy<Task<Servers>> servers = new(() => Servers.StartAsync(syncToDisk: false));

    /// <summary>The servers themselves; starts them.</summary>
    public Task<Servers> AllAsync() => servers.Value;

    /// <summary>The connection string of role sasuai to an empty database, or to a copy of <paramref name="template"/>.</summary>
    public async Task<string> NewDatabaseAsync(string? template = null) =>
        await (await AllAsync()).Postgres.CreateDatabaseAsync($"test_{Guid.NewGuid():N}", template, TestContext.Current.CancellationToken);

    /// <summary>The URI of a virtual host without any queue.</summary>
    public async Task<string> NewVirtualHostAsync() =>
        await (await AllAsync()).Rabbit.CreateVirtualHostAsync($"test-{Guid.NewGuid():N}", TestContext.Current.CancellationToken);

    /// <summary>The connection string of a storage account without any queue of ours.</summary>
    public async Task<string> NewStorageAsync() =>
        await (await AllAsync()).Storage.NewAccountAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (servers.IsValueCreated)
            await (await servers.Value).DisposeAsync();
    }
}
