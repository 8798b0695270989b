using Microsoft.Data.Sqlite;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.LocalData;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>
/// A till to practise on: a lane of its own over a copy of what this terminal knows, with receipt numbers of its own. Nothing that is
/// done in it is a fact, a sum, a point or stock, because it never touches the real file; only that it was held is told at its end.
/// After a power cut the copy is thrown away, and the real basket is as it was.
/// </summary>
public sealed class Training : IDisposable
{
    public const string FileName = "training.db";

    /// <summary>Stands before the store's code in every receipt number of a training, and in no store's own code.</summary>
    public const string NumberMark = "T.";

    /// <summary>What a training needs to know; everything else in the copy belongs to the real till.</summary>
    static readonly string[] known = ["terminal", "feed_cursor", "feed_row", "product", "product_code", "price", "member", "allowance"];

    readonly LocalDatabase real, copy;
    readonly ChangeQueue realChanges;
    readonly TimeProvider time;
    readonly StaffItem trainee;
    readonly DateTimeOffset startedAt;
    readonly Guid id;

    Training(LocalDatabase real, ChangeQueue realChanges, TimeProvider time, StaffItem trainee, Guid id, Lane lane, LocalDatabase copy) =>
        (this.real, this.realChanges, this.time, this.trainee, this.id, Lane, this.copy, startedAt) = (real, realChanges, time, trainee, id, lane, copy, time.GetUtcNow());

    /// <summary>Where the trainee sells.</summary>
    public Lane Lane { get; }

    /// <summary>Makes the copy and seats the trainee at it, with an open drawer of nothing.</summary>
    /// <param name="print">Told when paper of the training waits for the printer in the real file.</param>
    internal static Training Begin(LocalDatabase real, ChangeQueue realChanges, TimeProvider time, StaffItem trainee, PaperWork? paper, SlipWork? slips, Action print)
    {
        var (path, id) = (PathBeside(real), Guid.CreateVersion7(time.GetUtcNow()));
        Remove(path);
        CopyTo(path, real, trainee, id, time.GetUtcNow());
        var own = LocalDatabase.Open(path);
        var changes = new ChangeQueue(own, time);
        var lane = new Lane(own, changes, time, paper, slips);
        lane.Seat(trainee);
        void Carry()
        {
            var jobs = own.Write(db => PrintQueue.TakePractice(db.Connection, db.Transaction!));
            if (jobs.Count == 0) return;
            real.Write(db => { foreach (var job in jobs) PrintQueue.Enqueue(db.Connection, db.Transaction!, job); });
            print();
        }
        changes.Queued += Carry;
        lane.PaperWaits += Carry;
        return new(real, realChanges, time, trainee, id, lane, own);
    }

    /// <summary>Throws the copy away and tells the chain that a training was held.</summary>
    public TrainingHeld End()
    {
        var held = new TrainingHeld(trainee.StaffId, startedAt, time.GetUtcNow(), (int)copy.Read(SaleJournal.Count));
        Tell(real, realChanges, id, held);
        Dispose();
        return held;
    }

    /// <summary>A training that a power cut ended is told when the till is switched on again, and its copy is thrown away.</summary>
    public static void Recover(LocalDatabase real, ChangeQueue realChanges, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(real);
        var path = PathBeside(real);
        if (!File.Exists(path)) return;
        if (Left(path) is var (id, cashier, startedAt, sales)) Tell(real, realChanges, id, new(cashier, startedAt, time.GetUtcNow(), sales));
        Remove(path);
    }

    public void Dispose()
    {
        copy.Dispose();
        Remove(copy.Path);
    }

    static void Tell(LocalDatabase real, ChangeQueue changes, Guid id, TrainingHeld held) => real.Write(db =>
    {
        if (!ChangeQueue.Knows(db, id)) changes.Append(db, id, held, Money.Zero);
    });

    static string PathBeside(LocalDatabase real) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(real.Path))!, FileName);

    static void CopyTo(string path, LocalDatabase real, StaffItem trainee, Guid id, DateTimeOffset now)
    {
        using var file = Open(path);
        real.Read(db => { db.Connection.BackupDatabase(file); return true; });
        using var forget = file.CreateCommand();
        forget.CommandText = $"""
            begin;
            {string.Concat(Tables(file).Select(table => $"delete from {table};\n"))}
            update terminal set store_code = '{NumberMark}' || substr(store_code, 1, 10), epoch = 1, acked_through = 0;
            create table training (id text not null, cashier_id text not null, started_at integer not null) strict;
            insert into training values ('{id}', '{trainee.StaffId}', {now.ToUnixTimeMilliseconds()});
            commit;
            """;
        forget.ExecuteNonQuery();
    }

    static List<string> Tables(SqliteConnection file)
    {
        using var ask = file.CreateCommand();
        ask.CommandText = "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like '%search%'";
        using var rows = ask.ExecuteReader();
        var tables = new List<string>();
        while (rows.Read())
            if (!known.Contains(rows.GetString(0))) tables.Add(rows.GetString(0));
        return tables;
    }

    /// <summary>Whose training this was, from the copy; null when the power went before it was made whole.</summary>
    static (Guid Id, StaffId Cashier, DateTimeOffset StartedAt, int Sales)? Left(string path)
    {
        using var file = Open(path);
        using var ask = file.CreateCommand();
        ask.CommandText = "select id, cashier_id, started_at, (select count(*) from sale) from training";
        try
        {
            using var row = ask.ExecuteReader();
            return row.Read() ? (row.GetGuid(0), new(row.GetGuid(1)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetInt32(3)) : null;
        }
        catch (SqliteException)
        {
            // Half a copy: nobody had begun to practise on it.
            return null;
        }
    }

    // Without foreign keys: everything that belongs to the real till goes, in whatever order the tables stand.
    static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        return connection;
    }

    static void Remove(string path)
    {
        foreach (var file in (string[])[path, path + "-wal", path + "-shm", path + "-journal"]) File.Delete(file);
    }
}
