using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Platform;
using Sasuai.Tests.Hosting;

namespace Sasuai.Tests.Notifications;

/// <summary>The messages' functions and loops as one running program on the self host: relay, RabbitMQ trigger and sender.</summary>
static class WholeProgram
{
    public static Task<HostUnderTest> StartAsync(MessagesRig rig) => HostUnderTest.StartAsync(
        [typeof(RecordNotification), typeof(SendWhatsApp), typeof(SweepOutbox)],
        host =>
        {
            host.Services.AddSasuai(host.Configuration);
            host.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new CapturedLog(rig.Log));
        },
        [.. rig.Settings(("MessageLoops", "true")).Select(each => $"--{each.Key}={each.Value}")]);
}
