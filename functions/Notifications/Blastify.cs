using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Polly;
using Polly.Retry;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// The WhatsApp gateway Blastify. One recipient for each call, because a part of a list that succeeded could not be told from the rest; each
/// call has a connection of its own, so that nothing below us can send a request twice on a connection that turned out to be closed.
/// </summary>
public sealed partial class Blastify : IDisposable
{
    const int excerptMax = 1024;
    const int answerMax = 64 * 1024;
    const int tries = 2;

    static readonly TimeSpan connectTimeout = TimeSpan.FromSeconds(5);
    static readonly TimeSpan probeTimeout = TimeSpan.FromSeconds(10);
    static readonly TimeSpan secondTryAfter = TimeSpan.FromMilliseconds(300);

    readonly HttpClient http;
    readonly MessageSettings settings;
    readonly TimeProvider clock;
    readonly ResiliencePipeline<WhatsAppOutcome> secondTry;

    public Blastify(MessageSettings settings, TimeProvider clock)
    {
        this.settings = settings;
        this.clock = clock;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = connectTimeout,
            PooledConnectionLifetime = TimeSpan.Zero, AutomaticDecompression = DecompressionMethods.All,
        };
        http = new HttpClient(handler) { BaseAddress = new Uri(settings.BlastifyUrl.ToString().TrimEnd('/') + '/'), Timeout = Timeout.InfiniteTimeSpan };
        secondTry = new ResiliencePipelineBuilder<WhatsAppOutcome> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<WhatsAppOutcome>
            {
                // Only where no byte of the message can have left: any answer at all is an answer.
                ShouldHandle = new PredicateBuilder<WhatsAppOutcome>().HandleResult(outcome => outcome is WhatsAppOutcome.NotSent { HttpStatus: null }),
                MaxRetryAttempts = tries - 1, Delay = secondTryAfter, UseJitter = true,
            })
            .Build();
    }

    /// <summary>Sends one message; every breakdown is an outcome, and only a stop of the program throws.</summary>
    public async Task<WhatsAppOutcome> SendAsync(PhoneNumber to, string text, string key, CancellationToken cancellation) =>
        await secondTry.ExecuteAsync(async stop => await OnceAsync(to, text, key, stop), cancellation);

    /// <summary>Whether the gateway answers and knows the key; never sends anything.</summary>
    public async Task<bool> ProbeAsync(string key, CancellationToken cancellation)
    {
        using var limit = Limit(probeTimeout, cancellation);
        using var ask = new HttpRequestMessage(HttpMethod.Get, "health");
        try
        {
            ask.Headers.Add("x-api-key", key);
            using var answer = await http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or FormatException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    async Task<WhatsAppOutcome> OnceAsync(PhoneNumber to, string text, string key, CancellationToken cancellation)
    {
        using var limit = Limit(settings.SendTimeout, cancellation);
        using var content = new WatchedContent(JsonSerializer.SerializeToUtf8Bytes(new { numbers = new[] { to.Digits }, content = text }));
        using var request = new HttpRequestMessage(HttpMethod.Post, "api-keys/send-messages") { Content = content };
        int? status = null;
        try
        {
            request.Headers.Add("x-api-key", key);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            status = (int)answer.StatusCode;
            var body = await BodyAsync(answer, limit.Token);
            return BlastifyAnswer.Read((int)status, RetryAfter(answer), body, Redacted(body, key));
        }
        catch (FormatException)
        {
            // A key with a line break or the like; the header would not take it, and its text must not be repeated.
            return new WhatsAppOutcome.KeyFault(null, null, "key-unreadable");
        }
        catch (HttpRequestException fault)
        {
            return Broken(content, status, status is not null ? "answer-cut" : fault.HttpRequestError == HttpRequestError.Unknown ? "connection-lost" : fault.HttpRequestError.ToString());
        }
        catch (IOException)
        {
            return Broken(content, status, "answer-cut");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested || content.Begun)
        {
            // Also when the program stops: what has left cannot be called back, and the row must say so.
            return Broken(content, status, "timeout");
        }
    }

    static WhatsAppOutcome Broken(WatchedContent content, int? status, string cause) =>
        content.Begun ? new WhatsAppOutcome.Unknown(status, null, cause) : new WhatsAppOutcome.NotSent(status, null, cause);

    static async Task<string> BodyAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[answerMax];
        var length = await stream.ReadAtLeastAsync(buffer, answerMax, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    static string Redacted(string body, string key)
    {
        var text = LongNumber().Replace(key.Length > 0 ? body.Replace(key, "…", StringComparison.Ordinal) : body, "…");
        return text.Replace('\0', ' ') is var clean && clean.Length > excerptMax ? clean[..excerptMax] : clean;
    }

    static CancellationTokenSource Limit(TimeSpan limit, CancellationToken cancellation)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        source.CancelAfter(limit);
        return source;
    }

    [GeneratedRegex(@"\d(?:[\s.-]?\d){6,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LongNumber();

    /// <summary>A body that knows whether it began to leave: before that moment nothing can have reached the gateway.</summary>
    sealed class WatchedContent : HttpContent
    {
        readonly byte[] body;

        public WatchedContent(byte[] body)
        {
            this.body = body;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        public bool Begun { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            Begun = true;
            await stream.WriteAsync(body);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
