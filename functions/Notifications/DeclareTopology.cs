namespace Sasuai.Functions.Notifications;

/// <summary>
/// Declares the topology at start, and tries again for as long as the broker is away: a shop sells without a broker. A broker that holds
/// our queues with other settings is told loudly, again and again, but the program serves on: sales must still come in.
/// </summary>
public sealed class DeclareTopology(RabbitConnection rabbit, TimeProvider clock, ILogger<DeclareTopology> log) : BackgroundService
{
    static readonly TimeSpan shortestPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan longestPause = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = shortestPause; !stoppingToken.IsCancellationRequested; pause = pause * 2 < longestPause ? pause * 2 : longestPause)
        {
            try
            {
                await using var connection = await rabbit.OpenAsync(stoppingToken);
                return;
            }
            catch (TopologyFault fault)
            {
                log.TopologyWrong(fault.Message);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.BrokerAway(fault.Message);
            }
            await Task.Delay(pause, clock, stoppingToken);
        }
    }
}
