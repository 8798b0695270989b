using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>A person has a text sent to a phone of their own, with a real member's data, by the way of all messages; the member gets nothing.</summary>
public sealed class TestTemplate(Database database, Callers callers, SenderBell sender)
{
    /// <summary>Tests of one chain in 24 hours; each takes a slot of the key that members wait for.</summary>
    const int testsMax = 20;

    [Function("TestMessageTemplate")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/message-templates/{key}/{locale}/test")] HttpRequest request, string key, string locale, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Asked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (PhoneNumber.Read(asked.Phone).IsRefused(out refusal, out var phone)) return Problem.From(refusal);
        if (asked.Body is not null && TemplateCheck.Wrong(key, asked.Body) is { } wrong) return Problem.From(wrong);
        var answer = await database.InChain(caller.ChainId, work => PutAsync(work, caller, key, locale, asked, phone), cancellation);
        return answer.IsRefused(out var no, out var made) ? Problem.From(no) : Json.Ok(made);
    }

    async Task<Decision<Made>> PutAsync(Work work, StaffCaller caller, string key, string locale, Asked asked, PhoneNumber phone)
    {
        await work.Execute("select pg_advisory_xact_lock(hashtextextended(@key, 3))", new { key = caller.ChainId.ToString() });
        if (await work.Single<long>(countTests, new { chain = caller.ChainId }) >= testsMax) return CloudRefusals.TooManyTries($"{testsMax} tests a day are enough: each takes the place of a member's message.");
        if (await work.SingleOrNone<string>(TemplateTable.readBody, new { chain = caller.ChainId, key, locale }) is not { } held) return CloudRefusals.NotFound("template", "key");
        var id = Guid.CreateVersion7(work.Now);
        var reference = Intake.RefOf(id);
        if (await work.Execute(insert, new { id, member = asked.MemberId, key, locale, reference, phone = phone.Digits, body = asked.Body?.Trim() ?? held, expires = work.Now.AddHours(1) }) == 0)
            return CloudRefusals.NotFound("member", "memberId");
        await Audit.Write(work, caller, "template-tested", $"message:{id}", null, new { key, locale });
        work.AfterCommit(sender.Ring);
        return new Made(id, reference);
    }

    /// <param name="MemberId">Whose data it reads with.</param>
    /// <param name="Body">A text that is not saved yet; the one that holds when left out.</param>
    sealed record Asked(string? Phone, Guid MemberId, string? Body = null);

    /// <param name="Reference">As it stands in the text.</param>
    sealed record Made(Guid Id, string Reference);

    const string countTests = "select count(*) from notification where chain_id = @chain and is_test and created_at > now() - interval '1 day'";

    const string insert = """
        insert into notification (notification_id, chain_id, store_id, member_id, event_id, dedupe_key, channel, template_key, locale, client_ref, to_phone, own_body, is_test,
            sender_key_id, state, next_attempt_at, expires_at, created_at, changed_at)
        select @id, m.chain_id, s.store_id, m.member_id, @id, sha256(@id::text::bytea), 'whatsapp', @key, @locale, @reference, @phone, @body, true,
            k.sender_key_id, 'pending', clock_timestamp(), @expires, clock_timestamp(), clock_timestamp()
        from member m join lateral (select store_id from store where chain_id = m.chain_id order by store_id is distinct from m.home_store_id, code limit 1) s on true
        join lateral (select sender_key_id from sender_key where chain_id = m.chain_id or chain_id is null order by chain_id nulls last limit 1) k on true
        where m.member_id = @member
        """;
}
