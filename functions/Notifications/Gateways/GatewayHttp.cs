using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Polly;
using Polly.Retry;

namespace Sasuai.Functions.Notifications.Gateways;

/// <summary>What a gateway answered.</summary>
/// <param name="RetryAfter">The header's value as a wait, if there was one.</param>
/// <param name="Excerpt">What is kept of the body for people: at most 1 KiB, without long numbers and without the key.</param>
public sealed record GatewayAnswer(int Status, TimeSpan? RetryAfter, string Body, string? Excerpt);

/// <summary>
/// The wire to a gateway. Each call has a connection of its own, so that nothing below us can send a request twice on a connection that
/// turned out to be closed; and it is known whether a byte of the message has left.
/// </summary>
sealed partial class GatewayHttp : IDisposable
{
    const int excerptMax = 1024;
    const int answerMax = 64 * 1024;
    const int tries = 2;

    static readonly TimeSpan connectTimeout = TimeSpan.FromSeconds(5);
    static readonly TimeSpan probeTimeout = TimeSpan.FromSeconds(10);
    static readonly TimeSpan secondTryAfter = TimeSpan.FromMilliseconds(300);

    readonly HttpClient http;
    readonly TimeSpan sendTimeout;
    readonly TimeProvider clock;
    readonly ResiliencePipeline<WhatsAppOutcome> secondTry;

    public GatewayHttp(Uri address, TimeSpan sendTimeout, TimeProvider clock)
    {
        (this.sendTimeout, this.clock) = (sendTimeout, clock);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = connectTimeout,
            PooledConnectionLifetime = TimeSpan.Zero, AutomaticDecompression = DecompressionMethods.All,
        };
        http = new HttpClient(handler) { BaseAddress = new Uri(address.ToString().TrimEnd('/') + '/'), Timeout = Timeout.InfiniteTimeSpan };
        secondTry = new ResiliencePipelineBuilder<WhatsAppOutcome> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<WhatsAppOutcome>
            {
                // Only where no byte of the message can have left: any answer at all is an answer.
                ShouldHandle = new PredicateBuilder<WhatsAppOutcome>().HandleResult(outcome => outcome is WhatsAppOutcome.NotSent { HttpStatus: null }),
                MaxRetryAttempts = tries - 1, Delay = secondTryAfter, UseJitter = true,
            })
            .Build();
    }

    /// <summary>Posts once, and once more only when nothing had left.</summary>
    /// <param name="secret">Is never repeated in what is kept.</param>
    public async Task<WhatsAppOutcome> PostAsync(
        string path, string contentType, byte[] body, (string Name, string Value) header, string secret, Func<GatewayAnswer, WhatsAppOutcome> read, CancellationToken cancellation) =>
        await secondTry.ExecuteAsync(async stop => await OnceAsync(path, contentType, body, header, secret, read, stop), cancellation);

    /// <summary>The body of a 2xx answer; null for everything else.</summary>
    public async Task<string?> AskAsync(HttpMethod method, string path, (string Name, string Value) header, CancellationToken cancellation)
    {
        using var limit = Limit(probeTimeout, cancellation);
        using var ask = new HttpRequestMessage(method, path);
        try
        {
            Put(ask, header);
            using var answer = await http.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.IsSuccessStatusCode ? await BodyAsync(answer, limit.Token) : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException or FormatException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    async Task<WhatsAppOutcome> OnceAsync(
        string path, string contentType, byte[] body, (string Name, string Value) header, string secret, Func<GatewayAnswer, WhatsAppOutcome> read, CancellationToken cancellation)
    {
        using var limit = Limit(sendTimeout, cancellation);
        using var content = new WatchedContent(body, contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        int? status = null;
        try
        {
            Put(request, header);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            status = (int)answer.StatusCode;
            var text = await BodyAsync(answer, limit.Token);
            return read(new((int)status, RetryAfter(answer), text, Redacted(text, secret)));
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

    // A key may hold what no standard allows in this header, but nothing that could end it.
    static void Put(HttpRequestMessage request, (string Name, string Value) header)
    {
        if (header.Value.Any(letter => letter is < ' ' or > '~')) throw new FormatException("A header holds printable ASCII only.");
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
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

    static string Redacted(string body, string secret)
    {
        var text = LongNumber().Replace(secret.Length > 0 ? body.Replace(secret, "…", StringComparison.Ordinal) : body, "…");
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

        public WatchedContent(byte[] body, string contentType)
        {
            this.body = body;
            Headers.ContentType = new MediaTypeHeaderValue(contentType);
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
