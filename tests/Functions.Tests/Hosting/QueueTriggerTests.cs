using System.Collections.Concurrent;
using System.Text;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Dev;

namespace Sasuai.Tests.Hosting;

public sealed class QueueTriggerTests(TestServers servers) : IDisposable
{
    readonly TempFolder folder = TempFolder.Create("host");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_message_in_base64_reaches_the_function_as_text_and_is_deleted()
    {
        var (host, queue, seen) = await StartAsync([typeof(Take)], "take-text");
        await using var _ = host;

        await queue.SendMessageAsync(Base64("halo kopi ☕"), TestContext.Current.CancellationToken);

        await Eventually.Is(() => seen.Texts.SingleOrDefault() == "halo kopi ☕");
        await Eventually.Is(async () => await CountOf(queue) == 0);
    }

    [Fact]
    public async Task A_message_of_json_reaches_the_function_as_its_record()
    {
        var (host, queue, seen) = await StartAsync([typeof(TakeRecord)], "take-record");
        await using var _ = host;

        await queue.SendMessageAsync(Base64("""{"store":"Menteng","sales":3}"""), TestContext.Current.CancellationToken);

        await Eventually.Is(() => seen.Texts.SingleOrDefault() == "Menteng 3");
    }

    [Fact]
    public async Task A_failed_message_rests_for_the_visibility_timeout_and_goes_to_the_poison_queue_after_five_attempts()
    {
        var (host, queue, seen) = await StartAsync([typeof(Fail)], "fail-always");
        await using var _ = host;
        var poison = new QueueClient(seen.Connection, "fail-always-poison");

        await queue.SendMessageAsync(Base64("bad"), TestContext.Current.CancellationToken);

        await Eventually.Is(async () => await poison.ExistsAsync(TestContext.Current.CancellationToken) && await CountOf(poison) == 1, seconds: 30);
        seen.Texts.ShouldBe(["bad", "bad", "bad", "bad", "bad"]);
        seen.Pauses().ShouldAllBe(pause => pause > TimeSpan.FromMilliseconds(900));
        (await CountOf(queue)).ShouldBe(0);
        var kept = await poison.ReceiveMessageAsync(cancellationToken: TestContext.Current.CancellationToken);
        kept.Value.Body.ToString().ShouldBe(Base64("bad"));
    }

    [Fact]
    public async Task A_message_that_fails_once_is_tried_again_and_then_deleted()
    {
        var (host, queue, seen) = await StartAsync([typeof(FailOnce)], "fail-once");
        await using var _ = host;

        await queue.SendMessageAsync(Base64("again"), TestContext.Current.CancellationToken);

        await Eventually.Is(() => seen.Texts.Count == 2);
        await Eventually.Is(async () => await CountOf(queue) == 0);
    }

    [Fact]
    public async Task A_body_that_is_not_base64_goes_to_the_poison_queue_as_it_came_and_its_neighbours_are_served()
    {
        var (host, queue, seen) = await StartAsync([typeof(Take)], "take-text");
        await using var _ = host;
        var poison = new QueueClient(seen.Connection, "take-text-poison");

        await queue.SendMessageAsync("{ not base64 }", TestContext.Current.CancellationToken);
        await queue.SendMessageAsync(Base64("good"), TestContext.Current.CancellationToken);

        await Eventually.Is(() => seen.Texts.SingleOrDefault() == "good");
        await Eventually.Is(async () => await poison.ExistsAsync(TestContext.Current.CancellationToken) && await CountOf(poison) == 1);
        var kept = await poison.ReceiveMessageAsync(cancellationToken: TestContext.Current.CancellationToken);
        kept.Value.Body.ToString().ShouldBe("{ not base64 }");
    }

    [Fact]
    public async Task A_stop_lets_the_running_invocation_finish_and_takes_nothing_new()
    {
        var (host, queue, seen) = await StartAsync([typeof(Slow)], "slow");
        await using var _ = host;
        await queue.SendMessageAsync(Base64("slow"), TestContext.Current.CancellationToken);
        await Eventually.Is(() => !seen.Texts.IsEmpty);

        var stop = host.StopAsync();
        await queue.SendMessageAsync(Base64("late"), TestContext.Current.CancellationToken);
        stop.IsCompleted.ShouldBeFalse();
        seen.Gate.SetResult();
        await stop;

        seen.Texts.ShouldBe(["slow", "slow done"]);
        (await CountOf(queue)).ShouldBe(1);
    }

