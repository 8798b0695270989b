using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Sasuai.Tests.Hosting;

public sealed class StopTests(TestServers servers)
{
    [Fact]
    public async Task A_stop_lets_a_running_request_finish_and_answers_no_new_one()
    {
        var gate = new Gate();
        await using var host = await HostUnderTest.StartAsync([typeof(SlowAnswer)], builder => builder.Services.AddSingleton(gate));
        var running = host.Client.GetStringAsync(new Uri("/slow", UriKind.Relative), TestContext.Current.CancellationToken);
        await gate.Entered.Task.WaitAsync(TestContext.Current.CancellationToken);

        var stop = host.StopAsync();
        await Eventually.Is(() => Refused(host));
        stop.IsCompleted.ShouldBeFalse();
        gate.Open.SetResult();

        (await running).ShouldBe("finished /slow");
        await stop;
    }

    [Fact]
    public async Task A_stop_lets_a_running_message_of_the_broker_finish_and_leaves_the_others_in_the_queue()
    {
        var address = await servers.NewVirtualHostAsync();
        await using var broker = await Broker.OpenAsync(address);
        var gate = new Gate();
        await using var host = await HostUnderTest.StartAsync([typeof(SlowMessage)], builder => builder.Services.AddSingleton(gate), $"--RabbitMq={address}");
        await broker.PublishAsync("take", "running");
        await gate.Entered.Task.WaitAsync(TestContext.Current.CancellationToken);

        var stop = host.StopAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        await broker.PublishAsync("take", "late");
        stop.IsCompleted.ShouldBeFalse();
        gate.Open.SetResult();
        await stop;

        gate.Done.ShouldBe(["running"]);
        // What was delivered during the stop is the queue's again when the broker has noticed that the connection is gone.
        await Eventually.Is(async () => await broker.CountAsync("take") == 1, seconds: 60);
        (await broker.GetAsync("take"))!.BasicProperties.MessageId.ShouldBe("late");
    }

    static async Task<bool> Refused(HostUnderTest host)
    {
        try
        {
            using var other = new HttpClient { BaseAddress = host.Client.BaseAddress };
            await other.GetAsync(new Uri("/nowhere", UriKind.Relative), TestContext.Current.CancellationToken);
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    public sealed class Gate
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Done { get; } = [];
    }

    public sealed class SlowAnswer(Gate gate)
    {
        [Function("SlowAnswer")]
        public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request, CancellationToken cancellation)
        {
            gate.Entered.SetResult();
            await gate.Open.Task.WaitAsync(cancellation);
            return TypedResults.Text($"finished {request.Path}");
        }
    }

    public sealed class SlowMessage(Gate gate)
    {
        [Function("SlowMessage")]
        public async Task Run([RabbitMQTrigger("take", ConnectionStringSetting = "RabbitMq")] string message, CancellationToken cancellation)
        {
            gate.Entered.SetResult();
            await gate.Open.Task.WaitAsync(cancellation);
            gate.Done.Add(message);
        }
    }
}
