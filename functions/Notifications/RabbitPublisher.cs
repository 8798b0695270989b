using System.Text;
using System.Threading.RateLimiting;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Sasuai.Functions.Notifications;

/// <summary>A message for the broker.</summary>
public sealed record Outgoing(string Exchange, string RoutingKey, Guid MessageId, string Type, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>What became of a message: kept by a quorum, sent back because no queue takes it, or neither is known.</summary>
public enum Kept { Confirmed, Returned, NotConfirmed }

/// <param name="Why">One sentence when it was not confirmed, without any content.</param>
public sealed record Publication(Kept Kept, string? Why = null);

/// <summary>
/// Publishes with tracked confirms, mandatory and persistent. Not confirmed does not mean not sent: whoever publishes again must do so under
/// the same message id. Never used in a request's path.
/// </summary>
public sealed class RabbitPublisher(RabbitConnection rabbit, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Messages under way at once, and so the largest batch.</summary>
    public const int outstandingMax = 500;

    // Without a limit of time a publish into a broken connection would wait for ever.
    static readonly TimeSpan publishTimeout = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim oneBatch = new(1);
    IConnection? connection;
    IChannel? channel;

    /// <summary>One answer for each message, in order.</summary>
    /// <exception cref="BrokerFault">There is no broker; nothing was sent.</exception>
    public async Task<IReadOnlyList<Publication>> PublishAsync(IReadOnlyList<Outgoing> messages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (messages.Count > outstandingMax)
            throw new ArgumentException($"At most {outstandingMax} messages at once.", nameof(messages));
        await oneBatch.WaitAsync(cancellation);
        try
        {
            var open = await OpenAsync(cancellation);
            using var limit = new CancellationTokenSource(publishTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            var answers = await Task.WhenAll(messages.Select(message => PublishAsync(open, message, either.Token)));
            if (answers.Any(answer => answer.Kept == Kept.NotConfirmed) || !open.IsOpen)
                await DropAsync();
            return answers;
        }
        finally
        {
            oneBatch.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        oneBatch.Dispose();
    }

    static async Task<Publication> PublishAsync(IChannel open, Outgoing message, CancellationToken cancellation)
    {
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = "application/json",
            MessageId = message.MessageId.ToString(),
            Type = message.Type,
            Headers = message.Headers.ToDictionary(each => each.Key, each => (object?)each.Value, StringComparer.Ordinal),
        };
        try
        {
            await open.BasicPublishAsync(message.Exchange, message.RoutingKey, mandatory: true, properties, Encoding.UTF8.GetBytes(message.Body), cancellation);
            return new Publication(Kept.Confirmed);
        }
        catch (PublishException returned) when (returned.IsReturn)
        {
            return new Publication(Kept.Returned, $"no queue takes {message.RoutingKey}");
        }
        catch (Exception fault)
        {
            return new Publication(Kept.NotConfirmed, fault is PublishException ? "the broker refused it" : fault.GetType().Name);
        }
    }

    async Task<IChannel> OpenAsync(CancellationToken cancellation)
    {
        if (channel is { IsOpen: true } && connection is { IsOpen: true })
            return channel;
        await DropAsync();
        try
        {
            connection = await rabbit.OpenAsync(cancellation);
            // Throttling by percentage sleeps up to a second per message once half of the permits are used; a plain limit does not.
            return channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true,
                    new ThrottlingRateLimiter(outstandingMax, throttlingPercentage: 0)), cancellation);
        }
        catch (Exception away) when (away is not TopologyFault && !cancellation.IsCancellationRequested)
        {
            await DropAsync();
            throw new BrokerFault(away.GetBaseException().Message, away);
        }
    }

    /// <summary>The channel and the connection: after a fault neither can be trusted.</summary>
    async Task DropAsync()
    {
        var (oldChannel, oldConnection) = (channel, connection);
        (channel, connection) = (null, null);
        try
        {
            if (oldConnection is not null)
                await oldConnection.AbortAsync(Constants.ReplySuccess, "dropped", publishTimeout);
        }
        catch (Exception fault) when (fault is OperationInterruptedException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It was broken; that is why it goes.
        }
        if (oldChannel is not null)
            await oldChannel.DisposeAsync();
        if (oldConnection is not null)
            await oldConnection.DisposeAsync();
    }
}

/// <summary>The broker cannot be reached.</summary>
public sealed class BrokerFault(string message, Exception cause) : Exception(message, cause);
