using System.Collections.Concurrent;
using Azure.Core;
using Azure.Storage.Queues;

namespace Sasuai.Functions.Platform;

/// <summary>
/// Tells a storage queue that there is work. The work itself stands in the database, so a lost ring costs time and nothing else:
/// ringing never throws and never takes longer than <see cref="timeLimit"/>.
/// </summary>
public sealed class Doorbell(Settings settings, ILogger<Doorbell> log)
{
    static readonly TimeSpan timeLimit = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<string, QueueClient> queues = new(StringComparer.Ordinal);

    /// <summary>Told of every ring with the queue's name, for work that this process can begin without the queue; handlers return at once.</summary>
    public event Action<string>? Rung;

    public async Task Ring(string queue, string message)
    {
        Rung?.Invoke(queue);
        using var limit = new CancellationTokenSource(timeLimit);
        try
        {
            var client = queues.GetOrAdd(queue, Open);
            try
            {
                await client.SendMessageAsync(message, limit.Token);
            }
            catch (Azure.RequestFailedException missing) when (missing.Status == 404)
            {
                await client.CreateIfNotExistsAsync(cancellationToken: limit.Token);
                await client.SendMessageAsync(message, limit.Token);
            }
        }
        catch (Exception fault)
        {
            log.DoorbellBroken(fault, queue);
        }
    }

    QueueClient Open(string queue) => new(settings.Storage, queue, new QueueClientOptions
        { MessageEncoding = QueueMessageEncoding.Base64, Retry = { MaxRetries = 1, Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(100) } });
}
