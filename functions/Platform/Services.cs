using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.Platform;

/// <summary>What every function is built from, registered once for both hosts.</summary>
public static class Services
{
    public static IServiceCollection AddSasuai(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton(TimeProvider.System);
        return services;
    }

    /// <summary>The middleware around every invocation, outermost first.</summary>
    public static IFunctionsWorkerApplicationBuilder UseSasuai(this IFunctionsWorkerApplicationBuilder builder) => builder;
}
