using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Sasuai.Dev;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Paper;

namespace Sasuai.Tests.Devices;

/// <summary>The queue runs in a process of its own, and that process is killed for real, again and again, wherever it happens to be.</summary>
public sealed class PrintQueueKillTests
{
    const string child = "SASUAI_TEST_PRINT_QUEUE";
    const int receipts = 40, kills = 8, oneReceipt = 2_000;

    [Fact]
    public async Task Killed_at_any_moment_every_receipt_comes_and_none_comes_twice_unmarked()
    {
        var path = Path.Combine(Path.GetTempPath(), $"sasuai-kill-{Guid.NewGuid():N}.db");
        using var line = PseudoSerial.Open();
        var chance = new Random(20_261_122);
        try
        {
            Fill(path);
            for (var i = 0; i < kills; i++)
            {
                var printed = line.Written.Length;
                using var till = Start(path, line.Path);
                // A receipt more than the one that broke off: whoever kills the same receipt again and again has it given up, on a slow machine too.
                await line.WaitForAsync(bytes => bytes.Length > printed + oneReceipt || IsDone(path), cancellation: TestContext.Current.CancellationToken);
                await Task.Delay(chance.Next(25), TestContext.Current.CancellationToken);
                till.Kill();
                await till.WaitForExitAsync(TestContext.Current.CancellationToken);
            }
            using (var last = Start(path, line.Path))
            {
                await line.WaitForAsync(_ => IsDone(path), cancellation: TestContext.Current.CancellationToken);
                last.Kill();
                await last.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            var paper = PaperText.Decode(line.Written);
            for (var n = 0; n < receipts; n++)
            {
                Regex.Count(paper, $"(?<!may have been printed twice\n)begin {n:000}\n", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeLessThanOrEqualTo(1, $"receipt {n}");
                paper.ShouldContain($"end {n:000}\n");
            }
        }
        finally
        {
            foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"))
                File.Delete(file);
        }
    }

    /// <summary>This program, started with the two paths in its environment, is no test run but a till that prints until it is killed.</summary>
    [ModuleInitializer]
    internal static void BeTheTill()
    {
        if (Environment.GetEnvironmentVariable(child)?.Split('|') is not [var path, var port])
            return;
        new PrintQueue(path, new SerialPrinter(new SerialLine(port), TimeProvider.System), TimeProvider.System).Start();
        new ManualResetEvent(false).WaitOne();
    }

    static Process Start(string path, string port)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(PrintQueueKillTests).Assembly.Location]);
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.Ordinal))
            start.ArgumentList.Clear();
        start.Environment[child] = $"{path}|{port}";
        return Process.Start(start)!;
    }

    static void Fill(string path)
    {
        using var db = new SqliteConnection($"Data Source={path};Pooling=False");
        db.Open();
        using (var schema = db.CreateCommand())
        {
            schema.CommandText = "pragma journal_mode = wal; " + PrintQueue.Schema;
            schema.ExecuteNonQuery();
        }
        using var sale = db.BeginTransaction();
        for (var n = 0; n < receipts; n++)
        {
            var text = $"begin {n:000}\n{string.Concat(Enumerable.Repeat("a row of the receipt\n", 60))}end {n:000}\n";
            PrintQueue.Enqueue(db, sale, PrintJob.Receipt($"s{n}", $"A-{n}", Encoding.ASCII.GetBytes(text), TimeProvider.System.GetUtcNow()));
        }
        sale.Commit();
    }

    static bool IsDone(string path)
    {
        using var db = new SqliteConnection($"Data Source={path};Pooling=False");
        db.Open();
        using var count = db.CreateCommand();
        count.CommandText = "select count(*) from print_job where state <> 'printed'";
        return (long)count.ExecuteScalar()! == 0;
    }
}
