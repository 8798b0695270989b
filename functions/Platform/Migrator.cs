using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace Sasuai.Functions.Platform;

/// <summary>Brings a database to the newest shape. Several instances at once are safe: the others wait, and find nothing left to do.</summary>
public static class Migrator
{
    const long onlyOne = 7_215_001;

    static readonly TimeSpan waitAtMost = TimeSpan.FromMinutes(10);

    /// <summary>Applies what is missing, one transaction for each step; the names of the steps applied.</summary>
    public static async Task<IReadOnlyList<string>> Migrate(string postgres, CancellationToken cancellation = default)
    {
        // Outside the pool: the lock is held by this session until it really ends, even by a kill, and no longer.
        var alone = new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, CommandTimeout = (int)waitAtMost.TotalSeconds };
        await using var connection = new NpgsqlConnection(alone.ConnectionString);
        await connection.OpenAsync(cancellation);
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
