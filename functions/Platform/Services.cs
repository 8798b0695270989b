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
        services.AddSingleton(_ => NpgsqlDataSource.Create(settings.Postgres));
        services.AddSingleton<Database>();
        services.AddSingleton<Callers>();
        services.AddSingleton<Doorbell>();
        services.AddSingleton<Sync.FactApplier>();
        services.AddNotifications(configuration);
        return services;
    }

    /// <summary>The middleware around every invocation, outermost first.</summary>
    public static IFunctionsWorkerApplicationBuilder UseSasuai(this IFunctionsWorkerApplicationBuilder builder) => builder.UseMiddleware<FaultMiddleware>();
}
