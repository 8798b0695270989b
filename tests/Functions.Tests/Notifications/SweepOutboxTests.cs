using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Functions.Notifications;

namespace Sasuai.Tests.Notifications;

/// <summary>What the sweep does with events that the broker confirmed, and what it tells the operator's collector.</summary>
public sealed class SweepOutboxTests(TestServers servers)
{
    [Fact]
    public async Task An_event_that_no_worker_records_is_published_again_later_each_time_and_ten_times_at_the_most()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        await rig.SoldAsync();
        for (var time = 0; time < 12; time++)
        {
            await RelayAsync(instance);
            (await rig.CountAsync("outbox where published_at is null")).ShouldBe(0);
            await rig.TimePassesAsync(TimeSpan.FromMinutes(15.1) * (1 << time));
            await SweepAsync(instance);
        }

        (await rig.ValueAsync<int>("select republished from outbox where published_at is not null")).ShouldBe(10);
    }

    [Fact]
    public async Task Before_its_time_nothing_is_published_again_and_the_second_wait_is_twice_the_first()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        await rig.SoldAsync();
        await RelayAsync(instance);

        (await AgainAfterAsync(14)).ShouldBeFalse();
        (await AgainAfterAsync(1.1)).ShouldBeTrue();
        await RelayAsync(instance);
        (await AgainAfterAsync(29)).ShouldBeFalse();
        (await AgainAfterAsync(1.1)).ShouldBeTrue();

        async Task<bool> AgainAfterAsync(double minutes)
        {
            await rig.TimePassesAsync(TimeSpan.FromMinutes(minutes));
            await SweepAsync(instance);
            return await rig.CountAsync("outbox where published_at is null") == 1;
        }
    }

    [Fact]
    public async Task The_operator_is_told_of_what_waits_what_is_open_and_which_keys_are_closed()
    {
        // Other tests of this program measure too; these figures are nobody else's.
        const int waiting = 37, open = 23;
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        for (var each = 0; each < waiting; each++)
            await rig.SoldAsync();
        await rig.SqlAsync("update outbox set created_at = now() - interval '4321 seconds'");
        for (var each = 0; each < open; each++)
            await rig.RecordedAsync(instance);
        await rig.SqlAsync("update notification set state = 'parked', next_attempt_at = null; update sender_key set paused_by = 'test'");
        using var heard = new Measures();

        await SweepAsync(instance);

        heard.Of("sasuai.outbox.waiting").ShouldContain((waiting, ""));
        heard.Of("sasuai.outbox.oldest").ShouldContain(one => one.Value >= 4_321 && one.Value < 4_400);
        heard.Of("sasuai.messages.open").ShouldContain((open, "parked"));
        heard.Of("sasuai.messages.open").ShouldContain((0, "uncertain"));
        heard.Of("sasuai.keys.closed").ShouldContain((1, ""));
    }

    static Task<int> RelayAsync(IServiceProvider instance) => instance.GetRequiredService<OutboxRelay>().RunAsync(TestContext.Current.CancellationToken);

    static Task SweepAsync(IServiceProvider instance) => ActivatorUtilities.CreateInstance<SweepOutbox>(instance).Run(new TimerInfo(), TestContext.Current.CancellationToken);

    /// <summary>What the program's meter says while this listens, with the value of its only label.</summary>
    sealed class Measures : IDisposable
    {
        readonly ConcurrentQueue<(string Name, double Value, string Label)> heard = [];
        readonly MeterListener listener = new();

        public Measures()
        {
            listener.InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == "Sasuai") listening.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => heard.Enqueue((instrument.Name, value, Label(labels))));
            listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => heard.Enqueue((instrument.Name, value, Label(labels))));
            listener.Start();
        }

        public IReadOnlyList<(double Value, string Label)> Of(string name) => [.. heard.Where(one => one.Name == name).Select(one => (one.Value, one.Label))];

        public void Dispose() => listener.Dispose();

        static string Label(ReadOnlySpan<KeyValuePair<string, object?>> labels) => labels.Length > 0 ? labels[0].Value?.ToString() ?? "" : "";
    }
}
