using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Sasuai.Functions.Hosting;

/// <summary>
/// Reads a RabbitMQ queue as the real host does: success acknowledges; a throw republishes at once with a count in the header, and the
/// fifth failure rejects, so that the queue's dead-letter exchange gets the message. Unlike the real host it waits for a queue that is
/// not there yet, and for a broker that is away, for ever.
/// </summary>
sealed partial class RabbitListener : Listener
{
    const string requeueCount = "x-ms-rabbitmq-requeuecount";
    const int maxAttempts = 5;
    // So many that a function which writes what comes at once in one transaction gets enough at once.
    const ushort maxAtOnce = 500;

    static readonly TimeSpan shortestPause = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan longestPause = TimeSpan.FromSeconds(15);

    readonly string queue;
    readonly ushort prefetch;
    readonly ConnectionFactory factory;
    readonly TimeProvider clock;
    readonly ILogger log;

    public RabbitListener(
        FoundFunction function, Invocations invocations, IServiceScopeFactory scopes, IConfiguration settings, HostJson hostJson, TimeProvider clock, ILogger<RabbitListener> log)
        : base(function, invocations, scopes)
    {
        var trigger = (RabbitMQTriggerAttribute)function.Trigger;
        queue = settings.Expand(trigger.QueueName, function);
        prefetch = hostJson.RabbitPrefetch;
        this.clock = clock;
        this.log = log;
        var setting = trigger.ConnectionStringSetting
            ?? throw new InvalidOperationException($"The RabbitMQ trigger of the function {function.Name} names no ConnectionStringSetting.");
        factory = new ConnectionFactory
        {
            Uri = AddressOf(setting, settings.Required(setting, function)),
            ClientProvidedName = $"sasuai {function.Name}",
            // Reconnecting is this class's own loop: the client's gives up a queue that was missing once.
            AutomaticRecoveryEnabled = false,
        };
    }

    public override async Task RunAsync(CancellationToken stopping, CancellationToken abandon)
    {
        var pause = new BackOff(shortestPause, longestPause, clock);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ConsumeAsync(pause, stopping, abandon);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // One line and not a stack: a broker that is away says this again and again.
                LogAway(queue, fault.Message);
            }
            if (!stopping.IsCancellationRequested)
                await pause.WaitAsync(stopping);
        }
    }

    /// <summary>Consumes until the channel, the queue or the host goes.</summary>
    async Task ConsumeAsync(BackOff pause, CancellationToken stopping, CancellationToken abandon)
    {
        await using var connection = await factory.CreateConnectionAsync(stopping);
        // With confirms, so that a message is acknowledged only after its copy is safe in the broker.
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true,
                // Said here, because what the factory says is overwritten by this constructor's own default of one.
                consumerDispatchConcurrency: Math.Min(prefetch, maxAtOnce)), stopping);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) => Task.FromResult(gone.TrySetResult());
        await channel.BasicQosAsync(prefetchSize: 0, prefetch, global: false, stopping);
        var running = new ConcurrentDictionary<ulong, Task>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.UnregisteredAsync += (_, _) => Task.FromResult(gone.TrySetResult());
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            // What is delivered during a stop stays unacknowledged and returns to the queue with the channel.
            if (stopping.IsCancellationRequested)
                return;
            await (running[delivery.DeliveryTag] = HandleAsync(channel, delivery, abandon));
            running.TryRemove(delivery.DeliveryTag, out var _);
        };
        var tag = await channel.BasicConsumeAsync(queue, autoAck: false, consumer, stopping);
        LogListening(queue);
        pause.Reset();

        await gone.Task.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!gone.Task.IsCompleted)
            await channel.BasicCancelAsync(tag, noWait: false, CancellationToken.None);
        await Task.WhenAll(running.Values);
    }

    async Task HandleAsync(IChannel channel, BasicDeliverEventArgs delivery, CancellationToken abandon)
    {
        try
        {
            await AttemptAsync(channel, delivery, abandon);
        }
        catch (Exception fault)
        {
            // Neither acknowledged nor rejected: the broker gives it again when the channel is closed.
            LogAway(queue, fault.Message);
        }
    }

    async Task AttemptAsync(IChannel channel, BasicDeliverEventArgs delivery, CancellationToken abandon)
    {
        try
        {
            await InvokeAsync(Encoding.UTF8.GetString(delivery.Body.Span), abandon);
        }
        catch (Exception fault) when (!abandon.IsCancellationRequested)
        {
            var attempt = 1 + Convert.ToInt32(delivery.BasicProperties.Headers?.TryGetValue(requeueCount, out var count) == true ? count : 0, CultureInfo.InvariantCulture);
            LogAttemptFailed(fault, Function.Name, attempt);
            if (attempt >= maxAttempts)
            {
                await channel.BasicRejectAsync(delivery.DeliveryTag, requeue: false, CancellationToken.None);
                return;
            }
            await RepublishAsync(channel, delivery, attempt);
        }
        await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, CancellationToken.None);
    }

    async Task RepublishAsync(IChannel channel, BasicDeliverEventArgs delivery, int attempt)
    {
        var properties = new BasicProperties(delivery.BasicProperties)
        {
            Headers = new Dictionary<string, object?>(delivery.BasicProperties.Headers ?? new Dictionary<string, object?>(), StringComparer.Ordinal)
            {
                [requeueCount] = attempt,
            },
        };
        await channel.BasicPublishAsync(exchange: "", routingKey: queue, mandatory: true, properties, delivery.Body, CancellationToken.None);
    }

    // The address holds a password, so a wrong one is never repeated in the message.
    static Uri AddressOf(string setting, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps" ? address
            : throw new InvalidOperationException($"The setting {setting} must be an address like amqp://user:password@host:5672/vhost.");

    [LoggerMessage(1031, LogLevel.Information, "Listening to the RabbitMQ queue {Queue}")]
    partial void LogListening(string queue);

    [LoggerMessage(1032, LogLevel.Warning, "The RabbitMQ queue {Queue} cannot be listened to; trying again: {Reason}")]
    partial void LogAway(string queue, string reason);

    [LoggerMessage(1033, LogLevel.Warning, "{Function} failed at attempt {Attempt} of a RabbitMQ message")]
    partial void LogAttemptFailed(Exception fault, string function, int attempt);
}
