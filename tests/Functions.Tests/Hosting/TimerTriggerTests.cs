using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Sasuai.Tests.Hosting;

public sealed class TimerTriggerTests(TestServers servers)
{
    [Fact]
    public async Task Of_two_instances_only_one_runs_the_timer_and_the_other_takes_over_when_it_goes()
    {
        var postgres = await servers.NewDatabaseAsync();
        var runs = new Runs();
        await using var first = await StartAsync(runs, "first", postgres);
        await Eventually.Is(() => !runs.Of("first").IsEmpty);
        await using var second = await StartAsync(runs, "second", postgres);

        await Eventually.Is(() => runs.Of("first").Count >= 4);
        runs.Of("second").ShouldBeEmpty();
        await first.DisposeAsync();

        await Eventually.Is(() => runs.Of("second").Count >= 2);
        // Every second had one run, whichever instance it was.
        runs.All.Distinct().Count().ShouldBe(runs.All.Count);
    }

    [Fact]
    public async Task A_timer_may_run_at_the_start_and_a_fault_does_not_stop_it()
    {
        var runs = new Runs();
        await using var host = await HostUnderTest.StartAsync(
            [typeof(AtStart)], builder => builder.Services.AddSingleton(runs), $"--Postgres={await servers.NewDatabaseAsync()}", "--EverySecond=* * * * * *");

        await Eventually.Is(() => runs.Of("start").Count >= 3);
    }

    [Fact]
    public async Task A_schedule_that_is_not_six_fields_or_a_setting_that_is_missing_stops_the_start_with_a_sentence()
    {
        var five = await Should.ThrowAsync<InvalidOperationException>(
            () => HostUnderTest.StartAsync([typeof(EverySecond)], configure: null, "--Postgres=Host=nowhere", "--EverySecond=* * * * *"));
        five.Message.ShouldBe("The schedule '* * * * *' of the function EverySecond is not six cron fields, seconds first.");
        var missing = await Should.ThrowAsync<InvalidOperationException>(
            () => HostUnderTest.StartAsync([typeof(EverySecond)], configure: null, "--Postgres=Host=nowhere"));
        missing.Message.ShouldBe("The setting EverySecond is missing; the function EverySecond needs it.");
    }

    static Task<HostUnderTest> StartAsync(Runs runs, string instance, string postgres) =>
        HostUnderTest.StartAsync(
            [typeof(EverySecond)],
            builder => builder.Services.AddSingleton(runs).AddSingleton(new Instance(instance)),
            $"--Postgres={postgres}", "--EverySecond=*/1 * * * * *");

    public sealed record Instance(string Name);

    public sealed class Runs
    {
        readonly ConcurrentQueue<(string Instance, long Second)> all = new();

        public IReadOnlyList<long> All => [.. all.Select(run => run.Second)];

        public ConcurrentQueue<long> Of(string instance) => new(all.Where(run => run.Instance == instance).Select(run => run.Second));

        public void Add(string instance, long second) => all.Enqueue((instance, second));
    }

    public sealed class EverySecond(Runs runs, Instance instance)
    {
        [Function("EverySecond")]
        public void Run([TimerTrigger("%EverySecond%")] TimerInfo timer) =>
            runs.Add(instance.Name, timer.ScheduleStatus!.Next.Ticks / TimeSpan.TicksPerSecond);
    }

    public sealed class AtStart(Runs runs)
    {
        [Function("AtStart")]
        public void Run([TimerTrigger("%EverySecond%", RunOnStartup = true)] TimerInfo timer)
        {
            runs.Add("start", timer.ScheduleStatus!.Next.Ticks / TimeSpan.TicksPerSecond);
            throw new InvalidOperationException("every time");
        }
    }
}
