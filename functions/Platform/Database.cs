using Dapper;
using Npgsql;

namespace Sasuai.Functions.Platform;

/// <summary>
/// The door to PostgreSQL. Every story says for whom it speaks, and row level security shows it nothing else; the settings live and die
/// with the transaction. A story either commits whole or not at all.
/// </summary>
public sealed class Database(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>One store's rows, and the chain's rows that all its stores share.</summary>
    public Task<T> InStore<T>(ChainId chain, StoreId store, Func<Work, Task<T>> story, CancellationToken cancellation) =>
        Run("", chain.ToString(), store.ToString(), story, cancellation);

    /// <summary>Everything of one chain.</summary>
    public Task<T> InChain<T>(ChainId chain, Func<Work, Task<T>> story, CancellationToken cancellation) =>
        Run("", chain.ToString(), "", story, cancellation);

    /// <summary>What this person may see: one store, or the whole chain.</summary>
    public Task<T> As<T>(StaffCaller caller, Func<Work, Task<T>> story, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.StoreId is { } store ? InStore(caller.ChainId, store, story, cancellation) : InChain(caller.ChainId, story, cancellation);
    }

    /// <summary>Everything: for workers and for finding out who is calling.</summary>
    public Task<T> Everywhere<T>(Func<Work, Task<T>> story, CancellationToken cancellation) =>
        Run("all", "", "", story, cancellation);

    async Task<T> Run<T>(string scope, string chain, string store, Func<Work, Task<T>> story, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(speakFor, new { scope, chain, store }, transaction);
        var work = new Work(connection, transaction, clock.GetUtcNow(), cancellation);
        var answer = await story(work);
        await work.Commit();
        return answer;
    }

    const string speakFor = """
        select set_config('sasuai.scope', @scope, true), set_config('sasuai.chain', @chain, true), set_config('sasuai.store', @store, true)
        """;
}
