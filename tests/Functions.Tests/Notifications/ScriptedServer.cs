using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sasuai.Tests.Notifications;

/// <summary>What came over the wire.</summary>
sealed record WireRequest(string Method, string Path, string Authorization, string ContentType, string Body);

/// <summary>A loopback server that keeps every request and gives the answers that it was told, one each; the last of them from then on.</summary>
sealed class ScriptedServer : IAsyncDisposable
{
    readonly WebApplication server;
    readonly ConcurrentQueue<(int Status, string Body)> answers = [];
    (int Status, string Body) last = (200, "{}");

    ScriptedServer(WebApplication server) => this.server = server;

    public string Address { get; private set; } = "";
    public ConcurrentQueue<WireRequest> Requests { get; } = [];

    public static async Task<ScriptedServer> StartAsync(params (int Status, string Body)[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var scripted = new ScriptedServer(builder.Build());
        scripted.Answer(answers);
        scripted.server.Run(scripted.ServeAsync);
        await scripted.server.StartAsync(TestContext.Current.CancellationToken);
        scripted.Address = scripted.server.Urls.First();
        return scripted;
    }

    public void Answer(params (int Status, string Body)[] more)
    {
        foreach (var answer in more) answers.Enqueue(answer);
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(TestContext.Current.CancellationToken);
        await server.DisposeAsync();
    }

    async Task ServeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        Requests.Enqueue(new(http.Request.Method, http.Request.Path, http.Request.Headers.Authorization.ToString(), http.Request.ContentType ?? "", await reader.ReadToEndAsync(http.RequestAborted)));
        if (answers.TryDequeue(out var next)) last = next;
        http.Response.StatusCode = last.Status;
        await http.Response.WriteAsync(last.Body, http.RequestAborted);
    }
}
