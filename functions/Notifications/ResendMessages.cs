using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>A person has all messages of a kind sent again, such as those that failed while the gateway had a wrong list; counted first where that is asked.</summary>
public sealed class ResendMessages(Database database, Callers callers, SenderBell sender)
{
    const int atOnceMax = 1_000;

    [Function("ResendMessages")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/messages/resend")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var query = new RequestQuery(request);
        var (filter, onlyCount) = (MessageFilter.Read(query), query.TextOrNone("dryRun") == "true");
        if ((query.Refusal ?? filter.Wrong()) is { } wrong) return Problem.From(wrong);
        if (filter.State is null || !MessageStates.Resendable.Contains(filter.State)) return Problem.From(CloudRefusals.Wrong("state", $"The field 'state' must be one of {string.Join(", ", MessageStates.Resendable)}."));
        var (found, resent) = await database.As(caller, async work =>
        {
            var ids = await work.Query<Guid>(find, new { filter.State, filter.Template, filter.Member, filter.Store, filter.From, filter.To, atOnceMax });
            if (onlyCount || ids.Count == 0) return (ids.Count, 0);
            var made = await work.Query<Resent>(MessageTable.again, new { ids = ids.ToArray(), MessageStates.Resendable });
            foreach (var one in made) await Audit.Write(work, caller, "message-resent", $"message:{one.NotificationId}", new { filter.State }, new { one.Generation });
            work.AfterCommit(sender.Ring);
            return (ids.Count, made.Count);
        }, cancellation);
        return Json.Ok(new { found, resent, more = found == atOnceMax });
    }

    sealed record Resent(Guid NotificationId, int Generation);

    const string find = $"""
        select n.notification_id from notification n left join member m on m.member_id = n.member_id left join store s on s.store_id = n.store_id
        where {MessageTable.matches}
        order by n.created_at limit @atOnceMax for update of n skip locked
        """;
}
