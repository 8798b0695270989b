using Sasuai.Dev;

namespace Sasuai.Tests.Notifications;

/// <summary>A broker of one class's own, which its tests may kill and starve.</summary>
public sealed class OwnBroker : IAsyncLifetime
{
    public RabbitServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await RabbitServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
