using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;
using Sasuai.Dev;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Platform;
using Sasuai.Messages;
using Sasuai.Sync;

namespace Sasuai.Tests.Notifications;

/// <summary>
/// A chain with one store, two tiers and as many members as a test asks for, on a database and a virtual host of its own, with a gateway
/// that misbehaves on request. Each <see cref="Instance"/> is one running copy of the messages' part of the program.
/// </summary>
public sealed class MessagesRig : IAsyncDisposable
{
    public const string Key = "key-kept-out-of-every-log-5501";

    readonly NpgsqlDataSource everything;
    readonly string postgres;
    readonly List<ServiceProvider> instances = [];
    int members;

    MessagesRig(string postgres, string rabbit, FakeWhatsApp gateway)
    {
        this.postgres = postgres;
        everything = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres) { Options = "-c sasuai.scope=all", Pooling = false });
        Rabbit = rabbit;
        Gateway = gateway;
    }

    public string Rabbit { get; }
    public FakeWhatsApp Gateway { get; }
    public ConcurrentQueue<string> Log { get; } = [];
    public ChainId Chain { get; } = new(Guid.CreateVersion7());
    public StoreId Store { get; } = new(Guid.CreateVersion7());
    public TierId Silver { get; } = new(Guid.CreateVersion7());
    public TierId Gold { get; } = new(Guid.CreateVersion7());

    public static async Task<MessagesRig> StartAsync(TestServers servers) =>
        await StartAsync(await MessagesDatabase.NewAsync(servers), await servers.NewVirtualHostAsync());

    public static async Task<MessagesRig> StartAsync(string postgres, string rabbit)
    {
        var rig = new MessagesRig(postgres, rabbit, await FakeWhatsApp.StartAsync(Key));
        await rig.SqlAsync("""
            insert into chain (chain_id, name) values (@chain, 'Rantai');
            insert into price_book (price_book_id, chain_id, name) values (@store, @chain, 'Harga');
            insert into store (store_id, chain_id, code, name, time_zone, price_book_id) values (@store, @chain, 'A1', 'Toko Melati', 'Asia/Jakarta', @store);
            insert into tier (tier_id, chain_id, name, from_lifetime_points) values (@silver, @chain, 'Perak', 100), (@gold, @chain, 'Emas', 500);
            update sender_key set gap_ms = 0, jitter_percent = 0;
            """, new { chain = rig.Chain.Value, store = rig.Store.Value, silver = rig.Silver.Value, gold = rig.Gold.Value });
        return rig;
    }

    /// <summary>An old key without caps, for a test of many messages.</summary>
    public Task LiftCapsAsync() => SqlAsync("update sender_key set new_hour_cap = 100000, new_day_cap = 100000, hour_cap = 100000, day_cap = 100000");

    /// <summary>The settings of an instance, as <c>--Name=value</c> words would give them.</summary>
    public Dictionary<string, string?> Settings(params (string Name, string Value)[] others)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Postgres"] = postgres, ["RabbitMq"] = Rabbit, ["BlastifyUrl"] = Gateway.Address, ["BlastifyKey"] = Key, ["MessageLoops"] = "false",
            // Nothing here rings the storage queue.
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["WhatsAppTimeout"] = "2", ["MessagesPerMember"] = "1000/1000", ["SweepSchedule"] = "*/2 * * * * *", ["RelaySchedule"] = "*/2 * * * * *", ["SendSchedule"] = "*/2 * * * * *", ["OccasionSchedule"] = "0 0 0 1 1 *", ["PartSchedule"] = "0 0 0 1 1 *",
        };
        foreach (var (name, value) in others)
            settings[name] = value;
        return settings;
    }

    /// <summary>One more copy of the program, with its own connections.</summary>
    public ServiceProvider Instance(TimeProvider? clock = null, params (string Name, string Value)[] others)
    {
        var services = new ServiceCollection();
        services.AddSasuai(new ConfigurationBuilder().AddInMemoryCollection(Settings(others)).Build());
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new CapturedLog(Log)));
        // The last registration counts: this copy's own hands of the clock.
        if (clock is not null) services.AddSingleton(clock);
        var instance = services.BuildServiceProvider();
        instances.Add(instance);
        return instance;
    }

    /// <summary>A member who has just reached Silver, and the event that tells of it.</summary>
    public async Task<TierReached> ReachedAsync(string? phone = null, TierId? tier = null, string language = "id", string name = "Siti Rahayu")
    {
        var id = new MemberId(Guid.CreateVersion7());
        var number = phone ?? $"62812{Interlocked.Increment(ref members) + 30_000_000}";
        await SqlAsync("""
            insert into member (member_id, chain_id, name, phone, language, tier_id, points, lifetime_points, joined_at)
            values (@id, @chain, @name, @number, @language, @tier, 1234, 1234, now())
            """, new { id = id.Value, chain = Chain.Value, name, number = number.Length == 0 ? null : number, language, tier = (tier ?? Silver).Value });
        return new TierReached(Guid.CreateVersion7(), 1, DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()), Chain, Store, id, tier ?? Silver, "lifetime", Guid.CreateVersion7());
    }

    public static string Text(TierReached reached) => JsonSerializer.Serialize(reached, WireJson.Default.TierReached);

    /// <summary>Puts an event into the outbox, as the applying of a sale does in its own transaction.</summary>
    public Task OutboxAsync(TierReached reached, string routingKey = QueueNames.tierReached) => SqlAsync("""
        insert into outbox (event_id, chain_id, type, version, routing_key, aggregate_id, payload, created_at)
        values (@id, @chain, @type, 1, @routingKey, @member, @payload, now())
        """, new { id = reached.EventId, chain = Chain.Value, type = "TierReached", routingKey, member = reached.MemberId.Value, payload = Text(reached) });

    /// <summary>A member who has just reached Silver, with the event in the outbox.</summary>
    public async Task<TierReached> SoldAsync()
    {
        var reached = await ReachedAsync();
        await OutboxAsync(reached);
        return reached;
    }

    /// <summary>Records a notification as the RabbitMQ trigger would.</summary>
    public async Task<TierReached> RecordedAsync(IServiceProvider instance, TierReached? reached = null)
    {
        var told = reached ?? await ReachedAsync();
        await ActivatorUtilities.CreateInstance<RecordNotification>(instance).OnMessage(Text(told), TestContext.Current.CancellationToken);
        return told;
    }

    public static Task<int> PumpAsync(IServiceProvider instance) =>
        instance.GetRequiredService<WhatsAppSender>().PumpOnce(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    /// <summary>Everything that waits for a moment is nearer to it by this time, as if it had passed.</summary>
    public Task TimePassesAsync(TimeSpan time) => SqlAsync("""
        update notification set next_attempt_at = next_attempt_at - @time, lease_until = lease_until - @time, changed_at = changed_at - @time, expires_at = expires_at - @time;
        update sender_key set next_slot_at = next_slot_at - @time, in_flight_until = in_flight_until - @time, open_until = open_until - @time, probe_until = probe_until - @time, created_at = created_at - @time;
        update outbox set next_attempt_at = next_attempt_at - @time, published_at = published_at - @time;
        update inbox set received_at = received_at - @time;
        update delivery_attempt set started_at = started_at - @time, ended_at = ended_at - @time;
        """, new { time });

    public Task<string> StateAsync(TierReached reached) =>
        ValueAsync<string>("select state || coalesce(':' || reason, '') from notification where event_id = @id", new { id = reached.EventId });

    public async Task SqlAsync(string sql, object? given = null)
    {
        await using var connection = await everything.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, given);
    }

    public async Task<T> ValueAsync<T>(string sql, object? given = null)
    {
        await using var connection = await everything.OpenConnectionAsync();
        return (await connection.QuerySingleAsync<T>(sql, given))!;
    }

    public Task<long> CountAsync(string from) => ValueAsync<long>("select count(*) from " + from);

    /// <summary>The bodies that wait in a queue, taken out of it.</summary>
    public async Task<List<(string Body, string Headers)>> TakeAllAsync(string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(Rabbit) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var bodies = new List<(string, string)>();
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } got)
            bodies.Add((Encoding.UTF8.GetString(got.Body.Span), string.Join(';', (got.BasicProperties.Headers ?? new Dictionary<string, object?>())
                .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Key}={(each.Value is byte[] text ? Encoding.UTF8.GetString(text) : each.Value)}")))));
        return bodies;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in instances)
            await instance.DisposeAsync();
        await everything.DisposeAsync();
        await Gateway.DisposeAsync();
    }
}
