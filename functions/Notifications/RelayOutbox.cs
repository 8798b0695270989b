using Microsoft.Azure.Functions.Worker;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>What must be told leaves for the broker: at once when the doorbell's queue rings, and by the timer for a ring that was lost.</summary>
public sealed class RelayOutbox(OutboxRelay relay)
{
    [Function("RelayOutbox")]
    public Task OnTimer([TimerTrigger("%RelaySchedule%")] TimerInfo timer, CancellationToken cancellation) => relay.RunAsync(cancellation);

    [Function("RelayOutboxDoorbell")]
    public Task OnDoorbell([QueueTrigger(QueueNames.relayOutbox, Connection = "AzureWebJobsStorage")] string ring, CancellationToken cancellation) => relay.RunAsync(cancellation);
}
