namespace Sasuai.Functions.Notifications;

/// <summary>
/// Runs the relay inside this process: at once when the bell rings, and otherwise every 250 ms that grow to 5 s while nothing comes.
/// </summary>
public sealed class RelayLoop(OutboxRelay relay, RelayBell bell, ILogger<RelayLoop> log) : BackgroundService
{
    static readonly TimeSpan shortestPause = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan longestPause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = shortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            pause = await RelayAsync(stoppingToken) > 0 ? shortestPause : pause * 2 < longestPause ? pause * 2 : longestPause;
            await bell.WaitAsync(pause, stoppingToken);
        }
    }

    async Task<int> RelayAsync(CancellationToken stopping)
    {
        try
        {
            return await relay.RunAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LoopFailed(fault, nameof(RelayLoop));
            return 0;
        }
    }
}
