namespace Sasuai.Functions.Notifications;

/// <summary>What the messages' way says to the log: ids and classes, never a phone number, a text, a body or a key.</summary>
static partial class NotificationLog
{
    [LoggerMessage(3101, LogLevel.Warning, "The broker is away, what must be told waits: {Reason}")]
    public static partial void BrokerAway(this ILogger log, string reason);

    [LoggerMessage(3102, LogLevel.Critical, "The topology is wrong, no message can travel: {Reason}")]
    public static partial void TopologyWrong(this ILogger log, string reason);

    [LoggerMessage(3103, LogLevel.Error, "No queue takes events of {RoutingKey}: event {EventId} stays in the outbox")]
    public static partial void Unroutable(this ILogger log, string routingKey, Guid eventId);

    [LoggerMessage(3104, LogLevel.Warning, "The broker did not keep event {EventId}, it stays in the outbox: {Reason}")]
    public static partial void NotKept(this ILogger log, Guid eventId, string reason);

    [LoggerMessage(3105, LogLevel.Information, "Published {Count} events")]
    public static partial void Published(this ILogger log, int count);

    [LoggerMessage(3106, LogLevel.Error, "{Loop} failed and goes on")]
    public static partial void LoopFailed(this ILogger log, Exception fault, string loop);

    [LoggerMessage(3107, LogLevel.Error, "The broker confirmed {Count} events that no worker recorded: they are published again")]
    public static partial void PublishedAgain(this ILogger log, int count);

    [LoggerMessage(3110, LogLevel.Information, "Notification {NotificationId} recorded for event {EventId} of sale {SaleId}")]
    public static partial void Recorded(this ILogger log, Guid notificationId, Guid eventId, Guid saleId);

    [LoggerMessage(3111, LogLevel.Information, "Event {EventId} was here before and changes nothing")]
    public static partial void Duplicate(this ILogger log, Guid eventId);

    [LoggerMessage(3112, LogLevel.Error, "A message could not be read and is parked: {Reason}")]
    public static partial void Parked(this ILogger log, string reason);

    [LoggerMessage(3113, LogLevel.Warning, "The database is away: event {EventId} waits in {Queue}")]
    public static partial void DatabaseAway(this ILogger log, Guid eventId, string queue);

    [LoggerMessage(3114, LogLevel.Warning, "A batch of {Count} events failed and is recorded one by one: {Reason}")]
    public static partial void BatchFailed(this ILogger log, int count, string reason);

    [LoggerMessage(3120, LogLevel.Information, "Notification {NotificationId} of sale {SaleId}: {Outcome}, attempt {Attempt} by {AttemptId}")]
    public static partial void Attempted(this ILogger log, Guid notificationId, Guid? saleId, string outcome, int attempt, Guid attemptId);

    [LoggerMessage(3121, LogLevel.Warning, "The result of attempt {AttemptId} came late and changed nothing; notification {NotificationId}")]
    public static partial void LateResult(this ILogger log, Guid attemptId, Guid notificationId);

    [LoggerMessage(3122, LogLevel.Information, "Notification {NotificationId} is not sent: {Reason}")]
    public static partial void Suppressed(this ILogger log, Guid notificationId, string reason);

    [LoggerMessage(3123, LogLevel.Critical, "Key {SenderKeyId} is refused by the gateway ({Reason}): its messages are held")]
    public static partial void KeyRefused(this ILogger log, Guid senderKeyId, string reason);

    [LoggerMessage(3124, LogLevel.Error, "The breaker of key {SenderKeyId} opened")]
    public static partial void BreakerOpened(this ILogger log, Guid senderKeyId);

    [LoggerMessage(3125, LogLevel.Information, "The gateway answers again: key {SenderKeyId} goes on, {Count} messages are due")]
    public static partial void BreakerClosed(this ILogger log, Guid senderKeyId, int count);

    [LoggerMessage(3126, LogLevel.Warning, "Whether notification {NotificationId} was sent is not known: {Reason}")]
    public static partial void Uncertain(this ILogger log, Guid notificationId, string reason);

    [LoggerMessage(3128, LogLevel.Error, "No gateway is called {Provider}: messages of key {SenderKeyId} wait")]
    public static partial void GatewayUnknown(this ILogger log, string provider, Guid senderKeyId);

    [LoggerMessage(3129, LogLevel.Information, "{Provider} told {Count} news: {Moved} messages moved, {Withdrawn} members want no more")]
    public static partial void Reported(this ILogger log, string provider, int count, int moved, int withdrawn);

    [LoggerMessage(3127, LogLevel.Error, "The setting {SecretRef} is empty: messages of key {SenderKeyId} are held")]
    public static partial void KeyMissing(this ILogger log, string secretRef, Guid senderKeyId);
}
