using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>The newest messages that the caller may see, by state, template, member, store and day; `before` goes on behind one. A phone number is never told whole.</summary>
public sealed class ListMessages(Database database, Callers callers)
{
    const int limitUsual = 50;
    const int limitMax = 500;

    [Function("ListMessages")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/messages")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var query = new RequestQuery(request);
        var (filter, before) = (MessageFilter.Read(query), query.IdOrNone("before"));
        var limit = (int)query.Number("limit", limitUsual, 1, limitMax);
        if ((query.Refusal ?? filter.Wrong()) is { } wrong) return Problem.From(wrong);
        return Json.Ok(await database.As(caller, work => work.Query<ListedMessage>(read,
            new { filter.State, filter.Template, filter.Member, filter.Store, filter.From, filter.To, before, limit, MessageStates.Resendable, MessageStates.Cancellable }), cancellation));
    }

    /// <param name="Kind">The template's key.</param>
    /// <param name="Recipient">The member's name; null when the member is not known.</param>
    /// <param name="Phone">Its last four digits.</param>
    /// <param name="Test">A person tried a text on a phone of their own; the name is that of the member whose data it reads with.</param>
    /// <param name="LastError">Why it is in its state, in a word or two.</param>
    sealed record ListedMessage(
        Guid Id, string State, string Kind, string? Recipient, string? Phone, bool Test, string? StoreCode, string Reference, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt,
        DateTimeOffset? NextAttemptAt, int Attempts, int Generation, string? LastError, bool CanResend, bool CanCancel);

    const string read = $"""
        select n.notification_id as id, n.state, n.template_key as kind, m.name as recipient, '…' || right(coalesce(n.to_phone, m.phone), 4) as phone, n.is_test as test, s.code as store_code,
            n.client_ref as reference, n.created_at, n.changed_at, n.next_attempt_at, n.attempts, n.generation, n.reason as last_error,
            n.state = any(@resendable) as can_resend, n.state = any(@cancellable) as can_cancel
        from notification n
        left join member m on m.member_id = n.member_id
        left join store s on s.store_id = n.store_id
        where {MessageTable.matches}
            and (@before::uuid is null or (n.created_at, n.member_seq) < (select b.created_at, b.member_seq from notification b where b.notification_id = @before))
        order by n.created_at desc, n.member_seq desc
        limit @limit
        """;
}
