using Microsoft.Azure.Functions.Worker;
using Npgsql;
using Sasuai.Functions.Notifications;

namespace Sasuai.Functions.Platform;

/// <summary>What every function is built from, registered once for both hosts.</summary>
public static class Services
{
    /// <exception cref="SettingsFault">A setting is missing or wrong.</exception>
    public static IServiceCollection AddSasuai(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = Settings.Read(configuration);
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => NpgsqlDataSource.Create(Tuned(settings.Postgres)));
        services.AddSingleton<Database>();
        services.AddSingleton<Callers>();
        services.AddSingleton<Doorbell>();
        services.AddSingleton<Sync.FactApplier>();
        services.AddSingleton<Sync.TerminalGate>();
        services.AddNotifications(configuration);
        services.AddTelemetry(configuration);
        return services;
    }

    /// <summary>Statements that come again are planned once for each connection; a connection string that says otherwise (for a pooler) is heeded.</summary>
    static string Tuned(string postgres)
    {
        var connection = new NpgsqlConnectionStringBuilder(postgres);
        if (!connection.ContainsKey("Max Auto Prepare")) connection.MaxAutoPrepare = 64;
        return connection.ConnectionString;
    }

    /// <summary>The middleware around every invocation, outermost first.</summary>
    public static IFunctionsWorkerApplicationBuilder UseSasuai(this IFunctionsWorkerApplicationBuilder builder) => builder.UseMiddleware<FaultMiddleware>();
}
