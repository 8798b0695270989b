using Microsoft.Data.Sqlite;
using Sasuai.Dev;

namespace Sasuai.Benchmarks;

/// <summary>
/// A sale of 20 lines, committed by the lane (sale, till session, receipt number, member, outgoing fact with its hash, print jobs, next
/// basket, all of it priced, serialised and laid out for paper within the reading), against one bare SQLite transaction that writes the same number of bytes. Both WAL with synchronous FULL, on the same disk, turn by turn.
/// </summary>
static class KioskBench
{
    const int sales = 300;
    const int lines = 20;

    public static async IAsyncEnumerable<Figure> Run()
    {
        await Task.CompletedTask;
        using var folder = TempFolder.Create("bench-kiosk");
        using var shop = BenchShop.Open(folder.File("sasuai.db"));
        using var bare = Bare(folder.File("bare.db"));
        List<double> ours = [], rival = [];
        for (var sale = 0; sale < sales; sale++)
        {
            for (var line = 0; line < lines; line++) shop.Lane.Scan(shop.Codes[line]);
            var time = Readings.Milliseconds(() => _ = shop.Lane.PayCash(new(10_000_000)).Value);
            var blob = new byte[shop.BytesOfNewestSale()];
            var bareTime = Readings.Milliseconds(() => Insert(bare, blob));
            // The first sales warm both up.
            if (sale < 50) continue;
            ours.Add(time);
            rival.Add(bareTime);
        }
        yield return new("sale commit, 20 lines, FULL, p50", "ms", Readings.Quantile(ours, 0.5), "bare SQLite", Readings.Quantile(rival, 0.5), 3, AtLeast: false);
        yield return new("sale commit, 20 lines, FULL, p99", "ms", Readings.Quantile(ours, 0.99), "bare SQLite", Readings.Quantile(rival, 0.99), 1.5, AtLeast: false);
    }

    static SqliteConnection Bare(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        Execute(connection, "pragma journal_mode = wal; pragma synchronous = full; create table bytes (id integer primary key, body blob)");
        return connection;
    }

    static void Insert(SqliteConnection connection, byte[] blob)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into bytes (body) values (@body)";
        command.Parameters.AddWithValue("@body", blob);
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
