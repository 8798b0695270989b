using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>A person stops a message that has not left. One that is under way, with the gateway or ended cannot be stopped.</summary>
public sealed class CancelMessage(Database database, Callers callers)
{
    [Function("CancelMessage")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/messages/{id:guid}/cancel")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<AskedReason>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Read().IsRefused(out refusal, out var reason)) return Problem.From(refusal);
        var (known, done) = await database.As<(string? Known, bool Done)>(caller, async work =>
        {
            // Lock, then read: a sender that is at this message finishes first, and then it is under way.
            if (await work.SingleOrNone<string>("select state from notification where notification_id = @id for update", new { id }) is not { } state) return (null, false);
            if (await work.Execute(cancel, new { id, MessageStates.Cancellable }) == 0) return (state, false);
            await Audit.Write(work, caller, "message-cancelled", $"message:{id}", new { state }, new { reason });
            return (state, true);
        }, cancellation);
        if (known is null) return Problem.From(CloudRefusals.NotFound("message", "id"));
        return done ? Json.Ok(new { id, state = "suppressed" }) : Problem.From(CloudRefusals.Conflict($"A message that is {known} cannot be cancelled."));
    }

    const string cancel = """
        update notification set state = 'suppressed', reason = 'cancelled', next_attempt_at = null, changed_at = clock_timestamp()
        where notification_id = @id and state = any(@cancellable)
        """;
}
