using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sasuai.Dev;

namespace Sasuai.Tests;

/// <summary>A collector of telemetry as an operator would run: OTLP over HTTP with protobuf. It keeps each span's trace and name, and the names of measures.</summary>
sealed class OtlpCollector : IAsyncDisposable
{
    readonly WebApplication server;
    readonly ConcurrentQueue<byte[]> measures = [];

    OtlpCollector(WebApplication server, string address) => (this.server, Address) = (server, address);

    public string Address { get; }

    public ConcurrentQueue<(string TraceId, string Name)> Spans { get; } = [];

    /// <summary>The settings that send a program's telemetry here, soon.</summary>
    public Dictionary<string, string?> Settings => new(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_BSP_SCHEDULE_DELAY"] = "200", ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var collector = new OtlpCollector(builder.Build(), $"http://127.0.0.1:{FreePort.Next()}");
        collector.server.Urls.Add(collector.Address);
        collector.server.MapPost("/v1/traces", async (HttpContext http) => collector.KeepSpans(await BodyAsync(http)));
        collector.server.MapPost("/v1/metrics", async (HttpContext http) => collector.measures.Enqueue(await BodyAsync(http)));
        await collector.server.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public bool HasMeasure(string name) => measures.Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) >= 0);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    static async Task<byte[]> BodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }

    // resource_spans 1, scope_spans 2, spans 2; of a span: trace_id 1, name 5.
    void KeepSpans(byte[] body)
    {
        foreach (var resource in Fields(body, 1))
            foreach (var scope in Fields(resource, 2))
                foreach (var span in Fields(scope, 2))
                    Spans.Enqueue((Convert.ToHexStringLower(Fields(span, 1).Single().Span), Encoding.UTF8.GetString(Fields(span, 5).Single().Span)));
    }

    /// <summary>The length-delimited fields of that number.</summary>
    static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        List<ReadOnlyMemory<byte>> found = [];
        while (message.Length > 0)
        {
            var tag = Varint(ref message);
            var skip = (tag & 7) switch { 0 => 0, 1 => 8, 2 => -1, 5 => 4, var other => throw new FormatException($"Wire type {other}.") };
            if (skip == 0) Varint(ref message);
            var length = skip < 0 ? (int)Varint(ref message) : skip;
            if (skip < 0 && tag >> 3 == (ulong)number) found.Add(message[..length]);
            message = message[length..];
        }
        return found;
    }

    static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        ulong value = 0;
        for (var place = 0; ; place++)
        {
            var part = message.Span[place];
            value |= (ulong)(part & 0x7f) << (7 * place);
            if (part < 0x80)
            {
                message = message[(place + 1)..];
                return value;
            }
        }
    }
}
