using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.Hosting;

/// <summary>
/// Reads a storage queue as the real host does: success deletes, a throw makes the message rest for the visibility timeout, and
/// after the last attempt it goes to <c>{queue}-poison</c>. An empty queue is looked at ever more rarely.
/// </summary>
sealed partial class QueueListener : Listener
{
    static readonly TimeSpan shortestPause = TimeSpan.FromMilliseconds(100);

    static readonly TimeSpan usualHold = TimeSpan.FromMinutes(1);
    static readonly TimeSpan longestFaultPause = TimeSpan.FromSeconds(10);

    // Other readers do not see a message that is being worked on for this time, which is renewed at its half.
    readonly TimeSpan hold;
    readonly QueueReading reading;
    readonly TimeProvider clock;
    readonly ILogger log;
    readonly QueueClient queue;
    readonly QueueClient poison;

    public QueueListener(
        FoundFunction function, Invocations invocations, IServiceScopeFactory scopes, IConfiguration settings, HostJson hostJson, TimeProvider clock, ILogger<QueueListener> log)
        : base(function, invocations, scopes)
    {
        reading = hostJson.Queues;
        hold = settings.GetValue("SelfHost:QueueHold", usualHold);
        this.clock = clock;
        this.log = log;
        var trigger = (QueueTriggerAttribute)function.Trigger;
        var connection = settings.Required(trigger.Connection ?? "AzureWebJobsStorage", function);
        var name = settings.Expand(trigger.QueueName, function);
        // Bodies are decoded here and not by the client, so that one that is not base64 can be moved to the poison queue as it came.
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None, Retry = { MaxRetries = 1 } };
        queue = new QueueClient(connection, name, options);
        poison = new QueueClient(connection, name + "-poison", options);
    }

    public override async Task RunAsync(CancellationToken stopping, CancellationToken abandon)
    {
        var running = new List<Task>();
        var empty = new BackOff(shortestPause, reading.MaxPollingInterval, clock);
        var fault = new BackOff(shortestPause, longestFaultPause, clock);
        var created = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!created)
                    await queue.CreateIfNotExistsAsync(cancellationToken: stopping);
                created = true;
                if (await TakeAsync(running, stopping, abandon) > 0)
                    empty.Reset();
                else
                    await empty.WaitAsync(stopping);
                fault.Reset();
            }
            catch (Exception wrong)
            {
                if (stopping.IsCancellationRequested)
                    break;
                // The queue may have been deleted meanwhile, so it is created again after any fault.
                created = false;
                LogUnreachable(wrong, queue.Name);
                await fault.WaitAsync(stopping);
            }
        }
        await Task.WhenAll(running);
    }

    async Task<int> TakeAsync(List<Task> running, CancellationToken stopping, CancellationToken abandon)
    {
        // Like the real host: the next batch is fetched when half of the last is done, so one slow message does not hold up all.
        for (running.RemoveAll(each => each.IsCompleted); running.Count > reading.BatchSize / 2; running.RemoveAll(each => each.IsCompleted))
            await Task.WhenAny(running).WaitAsync(stopping);
        var batch = await queue.ReceiveMessagesAsync(reading.BatchSize, hold, stopping);
        running.AddRange(batch.Value.Select(message => HandleAsync(message, abandon)));
        return batch.Value.Length;
    }

    async Task HandleAsync(QueueMessage message, CancellationToken abandon)
    {
        try
        {
            if (message.DequeueCount > reading.MaxDequeueCount || Decoded(message) is not { } body)
                await ToPoison(message, message.PopReceipt);
            else
                await AttemptAsync(message, body, abandon);
        }
        catch (Exception wrong)
        {
            // The message comes back by itself when its hold ends.
            LogUnreachable(wrong, queue.Name);
        }
    }

    async Task AttemptAsync(QueueMessage message, string body, CancellationToken abandon)
    {
        using var done = new CancellationTokenSource();
        var receipt = HoldAsync(message, done.Token);
        Exception? fault = null;
        try
        {
            await InvokeAsync(body, abandon);
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }
        await done.CancelAsync();
        if (fault is null)
        {
            await queue.DeleteMessageAsync(message.MessageId, await receipt, CancellationToken.None);
            return;
        }
        LogAttemptFailed(fault, Function.Name, message.DequeueCount, message.MessageId);
        if (message.DequeueCount >= reading.MaxDequeueCount)
            await ToPoison(message, await receipt);
        else
            await queue.UpdateMessageAsync(message.MessageId, await receipt, visibilityTimeout: reading.VisibilityTimeout, cancellationToken: CancellationToken.None);
    }

    async Task<string> HoldAsync(QueueMessage message, CancellationToken done)
    {
        var receipt = message.PopReceipt;
        while (true)
        {
            await Task.Delay(hold / 2, clock, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
                return receipt;
            var renewed = await queue.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: hold, cancellationToken: CancellationToken.None);
            receipt = renewed.Value.PopReceipt;
        }
    }

    async Task ToPoison(QueueMessage message, string receipt)
    {
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.Body);
        await queue.DeleteMessageAsync(message.MessageId, receipt);
        LogPoisoned(Function.Name, message.MessageId, poison.Name);
    }

    string? Decoded(QueueMessage message)
    {
        var text = message.Body.ToString();
        if (!reading.Base64)
            return text;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    [LoggerMessage(1011, LogLevel.Warning, "The queue {Queue} cannot be reached; trying again")]
    partial void LogUnreachable(Exception fault, string queue);

    [LoggerMessage(1012, LogLevel.Warning, "{Function} failed at attempt {Attempt} of queue message {MessageId}")]
    partial void LogAttemptFailed(Exception fault, string function, long attempt, string messageId);

    [LoggerMessage(1013, LogLevel.Error, "{Function} gave up queue message {MessageId}; it is in {PoisonQueue}")]
    partial void LogPoisoned(string function, string messageId, string poisonQueue);
}
