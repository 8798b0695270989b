using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>The texts of the chain's messages: those that hold, a new version of one, and how one reads with a real member's data. A version is never edited.</summary>
public sealed class MessageTemplates(Database database, Callers callers)
{
    [Function("ListMessageTemplates")]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/message-templates")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        var held = await database.As(caller, work => work.Query<Held>(readHeld, new { chain = caller.ChainId }), cancellation);
        return Json.Ok(new { offered = TemplateCheck.Offered, required = TemplateCheck.Required, templates = held });
    }

    [Function("SaveMessageTemplate")]
    public async Task<IResult> Save([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/message-templates/{key}/{locale}")] HttpRequest request, string key, string locale, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Asked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (TemplateCheck.Wrong(key, asked.Body) is { } wrong) return Problem.From(wrong);
        if (asked.WhenUncertain is not (null or "hold" or "resend_once")) return Problem.From(CloudRefusals.Wrong("whenUncertain", "A message of which nobody knows is held, or sent once more: hold or resend_once."));
        var version = await database.As(caller, async work =>
        {
            var made = await work.SingleOrNone<int?>(insert, new { chain = caller.ChainId, key, locale, body = asked.Body!.Trim(), asked.WhenUncertain });
            if (made is not null) await Audit.Write(work, caller, "template-saved", $"template:{key}:{locale}", null, new { version = made, body = asked.Body!.Trim() });
            return made;
        }, cancellation);
        return version is null ? Problem.From(CloudRefusals.NotFound("template", "key")) : Json.Ok(new { key, locale, version });
    }

    /// <summary>Of the text in the request, or else of the one that holds; a wrong text is told as when it is saved.</summary>
    [Function("PreviewMessageTemplate")]
    public async Task<IResult> Preview([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/message-templates/{key}/{locale}/preview")] HttpRequest request, string key, string locale, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<Sample>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Body is not null && TemplateCheck.Wrong(key, asked.Body) is { } wrong) return Problem.From(wrong);
        var (held, member) = await database.As(caller, async work =>
        (
            (await work.Query<Held>(readHeld, new { chain = caller.ChainId })).FirstOrDefault(one => one.Key == key && one.Locale == locale),
            await work.SingleOrNone<TemplateWords>(readMember, new { asked.MemberId })
        ), cancellation);
        if (held is null) return Problem.From(CloudRefusals.NotFound("template", "key"));
        if (member is null) return Problem.From(CloudRefusals.NotFound("member", "memberId"));
        return Templates.Render(asked.Body ?? held.Body, member, CultureInfo.GetCultureInfo(locale == "en" ? "en-ID" : "id-ID")) is { } text
            ? Json.Ok(new { text, text.Length }) : Problem.From(CloudRefusals.Wrong("body", $"With this member's data the text is empty or longer than {Templates.textMax} characters."));
    }

    sealed record Asked(string? Body, string? WhenUncertain);

    sealed record Sample(Guid MemberId, string? Body);

    /// <param name="Own">The chain's own text; else the house's.</param>
    sealed record Held(string Key, string Locale, int Version, string Body, string WhenUncertain, bool Own);

    const string readHeld = """
        select distinct on (key, locale) key, locale, version, body, when_uncertain, chain_id is not null as own
        from message_template where chain_id = @chain or chain_id is null order by key, locale, chain_id nulls last, version desc
        """;

    // Only what the house sends can have a text.
    const string insert = """
        insert into message_template (chain_id, key, version, locale, body, when_uncertain)
        select @chain, h.key, (select coalesce(max(version), 0) + 1 from message_template where chain_id = @chain and key = h.key and locale = h.locale), h.locale, @body, coalesce(@whenUncertain, h.when_uncertain)
        from message_template h where h.chain_id is null and h.key = @key and h.locale = @locale order by h.version desc limit 1
        returning version
        """;

    /// <summary>A member's data as a text reads with it.</summary>
    internal const string readMember = """
        select m.name, coalesce(t.name, '') as tier, m.points, coalesce((select s.name from store s where s.chain_id = m.chain_id order by s.store_id is distinct from m.home_store_id, s.code limit 1), '') as store, 'REF123' as ref,
            coalesce((select r.name from reward r where r.chain_id = m.chain_id and r.active order by r.points, r.name limit 1), 'hadiah') as reward,
            'Rp 12.500' as total, 'https://contoh/r/REF123' as link, '31-12-2026' as date, '123' as sales, 'Gula 1 kg 2, Teh celup 0' as items
        from member m left join tier t on t.tier_id = m.tier_id where m.member_id = @memberId
        """;
}
