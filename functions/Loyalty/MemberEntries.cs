using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Loyalty;

namespace Sasuai.Functions.Loyalty;

/// <summary>A member's tags and further phones, as the office reads and edits them; and who added and removed what.</summary>
public sealed class MemberEntries(Database database, Callers callers)
{
    [Function("ListMemberEntries")]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/members/{id:guid}/entries")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        return Json.Ok(await database.As(caller, work => work.Query<Told>(read, new { id }), cancellation));
    }

    /// <summary>One line adds and removes as at a counter: "VIP, 0812…, -grosir".</summary>
    [Function("EditMemberEntries")]
    public async Task<IResult> Edit([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/members/{id:guid}/entries")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Asked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Entries?.Trim() is not { Length: > 0 } line) return Problem.From(CloudRefusals.Missing("entries"));
        var answer = await database.As(caller, work => Edit(work, caller, new(id), line), cancellation);
        return answer.IsRefused(out var no, out var entries) ? Problem.From(no) : Json.Ok(entries);
    }

    static async Task<Decision<ProfileEntry[]>> Edit(Work work, StaffCaller caller, MemberId member, string line)
    {
        if (await work.SingleOrNone<Guid?>("select member_id from member where member_id = @member for update", new { member }) is null) return CloudRefusals.NotFound("member", "id");
        if (EntriesEdit.Decide(line, await EntryTable.Of(work, member), () => Guid.CreateVersion7(work.Now)).IsRefused(out var refusal, out var edit)) return refusal;
        await EntryTable.Add(work, caller.ChainId, member, edit.Added, caller.StaffId, work.Now);
        await EntryTable.Remove(work, caller.ChainId, member, edit.Removed, caller.StaffId, work.Now);
        await MemberTable.Tell(work, caller.ChainId, [member]);
        await Audit.Write(work, caller, "member-entries", $"member:{member}", null, new { added = edit.Added.Count, removed = edit.Removed.Count });
        return (await EntryTable.Of(work, member)).ToArray();
    }

    sealed record Asked(string? Entries);

    sealed record Told(Guid EntryId, string Kind, string Value, DateTimeOffset AddedAt, string? AddedBy, DateTimeOffset? RemovedAt, string? RemovedBy);

    const string read = """
        select e.entry_id, e.kind, e.value, e.added_at, a.name as added_by, e.removed_at, r.name as removed_by
        from member_entry e left join staff a on a.staff_id = e.added_by left join staff r on r.staff_id = e.removed_by
        where e.member_id = @id and e.kind is not null order by e.removed_at is not null, e.entry_id
        """;
}
