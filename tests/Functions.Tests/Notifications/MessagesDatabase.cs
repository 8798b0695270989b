using Npgsql;
using Sasuai.Functions.Platform;

namespace Sasuai.Tests.Notifications;

/// <summary>A database with every migration, copied for each test from one that was migrated once.</summary>
static class MessagesDatabase
{
    static readonly SemaphoreSlim once = new(1);
    static string? template;

    public static async Task<string> NewAsync(TestServers servers)
    {
        await once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (template is null)
            {
                var first = await servers.NewDatabaseAsync();
                await MigrateAsync(first);
                template = new NpgsqlConnectionStringBuilder(first).Database;
            }
            return await servers.NewDatabaseAsync(template);
        }
        finally
        {
            once.Release();
        }
    }

    public static async Task MigrateAsync(string postgres)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        var assembly = typeof(Database).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await using var command = new NpgsqlCommand(await reader.ReadToEndAsync(), connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
