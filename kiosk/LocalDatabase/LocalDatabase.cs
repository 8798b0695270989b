using Microsoft.Data.Sqlite;

namespace Sasuai.Kiosk.LocalData;

/// <summary>The file is damaged, or made by a newer program; the message says which file and what to do.</summary>
public sealed class LocalDatabaseDamaged(string message) : Exception(message);

/// <summary>
/// Everything that a terminal knows, in one SQLite file: write-ahead log, and every commit forced to the disk, because a sale that was
/// printed must survive the power cut after it (SYNC 1.4, trap 9). One writer at a time; readers do not wait for it. Safe for several threads.
/// </summary>
public sealed class LocalDatabase : IDisposable
{
    public const string FileName = "kiosk.db";

    /// <summary>SQLITE_CORRUPT, SQLITE_FULL and SQLITE_NOTADB.</summary>
    const int corrupt = 11, full = 13, notADatabase = 26;

    readonly Db writer, reader;
    readonly Lock writing = new(), reading = new();
    long referenceVersion;

    LocalDatabase(string path, Db writer, Db reader) => (Path, this.writer, this.reader) = (path, writer, reader);

    public string Path { get; }

    /// <summary>Grows whenever something that came from the cloud changed, so that whoever remembers it knows to read again.</summary>
    public long ReferenceVersion => Interlocked.Read(ref referenceVersion);

    /// <summary>Opens the file, made if it is not there, and brought to the newest shape. What is not looked at is not checked: see <see cref="Examine"/>.</summary>
    /// <param name="schemas">Tables of others in the same file, each written so that it may run every time.</param>
    public static LocalDatabase Open(string path, params IReadOnlyList<string> schemas) => Open(path, null, schemas);

    /// <param name="witness">Knows whether this file was set back; without one it is not noticed.</param>
    public static LocalDatabase Open(string path, Witness? witness, params IReadOnlyList<string> schemas)
    {
        var connection = Connect(path);
        try
        {
            Migrations.Run(connection, path, schemas);
            var database = new LocalDatabase(path, new Db(connection, witness), new Db(Connect(path)));
            if (witness is not null) Allowances.Compare(database, witness);
            return database;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is corrupt or notADatabase)
        {
            connection.Dispose();
            throw Damaged(path, fault.Message);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Does the work in one transaction; when this returns, it is on the disk. An exception rolls everything back.</summary>
    public T Write<T>(Func<Db, T> work)
    {
        T answer;
        IReadOnlyList<Action> then;
        lock (writing) answer = writer.InTransaction(work, out then);
        foreach (var act in then) act();
        return answer;
    }

    public void Write(Action<Db> work) => Write(db => { work(db); return true; });

    /// <summary>Whether this broke because there is no room on the disk: nothing of the transaction was done.</summary>
    public static bool IsFull(Exception fault) => fault is SqliteException { SqliteErrorCode: full };

    /// <summary>Reads what is committed.</summary>
    public T Read<T>(Func<Db, T> work)
    {
        lock (reading) return work(reader);
    }

    /// <summary>Moves the log into the file and makes it empty again; for quiet moments, such as a closed till.</summary>
    public void Checkpoint()
    {
        lock (writing) writer.Execute("pragma wal_checkpoint(truncate)");
    }

    /// <summary>Reads the whole file and says what is damaged in it; null when nothing is. It may take seconds, and disturbs neither reader nor writer.</summary>
    public string? Examine()
    {
        try
        {
            using var connection = Connect(Path);
            using var check = connection.CreateCommand();
            check.CommandText = "pragma quick_check(1)";
            return check.ExecuteScalar() is string answer && answer != "ok" ? Damaged(Path, answer).Message : null;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is corrupt or notADatabase)
        {
            return Damaged(Path, fault.Message).Message;
        }
    }

    internal void ReferenceChanged() => Interlocked.Increment(ref referenceVersion);

    public void Dispose()
    {
        lock (reading) reader.Dispose();
        lock (writing) writer.Dispose();
    }

    static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var settings = connection.CreateCommand();
            settings.CommandText = "pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 1000; pragma foreign_keys = on; pragma cache_size = -32768;";
            settings.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is corrupt or notADatabase)
        {
            connection.Dispose();
            throw Damaged(path, fault.Message);
        }
    }

    static LocalDatabaseDamaged Damaged(string path, string why) =>
        new($"The local database {path} is damaged ({why}). Keep the file for whoever repairs it, and start with an empty data folder and a new enrolment.");
}
