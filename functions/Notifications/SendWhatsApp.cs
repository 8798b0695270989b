using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.Notifications;

/// <summary>Sends what is due by the timer: where no loop runs, and where a loop's instance died.</summary>
public sealed class SendWhatsApp(WhatsAppSender sender)
{
    static readonly TimeSpan budget = TimeSpan.FromSeconds(20);

    [Function("SendWhatsApp")]
    public Task OnTimer([TimerTrigger("%SendSchedule%")] TimerInfo timer, CancellationToken cancellation) => sender.PumpOnce(budget, cancellation);
}
