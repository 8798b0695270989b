using Microsoft.Data.Sqlite;

namespace Sasuai.Kiosk.Devices;

/// <summary>The rows of print_job; each statement is its own transaction unless one is given.</summary>
static class PrintJobTable
{
    public const string Schema = """
        create table if not exists print_job (
            job_id         integer primary key autoincrement,
            kind           text    not null check (kind in ('drawer', 'receipt', 'copy')),
            sale_id        text    null,
            receipt_number text    null,
            bytes          blob    not null,
            state          text    not null default 'waiting' check (state in ('waiting', 'printing', 'printed', 'maybe', 'dropped')),
            attempts       integer not null default 0,
            created_at     integer not null, -- milliseconds since 1970, UTC
            printed_at     integer null,
            last_error     text    null
        ) strict;
        create index if not exists print_job_open on print_job (job_id) where state in ('waiting', 'printing', 'maybe');
        create index if not exists print_job_receipt on print_job (receipt_number);
        """;

    /// <summary>A receipt that broke off so often eats paper; a person must look.</summary>
    public const int AttemptsMax = 5;

    public static void Insert(SqliteConnection db, SqliteTransaction? transaction, PrintJob job)
    {
        using var insert = Command(db, """
            insert into print_job (kind, sale_id, receipt_number, bytes, created_at)
            values (@kind, @sale_id, @receipt_number, @bytes, @created_at)
            """,
            ("@kind", Name(job.Kind)), ("@sale_id", job.SaleId), ("@receipt_number", job.ReceiptNumber),
            ("@bytes", job.Bytes), ("@created_at", job.CreatedAt.ToUnixTimeMilliseconds()));
        insert.Transaction = transaction;
        insert.ExecuteNonQuery();
    }

    /// <summary>Everything that waits, oldest first; it waits no longer.</summary>
    public static List<PrintJob> TakeWaiting(SqliteConnection db, SqliteTransaction? transaction)
    {
        using var take = Command(db, """
            update print_job set state = 'dropped' where state = 'waiting' returning job_id, kind, sale_id, receipt_number, bytes, created_at
            """);
        take.Transaction = transaction;
        using var row = take.ExecuteReader();
        var jobs = new List<(long Id, PrintJob Job)>();
        while (row.Read())
            jobs.Add((row.GetInt64(0), new(Kind(row.GetString(1)), Text(row, 2), Text(row, 3), row.GetFieldValue<byte[]>(4), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)))));
        return [.. jobs.OrderBy(each => each.Id).Select(each => each.Job)];
    }

    /// <summary>The next job to try: the drawer before any paper, then the oldest.</summary>
    public static OpenPrintJob? Next(SqliteConnection db)
    {
        using var select = Command(db, """
            select job_id, kind, state, attempts, created_at, bytes
            from print_job
            where state in ('waiting', 'printing', 'maybe') and (state = 'waiting' or attempts < @attempts_max)
            order by case kind when 'drawer' then 0 else 1 end, job_id
            limit 1
            """, ("@attempts_max", AttemptsMax));
        using var row = select.ExecuteReader();
        return row.Read()
            ? new OpenPrintJob(row.GetInt64(0), row.GetString(1) == "drawer", row.GetString(2), row.GetInt32(3),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.GetFieldValue<byte[]>(5))
            : null;
    }

    public static void Mark(SqliteConnection db, long jobId, string state, int attempts, string? error, DateTimeOffset? printedAt = null)
    {
        using var update = Command(db, """
            update print_job set state = @state, attempts = @attempts, last_error = @error, printed_at = @printed_at where job_id = @job_id
            """,
            ("@state", state), ("@attempts", attempts), ("@error", error), ("@printed_at", printedAt?.ToUnixTimeMilliseconds()), ("@job_id", jobId));
        update.ExecuteNonQuery();
    }

    public static (int Waiting, int Doubtful) Count(SqliteConnection db)
    {
        using var select = Command(db, """
            select count(*), count(*) filter (where state <> 'waiting' and attempts >= @attempts_max)
            from print_job
            where state in ('waiting', 'printing', 'maybe')
            """, ("@attempts_max", AttemptsMax));
        using var row = select.ExecuteReader();
        row.Read();
        return (row.GetInt32(0) - row.GetInt32(1), row.GetInt32(1));
    }

    /// <summary>The first print of a receipt, and how many copies were asked for since; null when it was never laid out, or is too old to be kept.</summary>
    public static (string? SaleId, byte[] Bytes, int Copies)? Original(SqliteConnection db, SqliteTransaction? transaction, string receiptNumber)
    {
        using var select = Command(db, """
            select sale_id, bytes, (select count(*) from print_job c where c.receipt_number = @receipt_number and c.kind = 'copy')
            from print_job
            where receipt_number = @receipt_number and kind = 'receipt'
            order by job_id
            limit 1
            """, ("@receipt_number", receiptNumber));
        select.Transaction = transaction;
        using var row = select.ExecuteReader();
        return row.Read() ? (row.IsDBNull(0) ? null : row.GetString(0), row.GetFieldValue<byte[]>(1), row.GetInt32(2)) : null;
    }

    public static void Forget(SqliteConnection db, DateTimeOffset before)
    {
        using var delete = Command(db, "delete from print_job where state in ('printed', 'dropped') and created_at < @before",
            ("@before", before.ToUnixTimeMilliseconds()));
        delete.ExecuteNonQuery();
    }

    static PrintKind Kind(string name) => Enum.GetValues<PrintKind>().First(kind => Name(kind) == name);

    static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static string Name(PrintKind kind) => kind switch { PrintKind.Drawer => "drawer", PrintKind.Receipt => "receipt", _ => "copy" };

    static SqliteCommand Command(SqliteConnection db, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = db.CreateCommand();
        // Every statement is a constant of this file; values only come as parameters.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}

/// <summary>A job that is not done: how far it came is in <paramref name="State"/>.</summary>
sealed record OpenPrintJob(long JobId, bool IsDrawer, string State, int Attempts, DateTimeOffset CreatedAt, byte[] Bytes)
{
    /// <summary>Bytes may have gone out before: the last try broke off, or the power did.</summary>
    public bool IsDoubtful => State != "waiting";
}
