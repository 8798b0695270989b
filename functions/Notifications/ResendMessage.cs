using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>A person has a message sent again that failed, was parked or held, or of which nobody knows whether it was sent; who did is kept.</summary>
public sealed class ResendMessage(Database database, Callers callers, SenderBell sender)
{
    [Function("ResendMessage")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/messages/{id:guid}/resend")] HttpRequest request,
        Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var (known, resent) = await database.As<(Asked? Known, Resent? Made)>(caller, async work =>
        {
            // Lock, then read: two people who press at once are one resend.
            if (await work.SingleOrNone<Asked>(lockMessage, new { id }) is not { } asked) return (null, null);
            if (await work.SingleOrNone<Resent>(MessageTable.again, new { ids = new[] { id }, MessageStates.Resendable }) is not { } made) return (asked, null);
            await Audit.Write(work, caller, "message-resent", $"message:{id}", new { asked.State, asked.Reason }, new { made.Generation });
            work.AfterCommit(sender.Ring);
            return (asked, made);
        }, cancellation);
        if (known is null) return Problem.From(CloudRefusals.NotFound("message", "id"));
        if (resent is null) return Problem.From(CloudRefusals.Conflict($"A message that is {known.State} is not sent again."));
        // The key may serve every chain, so it is not the caller's to change: the gateway is only asked sooner.
        if (known.State == "held") await database.Everywhere(work => work.Execute(askSooner, new { known.SenderKeyId }), cancellation);
        return Json.Ok(new { id, state = "retry", resent.Generation });
    }

    sealed record Asked(string State, string? Reason, Guid SenderKeyId);

    sealed record Resent(Guid NotificationId, int Generation);

    const string lockMessage = "select state, reason, sender_key_id from notification where notification_id = @id for update";

    const string askSooner = "update sender_key set open_until = clock_timestamp() where sender_key_id = @senderKeyId and paused_by = 'gateway' and open_until > clock_timestamp()";
}
