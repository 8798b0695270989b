namespace Sasuai.Functions.Notifications;

/// <summary>Runs the sender inside this process: at once when a notification is recorded here, and otherwise every half a second to two seconds.</summary>
public sealed class SenderLoop(WhatsAppSender sender, SenderBell bell, ILogger<SenderLoop> log) : BackgroundService
{
    static readonly TimeSpan budget = TimeSpan.FromSeconds(20);
    static readonly TimeSpan shortestPause = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan longestPause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = shortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            pause = await PumpAsync(stoppingToken) > 0 ? shortestPause : pause * 2 < longestPause ? pause * 2 : longestPause;
            await bell.WaitAsync(pause, stoppingToken);
        }
    }

    async Task<int> PumpAsync(CancellationToken stopping)
    {
        try
        {
            return await sender.PumpOnce(budget, stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LoopFailed(fault, nameof(SenderLoop));
            return 0;
        }
    }
}
