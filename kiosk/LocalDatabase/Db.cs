using Microsoft.Data.Sqlite;

namespace Sasuai.Kiosk.LocalData;

/// <summary>One connection to the local database, with its statements kept ready. Not for several threads at once: <see cref="LocalDatabase"/> lends it.</summary>
public sealed class Db : IDisposable
{
    readonly Dictionary<string, SqliteCommand> ready = new(StringComparer.Ordinal);
    readonly List<Action> afterCommit = [];

    internal Db(SqliteConnection connection, Witness? witness = null) => (Connection, Witness) = (connection, witness);

    public SqliteConnection Connection { get; }

    internal Witness? Witness { get; }

    /// <summary>The transaction under way; null while only reading.</summary>
    public SqliteTransaction? Transaction { get; private set; }

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The first row; the default of <typeparamref name="T"/> when there is none.</summary>
    public T? One<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        return reader.Read() ? row(reader) : default;
    }

    public List<T> All<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    public long Number(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Command(sql, values).ExecuteScalar() is long number ? number : 0;

    /// <summary>Runs once the transaction is on the disk, and not at all when it is rolled back.</summary>
    public void AfterCommit(Action act) => afterCommit.Add(act);

    public void Dispose()
    {
        foreach (var command in ready.Values) command.Dispose();
        Connection.Dispose();
    }

    internal T InTransaction<T>(Func<Db, T> work, out IReadOnlyList<Action> then)
    {
        afterCommit.Clear();
        // Immediate: the write lock is taken before the first read, so nothing read here can be stale.
        using var transaction = Connection.BeginTransaction(deferred: false);
        Transaction = transaction;
        try
        {
            var answer = work(this);
            transaction.Commit();
            then = [.. afterCommit];
            return answer;
        }
        finally
        {
            Transaction = null;
            afterCommit.Clear();
        }
    }

    SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!ready.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            // Every statement is a constant of this program; values only come as parameters.
#pragma warning disable CA2100
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            ready.Add(sql, command);
        }
        command.Transaction = Transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return command;
    }
}
