namespace Sasuai.Functions.Notifications;

/// <summary>Does bounded work inside this process: at once when the bell rings, and otherwise after a pause that doubles while nothing is found.</summary>
public abstract class WorkLoop(Bell bell, TimeSpan shortestPause, TimeSpan longestPause, ILogger log) : BackgroundService
{
    /// <summary>One round; how much was done.</summary>
    protected abstract Task<int> WorkAsync(CancellationToken stopping);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = shortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            pause = await TryAsync(stoppingToken) > 0 ? shortestPause : pause * 2 < longestPause ? pause * 2 : longestPause;
            await bell.WaitAsync(pause, stoppingToken);
        }
    }

    async Task<int> TryAsync(CancellationToken stopping)
    {
        try
        {
            return await WorkAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LoopFailed(fault, GetType().Name);
            return 0;
        }
    }
}

/// <summary>Relays as soon as an outbox row was committed here, and otherwise every 250 ms to 5 s.</summary>
public sealed class RelayLoop(OutboxRelay relay, RelayBell bell, ILogger<RelayLoop> log)
    : WorkLoop(bell, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5), log)
{
    protected override Task<int> WorkAsync(CancellationToken stopping) => relay.RunAsync(stopping);
}

/// <summary>Sends as soon as a notification was recorded here, and otherwise every half a second to two seconds.</summary>
public sealed class SenderLoop(WhatsAppSender sender, SenderBell bell, ILogger<SenderLoop> log)
    : WorkLoop(bell, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2), log)
{
    static readonly TimeSpan budget = TimeSpan.FromSeconds(20);

    protected override Task<int> WorkAsync(CancellationToken stopping) => sender.PumpOnce(budget, stopping);
}
