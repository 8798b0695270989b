using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Sasuai.Dev;

namespace Sasuai.Tests;

/// <summary>
/// A bad network between tills and the cloud. Of each request it draws, from a seed, whether it is lost on the way there, lost on the way back, cut in the middle of
/// the answer, late, sent twice, or swallowed by a connection that never says anything again; <see cref="Healed"/> ends all that.
/// </summary>
sealed class FaultProxy : IAsyncDisposable
{
    readonly WebApplication server;
    readonly HttpClient cloud;
    readonly Random chance;
    readonly Lock gate = new();
    readonly CancellationTokenSource ended = new();
    int halfOpen;

    FaultProxy(WebApplication server, string address, string cloud, int seed, int halfOpenMax)
    {
        (this.server, Address, chance, halfOpen) = (server, address, new(seed), halfOpenMax);
        this.cloud = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new(cloud), Timeout = TimeSpan.FromSeconds(60) };
    }

    public string Address { get; }

    /// <summary>True lets everything through as it comes.</summary>
    public bool Healed { get; set; }

    /// <summary>How often each thing happened.</summary>
    public ConcurrentDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    /// <param name="halfOpenMax">How many requests may be swallowed; each costs its caller a whole time-out.</param>
    public static async Task<FaultProxy> StartAsync(string cloud, int seed, int halfOpenMax)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var proxy = new FaultProxy(builder.Build(), $"http://127.0.0.1:{FreePort.Next()}", cloud, seed, halfOpenMax) { Healed = true };
        proxy.server.Urls.Add(proxy.Address);
        proxy.server.Run(proxy.AnswerAsync);
        await proxy.server.StartAsync(TestContext.Current.CancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await server.StopAsync(new CancellationToken(canceled: true));
        await server.DisposeAsync();
        cloud.Dispose();
        ended.Dispose();
    }

    public override string ToString() => string.Join(", ", Counts.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Value} {each.Key}")));

    async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var (fault, late) = Draw();
        Counts.AddOrUpdate(fault, 1, (_, count) => count + 1);
        if (fault == "late") await Task.Delay(late, ended.Token);
        if (fault == "swallowed")
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ended.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (fault is "lost there" or "swallowed")
        {
            http.Abort();
            return;
        }
        try
        {
            using var first = await ForwardAsync(http, body.ToArray());
            using var second = fault == "twice" ? await ForwardAsync(http, body.ToArray()) : null;
            if (fault == "lost back") http.Abort();
            else await CopyAsync(http, second ?? first, cut: fault == "cut");
        }
        catch (HttpRequestException)
        {
            // The cloud itself is away just now.
            http.Abort();
        }
    }

    (string Fault, TimeSpan Late) Draw()
    {
        lock (gate)
        {
            // Under the lock, both of them: a Random that two threads draw from at once breaks.
            var fault = Healed ? "as it came" : chance.NextDouble() switch
            {
                < 0.05 => "lost there",
                < 0.10 => "lost back",
                < 0.14 => "cut",
                < 0.22 => "late",
                < 0.28 => "twice",
                < 0.30 when halfOpen-- > 0 => "swallowed",
                _ => "as it came",
            };
            return (fault, fault == "late" ? TimeSpan.FromMilliseconds(chance.Next(50, 1_500)) : default);
        }
    }

    async Task<HttpResponseMessage> ForwardAsync(HttpContext http, byte[] body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), http.Features.Get<IHttpRequestFeature>()!.RawTarget);
        if (body.Length > 0) request.Content = new ByteArrayContent(body);
        foreach (var (name, values) in http.Request.Headers.Where(each => each.Key is not ("Host" or "Connection" or "Content-Length" or "Transfer-Encoding")))
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray())) request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        return await cloud.SendAsync(request, HttpCompletionOption.ResponseContentRead, ended.Token);
    }

    static async Task CopyAsync(HttpContext http, HttpResponseMessage answer, bool cut)
    {
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(each => each.Key is not ("Transfer-Encoding" or "Connection")))
            http.Response.Headers[name] = values.ToArray();
        var bytes = await answer.Content.ReadAsByteArrayAsync(http.RequestAborted);
        if (!cut)
        {
            await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
            return;
        }
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }
}
