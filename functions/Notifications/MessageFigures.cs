using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>How the messages stand: by template and state, how many wait and since when, whether the channel is open and, if not, who or what closed it.</summary>
public sealed class MessageFigures(Database database, Callers callers)
{
    [Function("MessageFigures")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/messages/figures")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var query = new RequestQuery(request);
        var filter = MessageFilter.Read(query);
        if ((query.Refusal ?? filter.Wrong()) is { } wrong) return Problem.From(wrong);
        return Json.Ok(await database.As(caller, async work =>
        {
            var rows = await work.Query<Row>(count, filter);
            long Of(params string[] states) => rows.Where(row => states.Contains(row.State)).Sum(row => row.Messages);
            return new
            {
                asOf = work.Now, sent = Of("accepted", "sent", "delivered", "read"), waiting = Of(MessageStates.Waiting), failed = Of("failed", "parked"), uncertain = Of("uncertain"), suppressed = Of("suppressed"),
                oldestWaitingSince = rows.Where(row => MessageStates.Waiting.Contains(row.State)).Min(row => (DateTimeOffset?)row.Oldest),
                byTemplate = rows.GroupBy(row => row.Template).Select(template => new { template = template.Key, byState = template.ToDictionary(row => row.State, row => row.Messages, StringComparer.Ordinal) }),
                channels = await work.Query<Channel>(readChannel, new { chain = caller.ChainId })
            };
        }, cancellation));
    }

    sealed record Row(string Template, string State, long Messages, DateTimeOffset Oldest);

    /// <param name="PausedBy">The person; null when none paused it.</param>
    /// <param name="GatewayRefuses">Why the gateway refuses the key, its quota or its device; null when it does not.</param>
    sealed record Channel(string Name, string? PausedBy, string? PausedReason, DateTimeOffset? PausedAt, bool BreakerOpen, string? GatewayRefuses, DateTimeOffset? NextProbeAt);

    const string count = $"""
        select n.template_key as template, n.state, count(*) as messages, min(n.created_at) as oldest
        from notification n left join member m on m.member_id = n.member_id left join store s on s.store_id = n.store_id
        where {MessageTable.matches}
        group by n.template_key, n.state order by n.template_key, n.state
        """;

    const string readChannel = """
        select 'whatsapp' as name, w.name as paused_by, p.reason as paused_reason, p.at as paused_at, k.breaker = 'open' as breaker_open,
            case when k.paused_by = 'gateway' then k.paused_reason end as gateway_refuses, k.open_until as next_probe_at
        from (select * from sender_key where chain_id = @chain or chain_id is null order by chain_id nulls last limit 1) k
        left join channel_pause p on p.chain_id = @chain and p.channel = 'whatsapp' left join staff w on w.staff_id = p.paused_by
        """;
}
