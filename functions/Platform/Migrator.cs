using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace Sasuai.Functions.Platform;

/// <summary>Brings a database to the newest shape. Several instances at once are safe: the others wait, and find nothing left to do.</summary>
public static class Migrator
{
    const long onlyOne = 7_215_001;

    /// <summary>Applies what is missing, one transaction for each step; the names of the steps applied.</summary>
    public static async Task<IReadOnlyList<string>> Migrate(string postgres, CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync(cancellation);
        // Held by this session until it ends, even by a kill.
        await using (var wait = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { Parameters = { new() { Value = onlyOne } } })
            await wait.ExecuteNonQueryAsync(cancellation);
        var result = DeployChanges.To.PostgresqlDatabase(postgres)
            .WithScriptsEmbeddedInAssembly(typeof(Migrator).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithTransactionPerScript().WithVariablesDisabled().LogTo(new NoOpUpgradeLog()).Build().PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new InvalidOperationException($"The migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }
}
