using Dapper;
using Npgsql;
using Sasuai.Sync;

namespace Sasuai.Functions.Platform;

/// <summary>One transaction under way. What terminals must hear of is collected and numbered last, just before the commit.</summary>
public sealed class Work(NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken cancellation)
{
    readonly List<(string Feed, ChainId Chain, string Kind, string Key, string Body)> told = [];
    readonly List<Action> afterCommit = [];

    public NpgsqlConnection Connection => connection;
    public CancellationToken Cancellation => cancellation;

    /// <summary>The moment of this transaction, the same for all its rows.</summary>
    public DateTimeOffset Now => now;

    public Task<int> Execute(string sql, object? given = null) => connection.ExecuteAsync(Command(sql, given));
    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? given = null) => (await connection.QueryAsync<T>(Command(sql, given))).AsList();
    public Task<T> Single<T>(string sql, object? given = null) => connection.QuerySingleAsync<T>(Command(sql, given));
    public Task<T?> SingleOrNone<T>(string sql, object? given = null) => connection.QuerySingleOrDefaultAsync<T>(Command(sql, given));

    /// <summary>Puts an item into a feed that terminals pull. Nothing is locked until the commit.</summary>
    public void Tell(string feed, ChainId chain, string kind, string key, string body) => told.Add((feed, chain, kind, key, body));

    /// <summary>Runs when, and only when, the commit has succeeded; it must not throw: the answer is already a fact.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    internal async Task Commit()
    {
        if (told.Count > 0) await Number();
        await transaction.CommitAsync(cancellation);
        foreach (var action in afterCommit) action();
    }

    /// <summary>Feeds in sorted order, so that two transactions never wait for each other in a circle.</summary>
    async Task Number()
    {
        foreach (var feed in told.GroupBy(item => (item.Feed, item.Chain)).OrderBy(feed => feed.Key.Feed, StringComparer.Ordinal))
        {
            var items = feed.ToArray();
            await Execute(numberItems, new
            {
                feed = feed.Key.Feed, chain = feed.Key.Chain, count = items.Length,
                kinds = Array.ConvertAll(items, item => item.Kind), keys = Array.ConvertAll(items, item => item.Key), bodies = Array.ConvertAll(items, item => item.Body)
            });
        }
    }

    CommandDefinition Command(string sql, object? given) => new(sql, given, transaction, cancellationToken: cancellation);

    const string numberItems = """
        with item as (
            select *, sum(feed_hash(kind, key, body)) over (order by position)::bigint as running
            from unnest(@kinds, @keys, @bodies) with ordinality as item(kind, key, body, position)),
        counter as (
            insert into feed (feed, chain_id, last, checksum) values (@feed, @chain, @count, (select max(running) % 4294967296 from item))
            on conflict (feed) do update set last = feed.last + excluded.last, checksum = (feed.checksum + excluded.checksum) % 4294967296
            returning last, checksum)
        insert into feed_item (feed, sequence, chain_id, kind, key, body, checksum)
        select @feed, counter.last - @count + item.position, @chain, item.kind, item.key, item.body,
            ((counter.checksum - (select max(running) from item) + item.running) % 4294967296 + 4294967296) % 4294967296
        from counter, item
        """;
}
