using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Loyalty;

/// <summary>A member's words about messages, newest first, and a new one that somebody at the office heard. A withdrawal holds at once, for what waits as well.</summary>
public sealed class MemberConsent(Database database, Callers callers)
{
    const int sourceMax = 60;

    [Function("ListConsents")]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/members/{id:guid}/consent")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var answer = await database.As(caller, async work =>
        {
            if (await Known(work, id) is not { } member) return null;
            var words = await work.Query<Word>(read, new { member });
            return new { memberId = member, mayBeTold = words is not [{ Status: "withdrawn" }, ..], words };
        }, cancellation);
        return answer is null ? Problem.From(CloudRefusals.NotFound("member", "id")) : Json.Ok(answer);
    }

    [Function("SayConsent")]
    public async Task<IResult> Say([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/members/{id:guid}/consent")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Asked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.MayBeTold is not { } given) return Problem.From(CloudRefusals.Missing("mayBeTold"));
        if (asked.Source?.Trim() is not { Length: > 0 and <= sourceMax } source) return Problem.From(CloudRefusals.Wrong("source", $"A source of 1 to {sourceMax} characters says where it was heard."));
        var answer = await database.As(caller, async work =>
        {
            if (await Known(work, id) is not { } member) return null;
            await ConsentTable.Say(work, caller.ChainId, member, Guid.CreateVersion7(work.Now), given, source, work.Now, work.Now);
            await MemberTable.Tell(work, caller.ChainId, [member]);
            await Audit.Write(work, caller, given ? "consent-given" : "consent-withdrawn", $"member:{member}", null, new { source });
            return new { memberId = member, mayBeTold = given };
        }, cancellation);
        return answer is null ? Problem.From(CloudRefusals.NotFound("member", "id")) : Json.Ok(answer);
    }

    /// <summary>The member behind an id, also one that another till gave them; null when nobody is known by it.</summary>
    static async Task<MemberId?> Known(Work work, Guid id) =>
        await work.SingleOrNone<Guid?>("select member_id from member where member_id = coalesce((select same_as from member_alias where member_id = @id), @id)", new { id }) is { } found ? new(found) : null;

    sealed record Asked(bool? MayBeTold, string? Source);

    sealed record Word(string Channel, string Purpose, string Status, string Source, DateTimeOffset At, DateTimeOffset SaidAt);

    const string read = $"select channel, purpose, status, source, at, coalesce(said_at, at) as said_at from consent where member_id = @member order by {ConsentTable.latestFirst}";
}
