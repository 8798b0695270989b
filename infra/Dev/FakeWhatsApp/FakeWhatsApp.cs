using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sasuai.Dev;

/// <summary>
/// The WhatsApp gateway of tests and of the demo: it answers like Blastify on 127.0.0.1, keeps every request in a log that only grows,
/// and misbehaves on request.
/// </summary>
public sealed class FakeWhatsApp : IAsyncDisposable
{
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);

    readonly string key;
    readonly string? logFile;
    readonly Action<string>? say;
    readonly TimeProvider clock;
    readonly ConcurrentQueue<GatewayFault> script = [];
    readonly List<GatewayEntry> log = [];
    readonly Lock gate = new();
    readonly CancellationTokenSource closing = new();
    WebApplication? server;
    volatile bool down;

    FakeWhatsApp(int port, string key, string? logFile, Action<string>? say, TimeProvider clock)
    {
        this.key = key;
        this.logFile = logFile;
        this.say = say;
        this.clock = clock;
        Address = $"http://127.0.0.1:{port}";
    }

    /// <summary>Without a closing slash; for the setting BlastifyUrl.</summary>
    public string Address { get; }

    /// <summary>Every request so far, oldest first.</summary>
    public IReadOnlyList<GatewayEntry> Log
    {
        get
        {
            lock (gate)
                return [.. log];
        }
    }

    /// <summary>What reached a member's phone.</summary>
    public IReadOnlyList<GatewayEntry> Delivered => [.. Log.Where(entry => entry.Delivered)];

    /// <param name="key">What x-api-key must hold.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="logFile">One JSON object a line is appended there.</param>
    /// <param name="say">Is told of every delivered message in one readable line.</param>
    public static async Task<FakeWhatsApp> StartAsync(
        string key = "test-key", int port = 0, string? logFile = null, Action<string>? say = null, TimeProvider? clock = null)
    {
        var gateway = new FakeWhatsApp(port == 0 ? FreePort.Next() : port, key, logFile, say, clock ?? TimeProvider.System);
        await gateway.ListenAgainAsync();
        return gateway;
    }

    /// <summary>Adds words for the next requests, one each (<see cref="GatewayFault"/>); <c>down</c> and <c>up</c> take effect at once.</summary>
    /// <exception cref="FormatException">A word that is no fault; none of the words is taken.</exception>
    public void Script(params string[] words)
    {
        var faults = words.Select(word => word is "down" or "up" ? null : GatewayFault.Parse(word)).ToList();
        foreach (var (word, fault) in words.Zip(faults))
            if (fault is null)
                down = word == "down";
            else
                script.Enqueue(fault);
    }

    /// <summary>Closes the port: connections are refused until <see cref="ListenAgainAsync"/>.</summary>
    public async Task StopListeningAsync()
    {
        if (server is null)
            return;
        await server.StopAsync(new CancellationToken(canceled: true));
        await server.DisposeAsync();
        server = null;
    }

    public async Task ListenAgainAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address);
        server = builder.Build();
        server.MapPost("/api-keys/send-messages", SendAsync);
        server.MapGet("/health", HealthAsync);
        server.MapPost("/fake/script", (Delegate)ScriptAsync);
        server.MapGet("/fake/log", () => Results.Json(Log, json));
        try
        {
            await server.StartAsync();
        }
        catch (IOException fault)
        {
            throw new ServerFault($"The fake gateway cannot listen on {Address}: {fault.Message}", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await StopListeningAsync();
        closing.Dispose();
    }

    async Task SendAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var (request, wrong) = SendRequest.Read(await reader.ReadToEndAsync(http.RequestAborted));
        if (down)
            await RefuseAsync(http, request, StatusCodes.Status502BadGateway, null, "down");
        else if (!HasKey(http))
            await RefuseAsync(http, request, StatusCodes.Status401Unauthorized, "unauthorized", "wrong key");
        else if (wrong.Length > 0)
            await RefuseAsync(http, request, StatusCodes.Status400BadRequest, wrong, wrong);
        else
        {
            var fault = script.TryDequeue(out var next) ? next : GatewayFault.None;
            Keep(request!, fault.ToString(), fault.Delivers);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, closing.Token);
            await GatewayAnswer.WriteAsync(http, fault, ended.Token);
        }
    }

    async Task HealthAsync(HttpContext http)
    {
        if (down)
            await GatewayAnswer.HtmlAsync(http, StatusCodes.Status502BadGateway);
        else if (!HasKey(http))
            await GatewayAnswer.StatusFalseAsync(http, StatusCodes.Status401Unauthorized, "unauthorized");
        else
            await http.Response.WriteAsJsonAsync(new { status = true });
    }

    async Task<IResult> ScriptAsync(HttpContext http)
    {
        try
        {
            Script(await http.Request.ReadFromJsonAsync<string[]>(json, http.RequestAborted) ?? []);
            return Results.NoContent();
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException)
        {
            return Results.Problem(fault.Message, statusCode: StatusCodes.Status400BadRequest, title: "a list of words is expected");
        }
    }

    // A proxy in front of a dead gateway answers a page of its own, not JSON: null asks for that.
    async Task RefuseAsync(HttpContext http, SendRequest? request, int status, string? message, string outcome)
    {
        Keep(request ?? new SendRequest([], ""), outcome, delivered: false);
        await (message is null ? GatewayAnswer.HtmlAsync(http, status) : GatewayAnswer.StatusFalseAsync(http, status, message));
    }

    void Keep(SendRequest request, string outcome, bool delivered)
    {
        lock (gate)
            foreach (var number in request.Numbers.DefaultIfEmpty(""))
            {
                var entry = new GatewayEntry(clock.GetUtcNow(), number, request.Content, outcome, delivered);
                log.Add(entry);
                if (logFile is not null)
                    File.AppendAllText(logFile, JsonSerializer.Serialize(entry, json) + "\n");
                if (delivered)
                    say?.Invoke($"WhatsApp to {number}: {request.Content.ReplaceLineEndings(" / ")}");
            }
    }

    bool HasKey(HttpContext http) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(http.Request.Headers["x-api-key"].ToString()), Encoding.UTF8.GetBytes(key));
}