    [Fact]
    public async Task A_long_invocation_keeps_its_message_from_others_and_deletes_it_in_the_end()
    {
        var (host, queue, seen) = await StartAsync([typeof(Slow)], "slow", "--SelfHost:QueueHold=00:00:02");
        await using var _ = host;

        await queue.SendMessageAsync(Base64("slow"), TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        seen.Gate.SetResult();

        await Eventually.Is(async () => await CountOf(queue) == 0);
        seen.Texts.ShouldBe(["slow", "slow done"]);
    }

    [Fact]
    public async Task A_missing_connection_stops_the_start_with_a_sentence_that_names_it()
    {
        var wrong = await Should.ThrowAsync<InvalidOperationException>(() => HostUnderTest.StartAsync(
            [typeof(Take)], builder => builder.Services.AddSingleton(new Seen("")), "--QueueStorage="));

        wrong.Message.ShouldBe("The setting QueueStorage is missing; the function TakeText needs it.");
    }

    async Task<(HostUnderTest Host, QueueClient Queue, Seen Seen)> StartAsync(Type[] functions, string queue, params string[] settings)
    {
        var connection = await servers.NewStorageAsync();
        var seen = new Seen(connection);
        var hostJson = folder.File("host.json");
        await File.WriteAllTextAsync(hostJson, """
            { "version": "2.0", "extensions": { "queues": { "maxPollingInterval": "00:00:00.200", "visibilityTimeout": "00:00:01" } } }
            """, TestContext.Current.CancellationToken);
        var host = await HostUnderTest.StartAsync(functions, builder => builder.Services.AddSingleton(seen),
            [$"--QueueStorage={connection}", $"--SelfHost:HostJson={hostJson}", .. settings]);
        var client = new QueueClient(connection, queue);
        await client.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
        return (host, client, seen);
    }

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    static async Task<int> CountOf(QueueClient queue) =>
        (await queue.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount;

    public sealed class Seen(string connection)
    {
        readonly ConcurrentQueue<(string Text, DateTimeOffset At)> all = new();

        public string Connection { get; } = connection;

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<string> Texts => new(all.Select(each => each.Text));

        public void Add(string text) => all.Enqueue((text, TimeProvider.System.GetUtcNow()));

        public IEnumerable<TimeSpan> Pauses() => all.Zip(all.Skip(1), (earlier, later) => later.At - earlier.At);
    }

    public sealed class Take(Seen seen)
    {
        [Function("TakeText")]
        public void Run([QueueTrigger("take-text", Connection = "QueueStorage")] string message) => seen.Add(message);
    }

    public sealed record Day(string Store, int Sales);

    public sealed class TakeRecord(Seen seen)
    {
        [Function("TakeRecord")]
        public void Run([QueueTrigger("take-record", Connection = "QueueStorage")] Day message) => seen.Add($"{message.Store} {message.Sales}");
    }

    public sealed class Fail(Seen seen)
    {
        [Function("FailAlways")]
        public Task Run([QueueTrigger("fail-always", Connection = "QueueStorage")] string message)
        {
            seen.Add(message);
            throw new InvalidOperationException("always");
        }
    }

    public sealed class FailOnce(Seen seen)
    {
        [Function("FailOnce")]
        public async Task Run([QueueTrigger("fail-once", Connection = "QueueStorage")] string message)
        {
            await Task.Yield();
            seen.Add(message);
            if (seen.Texts.Count == 1)
                throw new InvalidOperationException("once");
        }
    }

    public sealed class Slow(Seen seen)
    {
        [Function("Slow")]
        public async Task Run([QueueTrigger("slow", Connection = "QueueStorage")] string message, CancellationToken cancellation)
        {
            seen.Add(message);
            await seen.Gate.Task.WaitAsync(cancellation);
            seen.Add(message + " done");
        }
    }
}
