using System.Collections.Concurrent;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Sasuai.Dev;

namespace Sasuai.Tests.Hosting;

public sealed class RabbitTriggerTests(TestServers servers)
{
    [Fact]
    public async Task A_message_reaches_the_function_as_text_or_record_and_success_acknowledges_it()
    {
        var address = await servers.NewVirtualHostAsync();
        await using var broker = await Broker.OpenAsync(address);
        var seen = new Seen();
        await using var host = await StartAsync([typeof(Take), typeof(TakeRecord)], seen, address);

        await broker.PublishAsync("take", "halo ☕");
        await broker.PublishAsync("record", """{"member":"Ani"}""");

        await Eventually.Is(() => seen.Texts.Order(StringComparer.Ordinal).SequenceEqual(["Ani", "halo ☕"]));
        await host.StopAsync();
        (await broker.CountAsync("take")).ShouldBe(0u);
        (await broker.CountAsync("record")).ShouldBe(0u);
    }

    [Fact]
    public async Task A_failure_is_republished_at_once_and_the_fifth_is_rejected_to_the_dead_letter_queue()
    {
        var address = await servers.NewVirtualHostAsync();
        await using var broker = await Broker.OpenAsync(address);
        var seen = new Seen();
        await using var host = await StartAsync([typeof(Fail)], seen, address);

        await broker.PublishAsync("fail", "bad");

        await Eventually.Is(async () => await broker.CountAsync("parked") == 1);
        seen.Texts.ShouldBe(["bad", "bad", "bad", "bad", "bad"]);
        var parked = (await broker.GetAsync("parked"))!;
        Encoding.UTF8.GetString(parked.Body.Span).ShouldBe("bad");
        parked.BasicProperties.Headers!["x-ms-rabbitmq-requeuecount"].ShouldBe(4);
        parked.BasicProperties.MessageId.ShouldBe("bad");
    }

    [Fact]
    public async Task Messages_that_wait_are_taken_at_once_and_none_waits_for_another_to_end()
    {
        var address = await servers.NewVirtualHostAsync();
        await using var broker = await Broker.OpenAsync(address);
        var seen = new Seen();
        await using var host = await StartAsync([typeof(TakeTogether)], seen, address);

        // The first of them ends only when the last of them has come.
        for (var each = 0; each < TakeTogether.many; each++)
            await broker.PublishAsync("take", $"{each}");

        await Eventually.Is(() => seen.Texts.Count == TakeTogether.many);
    }

    [Fact]
    public async Task A_queue_that_is_not_there_yet_is_waited_for()
    {
        var address = await servers.NewVirtualHostAsync();
        var seen = new Seen();
        await using var host = await StartAsync([typeof(Take)], seen, address);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);

        await using var broker = await Broker.OpenAsync(address);
        await broker.PublishAsync("take", "patience");

        await Eventually.Is(() => seen.Texts.SingleOrDefault() == "patience");
    }

    [Fact]
    public async Task A_broker_that_is_killed_and_comes_back_is_listened_to_again_and_nothing_is_lost()
    {
        await using var server = await RabbitServer.StartAsync(TestContext.Current.CancellationToken);
        var seen = new Seen();
        await using (var before = await Broker.OpenAsync(server.Uri))
            await before.PublishAsync("take", "before");
        await using var host = await StartAsync([typeof(Take)], seen, server.Uri);
        await Eventually.Is(() => seen.Texts.Contains("before"));

        await server.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await server.StartAgainAsync(TestContext.Current.CancellationToken);
        await using var after = await Broker.OpenAsync(server.Uri);
        await after.PublishAsync("take", "after");

        await Eventually.Is(() => seen.Texts.Contains("after"), seconds: 30);
    }

    [Fact]
    public async Task A_host_starts_while_the_broker_is_away_and_stops_without_waiting_for_it()
    {
        var seen = new Seen();
        await using var host = await StartAsync([typeof(Take)], seen, $"amqp://guest:guest@127.0.0.1:{FreePort.Next()}/");

        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        seen.Texts.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_that_is_wrong_stops_the_start_without_telling_its_password()
    {
        var wrong = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync([typeof(Take)], new Seen(), "rabbit:secret@host"));

        wrong.Message.ShouldContain("The setting RabbitMq must be an address");
        wrong.ToString().ShouldNotContain("secret");
    }

    static Task<HostUnderTest> StartAsync(Type[] functions, Seen seen, string address) =>
        HostUnderTest.StartAsync(functions, builder => builder.Services.AddSingleton(seen), $"--RabbitMq={address}");

    public sealed class Seen
    {
        public ConcurrentQueue<string> Texts { get; } = new();
    }

    public sealed class Take(Seen seen)
    {
        [Function("TakeFromRabbit")]
        public void Run([RabbitMQTrigger("take", ConnectionStringSetting = "RabbitMq")] string message) => seen.Texts.Enqueue(message);
    }

    public sealed class TakeTogether(Seen seen)
    {
        public const int many = 40;

        static readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        static int came;

        [Function("TakeTogetherFromRabbit")]
        public async Task Run([RabbitMQTrigger("take", ConnectionStringSetting = "RabbitMq")] string message)
        {
            if (Interlocked.Increment(ref came) == many)
                all.SetResult();
            await all.Task;
            seen.Texts.Enqueue(message);
        }
    }

    public sealed record Reached(string Member);

    public sealed class TakeRecord(Seen seen)
    {
        [Function("TakeRecordFromRabbit")]
        public void Run([RabbitMQTrigger("record", ConnectionStringSetting = "RabbitMq")] Reached message) => seen.Texts.Enqueue(message.Member);
    }

    public sealed class Fail(Seen seen)
    {
        [Function("FailFromRabbit")]
        public Task Run([RabbitMQTrigger("fail", ConnectionStringSetting = "RabbitMq")] string message)
        {
            seen.Texts.Enqueue(message);
            throw new InvalidOperationException("always");
        }
    }
}
