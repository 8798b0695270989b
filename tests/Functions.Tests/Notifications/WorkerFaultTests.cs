using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Dev;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Platform;
using Sasuai.Messages;
using Sasuai.Tests.Hosting;

namespace Sasuai.Tests.Notifications;

/// <summary>The design's faults of workers, keys, replays and clocks, F5 to F12, F14 and F15.</summary>
public sealed class WorkerFaultTests(TestServers servers)
{
    [Fact, Trait("Fault", "F5"), Trait("Fault", "F6")]
    public async Task A_program_that_is_killed_at_any_moment_loses_nothing_and_sends_nothing_twice()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        await rig.LiftCapsAsync();
        var chance = new Random(20261130);
        List<TierReached> caused = [];
        for (var each = 0; each < 150; each++)
            caused.Add(await rig.SoldAsync());
        // Every request takes a while, so that a kill also meets one that is under way.
        rig.Gateway.Script([.. Enumerable.Repeat("slow:30", 150)]);
        await using (var functions = await ProgramAsync(rig))
        {
            for (var kill = 0; kill < 4; kill++)
            {
                await Task.Delay(chance.Next(50, 700), TestContext.Current.CancellationToken);
                await functions.KillAsync();
                // A claim of the dead ends with its lease, and its key is free again.
                await rig.TimePassesAsync(TimeSpan.FromMinutes(2));
                await functions.StartAgainAsync(TestContext.Current.CancellationToken);
            }
            await Eventually.Is(async () => await EndedAsync(rig) == caused.Count, seconds: 90);
        }

