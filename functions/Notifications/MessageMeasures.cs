using System.Diagnostics.Metrics;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>The figures that an operator's alarms hang on (README, "The life of a message"). No number, name or text is ever a label.</summary>
static class MessageMeasures
{
    static readonly Counter<long> published = Telemetry.Meter.CreateCounter<long>("sasuai.outbox.published", "{event}", "Events that the broker confirmed.");
    static readonly Counter<long> unpublished = Telemetry.Meter.CreateCounter<long>("sasuai.outbox.unpublished", "{event}", "Events that the broker sent back or did not confirm.");
    static readonly Counter<long> again = Telemetry.Meter.CreateCounter<long>("sasuai.outbox.republished", "{event}", "Events that the broker confirmed and no worker recorded.");
    static readonly Counter<long> duplicates = Telemetry.Meter.CreateCounter<long>("sasuai.inbox.duplicates", "{event}", "Events that were here before.");
    static readonly Counter<long> attempts = Telemetry.Meter.CreateCounter<long>("sasuai.messages.attempts", "{attempt}", "Requests to a gateway, by outcome.");
    static readonly Counter<long> late = Telemetry.Meter.CreateCounter<long>("sasuai.messages.late_results", "{attempt}", "Results that came after the claim had passed on.");
    static readonly Histogram<double> wait = Telemetry.Meter.CreateHistogram<double>("sasuai.messages.wait", "s", "From the recording of a message to the gateway's acceptance.");
    static readonly Gauge<long> waiting = Telemetry.Meter.CreateGauge<long>("sasuai.outbox.waiting", "{event}", "Events that are not published.");
    static readonly Gauge<double> oldest = Telemetry.Meter.CreateGauge<double>("sasuai.outbox.oldest", "s", "Age of the oldest event that is not published.");
    static readonly Gauge<long> open = Telemetry.Meter.CreateGauge<long>("sasuai.messages.open", "{message}", "Messages that have not ended, by state.");
    static readonly Gauge<long> closed = Telemetry.Meter.CreateGauge<long>("sasuai.keys.closed", "{key}", "Keys whose breaker is open or that are paused.");

    public static void Published(int confirmed, int not)
    {
        published.Add(confirmed);
        if (not > 0) unpublished.Add(not);
    }

    public static void PublishedAgain(int events) => again.Add(events);

    public static void Duplicate() => duplicates.Add(1);

    /// <param name="outcome">A class of the port, such as Accepted.</param>
    public static void Attempted(string outcome, string template, TimeSpan waited)
    {
        attempts.Add(1, new("outcome", outcome), new("template", template));
        if (outcome == nameof(Gateways.WhatsAppOutcome.Accepted)) wait.Record(waited.TotalSeconds, new KeyValuePair<string, object?>("template", template));
    }

    public static void Late() => late.Add(1);

    /// <summary>What only the database knows; cheap enough to be asked at each sweep, and not asked where nobody listens.</summary>
    public static async Task ReadAsync(Work work)
    {
        if (!waiting.Enabled) return;
        var outbox = await work.Single<Waiting>(readOutbox);
        waiting.Record(outbox.Events);
        oldest.Record(outbox.Seconds);
        foreach (var one in await work.Query<Open>(readOpen))
            open.Record(one.Messages, new KeyValuePair<string, object?>("state", one.State));
        closed.Record(await work.Single<long>(readClosed));
    }

    sealed record Waiting(long Events, double Seconds);

    sealed record Open(string State, long Messages);

    const string readOutbox = "select count(*) as events, coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as seconds from outbox where published_at is null";

    // Each state by itself, because each has its own small index while millions of messages have ended; also those of which there is none now, because a gauge
    // that is not told keeps its last value.
    const string readOpen = """
        select 'pending' as state, count(*) as messages from notification where state = 'pending'
        union all select 'retry', count(*) from notification where state = 'retry'
        union all select 'sending', count(*) from notification where state = 'sending'
        union all select 'held', count(*) from notification where state = 'held'
        union all select 'uncertain', count(*) from notification where state = 'uncertain'
        union all select 'parked', count(*) from notification where state = 'parked'
        """;

    const string readClosed = "select count(*) from sender_key where breaker <> 'closed' or paused_by is not null";
}
