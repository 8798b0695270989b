using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Platform;
using Sasuai.Tests.Hosting;

namespace Sasuai.Tests.Notifications;

/// <summary>The messages' functions and loops as one running program on the self host: relay, RabbitMQ trigger and sender.</summary>
static class WholeProgram
{
    public static Task<HostUnderTest> StartAsync(MessagesRig rig) => HostUnderTest.StartAsync(
        [typeof(RecordNotification), typeof(SendWhatsApp)],
        host =>
        {
            host.Services.AddSingleton(_ => NpgsqlDataSource.Create(rig.Postgres));
            host.Services.AddSingleton<Database>();
            host.Services.AddSingleton(TimeProvider.System);
            host.Services.AddNotifications(host.Configuration);
            host.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new CapturedLog(rig.Log));
        },
        [.. rig.Settings(("MessageLoops", "true")).Select(each => $"--{each.Key}={each.Value}")]);
}
