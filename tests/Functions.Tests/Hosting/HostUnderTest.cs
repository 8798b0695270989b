using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Sasuai.Functions.Hosting;

namespace Sasuai.Tests.Hosting;

/// <summary>A self host on a free port with the functions of some types of the tests.</summary>
public sealed class HostUnderTest : IAsyncDisposable
{
    readonly WebApplication app;
    bool gone;

    HostUnderTest(WebApplication app) => this.app = app;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public IServiceProvider Services => app.Services;

    public static async Task<HostUnderTest> StartAsync(Type[] functions, Action<SelfHost>? configure = null, params string[] settings)
    {
        var builder = SelfHost.CreateBuilder(["--urls=http://127.0.0.1:0", .. settings], functions);
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        var host = new HostUnderTest(builder.Build());
        await host.app.StartAsync();
        host.Client.BaseAddress = new Uri(host.app.Urls.First());
        return host;
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (gone)
            return;
        gone = true;
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
