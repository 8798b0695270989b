using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>A queue and everything that it was declared with.</summary>
public sealed record QueueShape(string Name, IReadOnlyDictionary<string, object> Arguments);

/// <summary>Which messages of an exchange go to a queue.</summary>
public sealed record BindingShape(string Exchange, string RoutingKey, string Queue);

/// <summary>
/// Every exchange, queue and binding of the broker, declared from this one place (MESSAGING 3.4). infra/docker/rabbitmq-definitions.json
/// says the same, and a test compares the two. Declaring again changes nothing.
/// </summary>
public static class Topology
{
    /// <summary>Events that may wait here before the broker refuses more; the outbox then keeps them.</summary>
    public const int notifyWhatsAppMax = 200_000;

    // Explicit, because the default differs between versions of the broker. Business attempts are never counted by it.
    const int deliveryLimit = 20;

    public static IReadOnlyDictionary<string, string> Exchanges { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [QueueNames.events] = ExchangeType.Topic,
        [QueueNames.deadLetters] = ExchangeType.Direct,
    };

    public static IReadOnlyList<QueueShape> Queues { get; } =
    [
        Quorum(QueueNames.notifyWhatsApp, new()
        {
            ["x-delivery-limit"] = deliveryLimit,
            ["x-max-length"] = notifyWhatsAppMax,
            // Without reject-publish, at-least-once dead-lettering silently becomes at-most-once.
            ["x-overflow"] = "reject-publish",
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-dead-letter-exchange"] = QueueNames.deadLetters,
            ["x-dead-letter-routing-key"] = QueueNames.notifyWhatsAppParked,
        }),
        // One queue for each wait: in a queue of mixed waits the longest holds up all behind it.
        Wait(QueueNames.notifyWhatsAppWait30s, TimeSpan.FromSeconds(30)),
        Wait(QueueNames.notifyWhatsAppWait5m, TimeSpan.FromMinutes(5)),
        Quorum(QueueNames.notifyWhatsAppParked, []),
    ];

    public static IReadOnlyList<BindingShape> Bindings { get; } =
    [
        new(QueueNames.events, QueueNames.tierReached, QueueNames.notifyWhatsApp),
        new(QueueNames.events, QueueNames.memberOccasion, QueueNames.notifyWhatsApp),
        new(QueueNames.deadLetters, QueueNames.notifyWhatsApp, QueueNames.notifyWhatsApp),
        new(QueueNames.deadLetters, QueueNames.notifyWhatsAppParked, QueueNames.notifyWhatsAppParked),
    ];

    /// <exception cref="TopologyFault">The broker has one of these with other settings: a person must decide.</exception>
    public static async Task DeclareAsync(IConnection connection, CancellationToken cancellation)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            foreach (var (name, type) in Exchanges)
                await channel.ExchangeDeclareAsync(name, type, durable: true, autoDelete: false, cancellationToken: cancellation);
            foreach (var queue in Queues)
                await channel.QueueDeclareAsync(queue.Name, durable: true, exclusive: false, autoDelete: false, queue.Arguments.ToDictionary(each => each.Key, each => (object?)each.Value), cancellationToken: cancellation);
            foreach (var binding in Bindings)
                await channel.QueueBindAsync(binding.Queue, binding.Exchange, binding.RoutingKey, cancellationToken: cancellation);
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            throw new TopologyFault($"The broker holds an exchange or queue of ours with other settings: {refused.ShutdownReason.ReplyText}", refused);
        }
    }

    static QueueShape Wait(string name, TimeSpan wait) => Quorum(name, new()
    {
        ["x-message-ttl"] = (int)wait.TotalMilliseconds,
        ["x-overflow"] = "reject-publish",
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-dead-letter-exchange"] = QueueNames.deadLetters,
        ["x-dead-letter-routing-key"] = QueueNames.notifyWhatsApp,
    });

    static QueueShape Quorum(string name, Dictionary<string, object> arguments) =>
        new(name, new Dictionary<string, object>(arguments, StringComparer.Ordinal) { ["x-queue-type"] = "quorum" });
}

/// <summary>What the broker has is not what <see cref="Topology"/> says.</summary>
public sealed class TopologyFault(string message, Exception cause) : Exception(message, cause);
