using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;

namespace Sasuai.Functions.Platform;

/// <summary>
/// Spans and measures under the name "Sasuai", exported by OTLP where the usual OTEL_EXPORTER_OTLP_ENDPOINT names a collector, and nowhere otherwise. A trace's id
/// is the id of the sale that caused it all, or of the event where no sale did: who knows the sale finds its whole way, through every process, without being handed anything on.
/// </summary>
static class Telemetry
{
    public const string name = "Sasuai";
    public const string endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    static readonly ActivitySource steps = new(name);

    public static Meter Meter { get; } = new(name);

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (!string.IsNullOrEmpty(configuration[endpoint]))
            services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(name)).WithMetrics(metrics => metrics.AddMeter(name)).UseOtlpExporter();
        return services;
    }

    /// <summary>A step that begins now; null, and free of cost, where nobody listens.</summary>
    public static Activity? Begin(string step, Guid cause) => steps.HasListeners() ? steps.StartActivity(step, ActivityKind.Internal, Root(cause)) : null;

    /// <summary>A step that began at <paramref name="since"/> and has ended.</summary>
    public static void Ended(string step, Guid cause, DateTimeOffset since)
    {
        if (steps.HasListeners()) Ended(step, Root(cause), since);
    }

    /// <param name="traceParent">As <see cref="TraceParent"/> made it; anything else is no step.</param>
    public static void Ended(string step, string? traceParent, DateTimeOffset since)
    {
        if (steps.HasListeners() && ActivityContext.TryParse(traceParent, null, isRemote: true, out var root)) Ended(step, root, since);
    }

    /// <summary>The W3C header value that carries the cause's trace.</summary>
    public static string TraceParent(Guid cause) => Root(cause) is var root ? $"00-{root.TraceId}-{root.SpanId}-01" : "";

    static void Ended(string step, ActivityContext root, DateTimeOffset since)
    {
        using var activity = steps.StartActivity(step, ActivityKind.Internal, root, startTime: since);
    }

    // The span that all steps hang from is nobody's: any of them may come first, or alone.
    static ActivityContext Root(Guid cause)
    {
        var id = cause.ToString("n");
        return new(ActivityTraceId.CreateFromString(id), ActivitySpanId.CreateFromString(id.AsSpan(16)), ActivityTraceFlags.Recorded, isRemote: true);
    }
}
