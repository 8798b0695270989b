using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>One message: where it stands and why, every attempt with the gateway's answer, and what people did with it.</summary>
public sealed class ExplainMessage(Database database, Callers callers)
{
    [Function("ExplainMessage")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/messages/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var answer = await database.As<object?>(caller, async work =>
        {
            if (await work.SingleOrNone<Told>(read, new { id }) is not { } told) return null;
            return new
            {
                told.Id, told.State, reason = told.Reason, why = told.Paused ? "The chain's messages are paused." : MessageWords.Why(told.State, told.Reason), told.Template, told.TemplateVersion, told.Reference, told.SaleId, told.Receipt,
                told.Generation, told.CreatedAt, told.ChangedAt, told.NextAttemptAt, told.ExpiresAt,
                attempts = await work.Query<Attempt>(readAttempts, new { id }), acts = await work.Query<Act>(readActs, new { subject = $"message:{id}" })
            };
        }, cancellation);
        return answer is null ? Problem.From(CloudRefusals.NotFound("message", "id")) : Json.Ok(answer);
    }

    sealed record Told(
        Guid Id, string State, string? Reason, string Template, int? TemplateVersion, string Reference, Guid? SaleId, string? Receipt, int Generation, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt,
        DateTimeOffset? NextAttemptAt, DateTimeOffset ExpiresAt, bool Paused);

    sealed record Attempt(int Number, int Generation, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Outcome, int? HttpStatus, string? ErrorClass, string? Excerpt);

    sealed record Act(DateTimeOffset At, string What, string? Who, string? After);

    const string read = """
        select n.notification_id as id, n.state, n.reason, n.template_key as template, n.template_version, n.client_ref as reference, n.sale_id, x.receipt_number as receipt, n.generation, n.created_at, n.changed_at,
            n.next_attempt_at, n.expires_at, p.chain_id is not null and n.state in ('pending', 'retry') as paused
        from notification n left join sale x on x.sale_id = n.sale_id left join channel_pause p on p.chain_id = n.chain_id and p.channel = n.channel
        where n.notification_id = @id
        """;

    const string readAttempts = """
        select n as number, generation, started_at, ended_at, outcome, http_status, error_class, excerpt from delivery_attempt where notification_id = @id order by started_at
        """;

    const string readActs = "select a.at, a.action as what, s.name as who, a.after::text as after from audit a left join staff s on s.staff_id = a.staff_id where a.subject = @subject order by a.at";
}
