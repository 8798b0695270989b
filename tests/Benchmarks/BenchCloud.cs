using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sasuai.Dev;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;

namespace Sasuai.Benchmarks;

/// <summary>The cloud's own parts on real servers with a database of their own: one chain, one store.</summary>
sealed class BenchCloud : IAsyncDisposable
{
    readonly Servers servers;
    readonly NpgsqlDataSource source;
    readonly string database;
    readonly ChainId chain = new(Guid.CreateVersion7());
    readonly StoreId store = new(Guid.CreateVersion7());
    int terminals;

    BenchCloud(Servers servers, string database, string connection, ServiceProvider services) =>
        (this.servers, this.database, Connection, Services, source) = (servers, database, connection, services, NpgsqlDataSource.Create(connection));

    public string Connection { get; }
    public Servers Servers => servers;
    public ServiceProvider Services { get; }

    public static async Task<BenchCloud> StartAsync()
    {
        var started = await Servers.StartAsync();
        var name = $"bench_{Guid.CreateVersion7():n}";
        var connection = await started.Postgres.CreateDatabaseAsync(name);
        await Migrator.Migrate(connection);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Postgres"] = connection, ["RabbitMq"] = started.Rabbit.Uri, ["AzureWebJobsStorage"] = started.Storage.Connection,
            ["BlastifyUrl"] = "http://127.0.0.1:1", ["BlastifyKey"] = "bench",
            ["SweepSchedule"] = "*/30 * * * * *", ["RelaySchedule"] = "*/30 * * * * *", ["SendSchedule"] = "*/30 * * * * *", ["OccasionSchedule"] = "0 0 0 1 1 *", ["PartSchedule"] = "0 0 0 1 1 *",
        }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddSasuai(settings).AddSingleton<PushChanges>();
        var cloud = new BenchCloud(started, name, connection, services.BuildServiceProvider());
        await cloud.Do("""
            insert into chain (chain_id, name) values (@chain, 'Bench');
            insert into price_book (price_book_id, chain_id, name) values (@chain, @chain, 'Bench');
            insert into store (store_id, chain_id, code, name, time_zone, price_book_id) values (@store, @chain, 'BENCH', 'Bench', 'Asia/Jakarta', @chain);
            """, new { chain = cloud.chain, store = cloud.store });
        return cloud;
    }

    public async Task<TerminalCaller> NewTerminal()
    {
        var caller = new TerminalCaller(new(Guid.CreateVersion7()), chain, store, Revoked: false);
        await Do("""
            insert into terminal (terminal_id, chain_id, store_id, number, public_key, epoch, head_hash)
            values (@terminal, @chain, @store, @number, '\x00', 1, @hash)
            """, new { terminal = caller.TerminalId, chain, store, number = ++terminals, hash = Sasuai.Sync.HashChain.Genesis(caller.TerminalId, 1) });
        return caller;
    }

    public async Task<NpgsqlConnection> OpenAsync() => await source.OpenConnectionAsync();

    public async Task<NpgsqlConnection> OpenAsAdminAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(servers.Postgres.AdminConnection) { Database = database }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public Task<long> CountFacts(TerminalId terminal) => Ask<long>("select count(*) from fact where terminal_id = @terminal", new { terminal });

    public Task Do(string sql, object? given = null) => Ask<object?>(sql, given);

    public async Task<T> Ask<T>(string sql, object? given = null)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("select set_config('sasuai.scope', 'all', true)", transaction: transaction);
        var answer = await connection.ExecuteScalarAsync<T>(sql, given, transaction);
        await transaction.CommitAsync();
        return answer!;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await source.DisposeAsync();
        await servers.Postgres.DropDatabaseAsync(database);
        await servers.DisposeAsync();
    }
}