        (await rig.CountAsync("notification where state = 'uncertain'")).ShouldBeLessThanOrEqualTo(4);
        await MessageInvariants.HoldAsync(rig, caused);
    }

    [Theory, Trait("Fault", "F8")]
    [InlineData("status-false:Client not found")]
    [InlineData("status-false:quota exceeded, limit reached")]
    [InlineData("unauthorized")]
    public async Task A_key_that_is_of_no_use_for_an_hour_holds_its_messages_and_goes_on_by_itself(string answer)
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        List<TierReached> caused = [];
        for (var each = 0; each < 5; each++)
            caused.Add(await rig.RecordedAsync(instance));
        rig.Gateway.Script(answer);
        await MessagesRig.PumpAsync(instance);
        rig.Gateway.Script("down");
        for (var minute = 0; minute < 60; minute++)
        {
            await rig.TimePassesAsync(TimeSpan.FromMinutes(1));
            (await MessagesRig.PumpAsync(instance)).ShouldBe(0);
        }
        rig.Gateway.Log.Count.ShouldBe(1);
        (await rig.CountAsync("notification where attempts > 0")).ShouldBe(0);
        rig.Log.Count(line => line.StartsWith("Critical", StringComparison.Ordinal)).ShouldBe(1);

        rig.Gateway.Script("up");
        await rig.TimePassesAsync(TimeSpan.FromMinutes(31));
        await MessagesRig.PumpAsync(instance);

        (await rig.CountAsync("notification where state = 'accepted'")).ShouldBe(5);
        await MessageInvariants.HoldAsync(rig, caused, resent: 1);
    }

    [Fact, Trait("Fault", "F9")]
    public async Task A_database_that_answers_but_takes_nothing_loses_no_event()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        var reached = await rig.ReachedAsync();
        await rig.OutboxAsync(reached);
        await rig.SqlAsync("do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$");

        await rig.RecordedAsync(instance, reached);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => MessagesRig.PumpAsync(instance));

        (await rig.TakeAllAsync(QueueNames.notifyWhatsAppWait30s)).ShouldHaveSingleItem().Body.ShouldBe(MessagesRig.Text(reached));
        await rig.SqlAsync("set transaction_read_only = off; do $$ begin execute format('alter database %I reset default_transaction_read_only', current_database()); end $$");
        // The copy that rested comes back, and so does the event that the relay finds.
        await rig.RecordedAsync(rig.Instance(), reached);
        await using var whole = await WholeProgram.StartAsync(rig);
        await Eventually.Is(async () => await rig.CountAsync("notification where state = 'accepted'") == 1 && await rig.CountAsync("outbox where published_at is null") == 0, seconds: 30);
        await MessageInvariants.HoldAsync(rig, [reached]);
    }

    [Fact, Trait("Fault", "F10")]
    public async Task Events_that_come_three_times_in_any_order_and_again_after_20_days_are_told_once()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        List<TierReached> caused = [];
        for (var each = 0; each < 20; each++)
            caused.Add(await rig.ReachedAsync());
        var deliveries = Enumerable.Repeat(caused, 3).SelectMany(all => all).ToArray();
        new Random(20261130).Shuffle(deliveries);
        var record = ActivatorUtilities.CreateInstance<RecordNotification>(instance);

        await Task.WhenAll(deliveries.Select(one => record.OnMessage(MessagesRig.Text(one), TestContext.Current.CancellationToken)));
        await MessagesRig.PumpAsync(instance);
        await rig.TimePassesAsync(TimeSpan.FromDays(20));
        foreach (var one in caused)
            await record.OnMessage(MessagesRig.Text(one), TestContext.Current.CancellationToken);
        await MessagesRig.PumpAsync(instance);

        rig.Gateway.Log.Count.ShouldBe(20);
        await MessageInvariants.HoldAsync(rig, caused);
    }

    [Fact, Trait("Fault", "F11")]
    public async Task Four_instances_whose_clocks_are_minutes_apart_keep_one_gap_and_send_each_message_once()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        await rig.SqlAsync("update sender_key set gap_ms = 60");
        var instances = new[] { -5, -2, 2, 5 }.Select(minutes => rig.Instance(new WrongClock(TimeSpan.FromMinutes(minutes)))).ToArray();
        List<TierReached> caused = [];
        for (var each = 0; each < 24; each++)
            caused.Add(await rig.RecordedAsync(instances[each % 4]));

        var since = Stopwatch.GetTimestamp();
        while (await rig.CountAsync("notification where state = 'accepted'") < caused.Count && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60))
            await Task.WhenAll(instances.Select(MessagesRig.PumpAsync));

        (await rig.ValueAsync<double>("""
            select min(extract(epoch from started_at - before)) * 1000 from (select started_at, lag(started_at) over (order by started_at) as before from delivery_attempt) a
            """)).ShouldBeGreaterThanOrEqualTo(59);
        await MessageInvariants.HoldAsync(rig, caused);
    }

    [Fact, Trait("Fault", "F14")]
    public async Task Names_of_any_script_reach_the_gateway_and_poison_beside_them_holds_up_none()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        var record = ActivatorUtilities.CreateInstance<RecordNotification>(instance);
        string[] names = ["Siti 👩‍🍳🎉", "محمد الأمين", "زيد\u200f\u200e", "Bu\u200bdi\u200d", "*Tebal* _Miring_ `kode`", "Ana\r\nBaris", "名前", new('A', 200)];
        List<TierReached> caused = [];
        foreach (var name in names)
        {
            caused.Add(await rig.ReachedAsync(name: name));
            await record.OnMessage(MessagesRig.Text(caused[^1]), TestContext.Current.CancellationToken);
            await record.OnMessage(new string('x', 1 << 20), TestContext.Current.CancellationToken);
            await record.OnMessage("""{"eventId":"0199a000-0000-7000-8000-000000000009","version":99}""", TestContext.Current.CancellationToken);
        }
        await MessagesRig.PumpAsync(instance);

        rig.Gateway.Delivered.Count.ShouldBe(names.Length);
        rig.Gateway.Delivered.ShouldContain(entry => entry.Content.Contains("🍳🎉", StringComparison.Ordinal));
        rig.Gateway.Delivered.ShouldContain(entry => entry.Content.Contains("Tebal Miring kode", StringComparison.Ordinal));
        rig.Gateway.Delivered.ShouldAllBe(entry => entry.Content.Length <= 1_024);
        (await rig.TakeAllAsync(QueueNames.notifyWhatsAppParked)).Count.ShouldBe(names.Length * 2);
        await MessageInvariants.HoldAsync(rig, caused);
    }

    [Fact, Trait("Fault", "F15")]
    public async Task While_a_hundred_sales_a_second_are_told_memory_and_connections_stay_bounded()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        await rig.LiftCapsAsync();
        List<TierReached> caused = [];
        await using var functions = await ProgramAsync(rig);
        List<long> memory = [];
        for (var second = 0; second < 15; second++)
        {
            var until = Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            for (var each = 0; each < 100; each++)
                caused.Add(await rig.SoldAsync());
            (await rig.CountAsync("pg_stat_activity where datname = current_database()")).ShouldBeLessThan(30);
            memory.Add(Process.GetProcessById(functions.ProcessId!.Value).WorkingSet64 >> 20);
            await until;
        }
        await Eventually.Is(async () => await EndedAsync(rig) == caused.Count, seconds: 90);
        memory.Add(Process.GetProcessById(functions.ProcessId!.Value).WorkingSet64 >> 20);

        Console.WriteLine($"Megabytes each second: {string.Join(' ', memory)}");
        memory[^1].ShouldBeLessThan((2 * memory[4]) + 50);
        await MessageInvariants.HoldAsync(rig, caused);
    }

    [Fact]
    public void Every_fault_of_the_design_has_a_test() =>
        typeof(WorkerFaultTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributes(inherit: false).OfType<TraitAttribute>())
            .Where(trait => trait.Name == "Fault").Select(trait => trait.Value).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, 15).Select(number => $"F{number}").Order(StringComparer.Ordinal));

    async Task<FunctionsProcess> ProgramAsync(MessagesRig rig) =>
        await FunctionsProcess.StartAsync(new FunctionsSettings(rig.Settings()["Postgres"]!, rig.Rabbit, await servers.NewStorageAsync(), rig.Gateway.Address)
        {
            BlastifyKey = MessagesRig.Key, More = new(rig.Settings(("MessageLoops", "true")).Where(each => each.Key is not "AzureWebJobsStorage").ToDictionary(each => each.Key, each => each.Value)),
        }, cancellation: TestContext.Current.CancellationToken);

    static Task<long> EndedAsync(MessagesRig rig) => rig.CountAsync("notification where state in ('accepted', 'uncertain')");

    sealed class WrongClock(TimeSpan off) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + off;
    }
}
