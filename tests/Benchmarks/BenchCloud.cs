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
    int terminals, stores;

    BenchCloud(Servers servers, string database, IReadOnlyDictionary<string, string?> settings, ServiceProvider services) =>
        (this.servers, this.database, Connection, Settings, Services, source) = (servers, database, settings["Postgres"]!, settings, services, NpgsqlDataSource.Create(settings["Postgres"]!));

    public string Connection { get; }
    public IReadOnlyDictionary<string, string?> Settings { get; }
    public Servers Servers => servers;
    public ChainId Chain => chain;
    public StoreId Store => store;
    public ServiceProvider Services { get; }

    public static async Task<BenchCloud> StartAsync()
    {
        var started = await Servers.StartAsync();
        var name = $"bench_{Guid.CreateVersion7():n}";
        var connection = await started.Postgres.CreateDatabaseAsync(name);
        await Migrator.Migrate(connection);
        var given = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Postgres"] = connection, ["RabbitMq"] = started.Rabbit.Uri, ["AzureWebJobsStorage"] = started.Storage.Connection,
            ["BlastifyUrl"] = "http://127.0.0.1:1", ["BlastifyKey"] = "bench",
            ["SweepSchedule"] = "*/30 * * * * *", ["RelaySchedule"] = "*/30 * * * * *", ["SendSchedule"] = "*/30 * * * * *", ["OccasionSchedule"] = "0 0 0 1 1 *", ["PartSchedule"] = "0 0 0 1 1 *",
        };
        var settings = new ConfigurationBuilder().AddInMemoryCollection(given).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddSasuai(settings).AddSingleton<PushChanges>();
        var cloud = new BenchCloud(started, name, given, services.BuildServiceProvider());
        await cloud.Do("""
            insert into chain (chain_id, name) values (@chain, 'Bench');
            insert into price_book (price_book_id, chain_id, name) values (@chain, @chain, 'Bench');
            insert into store (store_id, chain_id, code, name, time_zone, price_book_id) values (@store, @chain, 'BENCH', 'Bench', 'Asia/Jakarta', @chain);
            insert into tier (tier_id, chain_id, name, from_lifetime_points) values (@chain, @chain, 'Bench', 1);
            """, new { chain = cloud.chain, store = cloud.store });
        return cloud;
    }

    public async Task<StoreId> NewStore()
    {
        var id = new StoreId(Guid.CreateVersion7());
        await Do("insert into store (store_id, chain_id, code, name, time_zone, price_book_id) values (@id, @chain, 'BENCH' || @number::text, 'Bench', 'Asia/Jakarta', @chain)", new { id, chain, number = ++stores });
        return id;
    }

    /// <summary>So many who reach the chain's only tier with their first point.</summary>
    public async Task<MemberId[]> NewMembers(int count)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray();
        await Do("insert into member (member_id, chain_id, name, language, points, lifetime_points, joined_at) select id, @chain, 'Bench', 'id', 0, 0, now() from unnest(@ids) id", new { chain, ids });
        return Array.ConvertAll(ids, id => new MemberId(id));
    }

    public Task<TerminalCaller> NewTerminal() => NewTerminal(store);

    public async Task<TerminalCaller> NewTerminal(StoreId store)
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
