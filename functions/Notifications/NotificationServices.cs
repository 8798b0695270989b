using Sasuai.Functions.Notifications.Gateways;

namespace Sasuai.Functions.Notifications;

/// <summary>What the messages' way is built from.</summary>
public static class NotificationServices
{
    /// <summary>Needs the <c>Database</c> and a <see cref="TimeProvider"/> from elsewhere.</summary>
    /// <exception cref="Platform.SettingsFault">A setting is missing or wrong.</exception>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(MessageSettings.Read(configuration));
        services.AddSingleton<RabbitConnection>().AddSingleton<RabbitPublisher>();
        services.AddSingleton<RelayBell>().AddSingleton<SenderBell>();
        services.AddSingleton<OutboxRelay>().AddSingleton<Intake>();
        services.AddSingleton<IWhatsAppGateway, Blastify>().AddSingleton<IWhatsAppGateway, Fonnte>().AddSingleton<IWhatsAppGateway, MetaCloud>().AddSingleton<IWhatsAppGateway, FileGateway>();
        services.AddSingleton<WhatsAppGateways>().AddSingleton<ClaimNotification>().AddSingleton<RecordAttempt>();
        services.AddSingleton<ProbeKey>().AddSingleton<ResolveUncertain>().AddSingleton<WhatsAppSender>();
        services.AddHostedService<DeclareTopology>();
        if (MessageSettings.RunsLoops(configuration))
            services.AddHostedService<RelayLoop>().AddHostedService<SenderLoop>();
        return services;
    }
}
