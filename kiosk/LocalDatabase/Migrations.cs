using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Sasuai.Kiosk.LocalData;

/// <summary>Brings a file from the shape it has (user_version) to the newest, one numbered step and one transaction at a time. A released step is never edited.</summary>
static class Migrations
{
    public static void Run(SqliteConnection connection, string path, IReadOnlyList<string> schemas)
    {
        var steps = Steps();
        using var ask = connection.CreateCommand();
        ask.CommandText = "pragma user_version";
        var have = (long)ask.ExecuteScalar()!;
        if (have > steps.Count)
            throw new LocalDatabaseDamaged($"The local database {path} was written by a newer kiosk (step {have}, this program knows {steps.Count}). Install the newer program.");
        for (var number = (int)have; number < steps.Count; number++)
            Step(connection, string.Create(CultureInfo.InvariantCulture, $"{steps[number]}; pragma user_version = {number + 1};"));
        foreach (var schema in schemas) Step(connection, schema);
    }

    static void Step(SqliteConnection connection, string sql)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var step = connection.CreateCommand();
        step.Transaction = transaction;
        // A step is a file of this program.
#pragma warning disable CA2100
        step.CommandText = sql;
#pragma warning restore CA2100
        step.ExecuteNonQuery();
        transaction.Commit();
    }

    static List<string> Steps()
    {
        var program = Assembly.GetExecutingAssembly();
        return [.. program.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var text = new StreamReader(program.GetManifestResourceStream(name)!);
                return text.ReadToEnd();
            })];
    }
}
