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

    public static Task MigrateAsync(string postgres) =>
        Migrator.Migrate(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false }.ConnectionString, TestContext.Current.CancellationToken);
}
