using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.Hosting;

/// <summary>Starts a listener for every function that HTTP does not call, and stops them with grace.</summary>
sealed class Listeners(IReadOnlyList<FoundFunction> functions, IServiceProvider services) : IHostedService, IDisposable
{
    readonly CancellationTokenSource stopping = new();
    readonly CancellationTokenSource abandon = new();
    Task running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // All are made before any runs, so that a wrong setting stops the start and not half of it.
        var listeners = functions.Select(ListenerOf).OfType<Listener>().ToList();
        running = Task.WhenAll(listeners.Select(each => Task.Run(() => each.RunAsync(stopping.Token, abandon.Token), CancellationToken.None)));
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing new, waits for what runs as long as <paramref name="cancellationToken"/> allows, then cancels it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        try
        {
            await running.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await abandon.CancelAsync();
        }
    }

    public void Dispose()
    {
        stopping.Dispose();
        abandon.Dispose();
    }

    Listener? ListenerOf(FoundFunction function) => function.Trigger switch
    {
        QueueTriggerAttribute => ActivatorUtilities.CreateInstance<QueueListener>(services, function),
        TimerTriggerAttribute => ActivatorUtilities.CreateInstance<TimerListener>(services, function),
        RabbitMQTriggerAttribute => ActivatorUtilities.CreateInstance<RabbitListener>(services, function),
        _ => null,
    };
}
