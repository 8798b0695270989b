using Npgsql;

namespace Sasuai.Functions.Hosting;

/// <summary>
/// Lets one instance of many run a timer: a session lock of PostgreSQL on a connection of its own. Whoever has it keeps it as long as
/// that connection lives, as the real host keeps its blob lease; when the instance dies another gets it at the next occurrence.
/// </summary>
sealed class TimerLease(IConfiguration settings) : IAsyncDisposable
{
    readonly SemaphoreSlim oneAtATime = new(1);
    readonly HashSet<string> held = new(StringComparer.Ordinal);
    NpgsqlConnection? connection;

    /// <summary>Whether this instance may run <paramref name="function"/> now; throws when the database is away.</summary>
    public async Task<bool> IsOursAsync(FoundFunction function, CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var open = await OpenAsync(function, cancellation);
            // Asking for a lock that is already ours only proves that its connection still lives.
            await using var ask = new NpgsqlCommand(held.Contains(function.Name) ? "select true" : TryLock, open);
            ask.Parameters.AddWithValue("name", "timer " + function.Name);
            var ours = (bool)(await ask.ExecuteScalarAsync(cancellation))!;
            if (ours)
                held.Add(function.Name);
            return ours;
        }
        catch
        {
            await CloseAsync();
            throw;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        oneAtATime.Dispose();
    }

    const string TryLock = "select pg_try_advisory_lock(hashtextextended(@name, 0))";

    // An instance that loses its power says no goodbye: the server then finds out within a minute, not after its default of two hours.
    const string NoticeSilence = "set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3";

    async Task<NpgsqlConnection> OpenAsync(FoundFunction function, CancellationToken cancellation)
    {
        if (connection is not null)
            return connection;
        var text = new NpgsqlConnectionStringBuilder(settings.Required("Postgres", function)) { Pooling = false, ApplicationName = "sasuai timers" };
        var opening = new NpgsqlConnection(text.ConnectionString);
        try
        {
            await opening.OpenAsync(cancellation);
            await using var notice = new NpgsqlCommand(NoticeSilence, opening);
            await notice.ExecuteNonQueryAsync(cancellation);
        }
        catch
        {
            await opening.DisposeAsync();
            throw;
        }
        return connection = opening;
    }

    async Task CloseAsync()
    {
        held.Clear();
        if (connection is { } closing)
            await closing.DisposeAsync();
        connection = null;
    }
}
