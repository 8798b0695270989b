using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>The office puts right what a member is called, how they are reached, in which language, and when they were born; and everybody's edits, with those that did not hold.</summary>
public sealed class EditMember(Database database, Callers callers, TimeProvider clock)
{
    const int bornFrom = 1900;

    [Function("EditMember")]
    public async Task<IResult> Edit([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/members/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Asked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Language is not (null or "id" or "en")) return Problem.From(CloudRefusals.Wrong("language", "The language is id or en."));
        if (asked.Birthday is { } born && (born.Year < bornFrom || born > DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddDays(1)))) return Problem.From(CloudRefusals.Wrong("birthday", $"A birthday is a day from {bornFrom} to today, such as 1990-12-31."));
        var answer = await database.As(caller, work => Edit(work, caller, id, asked), cancellation);
        return answer.IsRefused(out var no, out var member) ? Problem.From(no) : Json.Ok(member);
    }

    [Function("ListMemberEdits")]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/members/{id:guid}/edits")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        return Json.Ok(await database.As(caller, work => work.Query<Told>(readEdits, new { id }), cancellation));
    }

    static async Task<Decision<Profile>> Edit(Work work, StaffCaller caller, Guid id, Asked asked)
    {
        if (await work.SingleOrNone<Profile>(read, new { id }) is not { } before) return CloudRefusals.NotFound("member", "id");
        var changed = ProfileEdit.Decide(new(id), asked.Name ?? "", asked.Phone ?? "", before.Name, before.Phone, caller.StaffId, work.Now);
        var language = asked.Language == before.Language ? null : asked.Language;
        var birthday = asked.Birthday == before.Birthday ? null : asked.Birthday;
        if (changed.IsRefused(out var refusal, out var edit) && (refusal.Code != Refusals.MemberUnchanged().Code || (language is null && birthday is null))) return refusal;
        // Whoever sees a value and writes another has the last word, whatever the tills' clocks say.
        var stamp = Math.Max(HybridClock.At(work.Now), before.Clock + 1);
        var edits = new List<FieldEdit>();
        void Add(string field, string? value) { if (value is not null) edits.Add(new(new(id), field, value, stamp, Guid.Empty, null, caller.StaffId, work.Now)); }
        Add(ProfileFields.name, edit?.Name);
        Add(ProfileFields.phone, edit?.Phone?.TrimStart('+'));
        Add(ProfileFields.language, language);
        Add(ProfileFields.birthday, birthday?.ToString("O", CultureInfo.InvariantCulture));
        if (edit?.Phone is { } phone && await work.Single<bool>("select exists (select from member where phone = @phone and member_id <> @id)", new { phone = phone.TrimStart('+'), id }))
            return CloudRefusals.Conflict("Another member has this phone number.");
        await ProfileTable.Join(work, caller.ChainId, new(id), edits);
        await MemberTable.Tell(work, caller.ChainId, [new(id)]);
        var after = await work.Single<Profile>(read, new { id });
        await Audit.Write(work, caller, "member-edited", $"member:{id}", new { before.Name, before.Language }, new { after.Name, after.Language, phoneChanged = after.Phone != before.Phone, birthdayChanged = after.Birthday != before.Birthday });
        return after;
    }

    sealed record Asked(string? Name, string? Phone, string? Language, DateOnly? Birthday = null);

    sealed record Profile(Guid MemberId, string Name, string? Phone, string Language, DateOnly? Birthday, long Clock);

    /// <param name="Holds">It is the member's value now.</param>
    sealed record Told(string Field, string? Value, DateTimeOffset At, DateTimeOffset ReceivedAt, int? Terminal, string? StoreCode, string? Who, bool Refused, bool Holds);

    const string read = """
        select m.member_id, m.name, m.phone, m.language, m.birthday, coalesce((select max(clock) from member_edit e where e.member_id = m.member_id), 0) as clock from member m where m.member_id = @id
        """;

    const string readEdits = """
        select e.field, e.value, e.at, e.received_at, t.number as terminal, s.code as store_code, p.name as who, e.refused,
            not e.refused and row_number() over (partition by e.field order by e.refused, e.clock desc, e.origin desc, e.value collate "C" desc) = 1 as holds
        from member_edit e left join terminal t on t.terminal_id = e.origin left join store s on s.store_id = t.store_id left join staff p on p.staff_id = e.staff_id
        where e.member_id = @id order by e.clock desc, e.field
        """;
}
