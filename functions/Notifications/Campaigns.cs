using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// The chain writes to a part of its members: to those who said yes to messages, once each. First counted and read (dryRun), then started under an id
/// of the asker's own, so that a repeated request starts nothing twice.
/// </summary>
public sealed class Campaigns(Database database, Callers callers, Doorbell doorbell, TimeProvider clock)
{
    const int membersMax = 100_000;

    [Function("StartCampaign")]
    public async Task<IResult> Start([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/campaigns/{id:guid}")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<CampaignAsked>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Wrong(clock.GetUtcNow()) is { } wrong) return Problem.From(wrong);
        var onlyCount = new RequestQuery(request).TextOrNone("dryRun") == "true";
        var (answer, started) = await database.InChain(caller.ChainId, work => StartAsync(work, caller, id, asked, onlyCount), cancellation);
        if (answer.IsRefused(out var no, out var told)) return Problem.From(no);
        if (started) await doorbell.Ring(QueueNames.relayOutbox, id.ToString());
        return Json.Ok(told);
    }

    [Function("ListCampaigns")]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/campaigns")] HttpRequest request, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Everyone, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        return Json.Ok(await database.InChain(caller.ChainId, work => CampaignTable.Read(work), cancellation));
    }

    [Function("StopCampaign")]
    public async Task<IResult> Stop([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/campaigns/{id:guid}/stop")] HttpRequest request, Guid id, CancellationToken cancellation)
    {
        if ((await callers.Staff(request, Callers.Office, cancellation)).IsRefused(out var refusal, out var caller)) return Problem.From(refusal);
        if ((await RequestBody.ReadJson<AskedReason>(request, cancellation)).IsRefused(out var unreadable, out var asked)) return Problem.From(unreadable);
        if (asked.Read().IsRefused(out refusal, out var reason)) return Problem.From(refusal);
        var after = await database.InChain(caller.ChainId, async work =>
        {
            if (await work.Execute(stop, new { id, by = caller.StaffId, now = work.Now }) > 0) await Audit.Write(work, caller, "campaign-stopped", $"campaign:{id}", null, new { reason });
            return await CampaignTable.Read(work, id) is [var one] ? one : null;
        }, cancellation);
        return after is null ? Problem.From(CloudRefusals.NotFound("campaign", "id")) : Json.Ok(after);
    }

    static async Task<(Decision<object> Answer, bool Started)> StartAsync(Work work, StaffCaller caller, Guid id, CampaignAsked asked, bool onlyCount)
    {
        if (!onlyCount && await CampaignTable.Read(work, id) is [var before]) return (before, false);
        if (asked.Segment!.TierId is { } tier && !await work.Single<bool>("select exists (select from tier where tier_id = @tier)", new { tier })) return (CloudRefusals.NotFound("tier", "segment.tierId"), false);
        if (asked.Segment.Store is { } store && !await work.Single<bool>("select exists (select from store where code = @store)", new { store })) return (CloudRefusals.NotFound("store", "segment.store"), false);
        var found = await asked.Segment.MembersAsync(work, caller.ChainId);
        var willing = found.Where(member => member.SaidYes).ToArray();
        if (onlyCount) return (new { found = found.Count, willing = willing.Length, atMostADay = await work.Single<int>(readCap, new { chain = caller.ChainId }), sample = await SampleAsync(work, asked, willing) }, false);
        if (willing.Length == 0) return (CloudRefusals.Wrong("segment", $"Of {found.Count} members nobody has said yes to messages."), false);
        if (willing.Length > membersMax) return (CloudRefusals.Wrong("segment", $"A campaign goes to {membersMax} members at the most, these are {willing.Length}: divide it by store or tier."), false);
        if (!await CampaignTable.Start(work, caller, id, asked, willing)) return (CloudRefusals.Conflict("This id is taken.", "id"), false);
        await Audit.Write(work, caller, "campaign-started", $"campaign:{id}", null, new { asked.Name, asked.Segment, members = willing.Length });
        return ((await CampaignTable.Read(work, id))[0], true);
    }

    /// <summary>How it reads for the first who gets it; null when nobody does, or when it cannot be filled for them.</summary>
    static async Task<string?> SampleAsync(Work work, CampaignAsked asked, SegmentMember[] willing)
    {
        if (willing is not [var first, ..] || await work.SingleOrNone<TemplateWords>(MessageTemplates.readMember, new { first.MemberId }) is not { } words) return null;
        var english = first.Language == "en";
        return Templates.Render(english && asked.BodyEn is { } body ? body : asked.BodyId!, words, CultureInfo.GetCultureInfo(english ? "en-ID" : "id-ID"));
    }

    const string stop = "update campaign set stopped_at = @now, stopped_by = @by where campaign_id = @id and stopped_at is null";

    // The key that will send it, gentle while it is new.
    const string readCap = """
        select case when created_at > clock_timestamp() - interval '14 days' then least(new_day_cap, day_cap) else day_cap end
        from sender_key where chain_id = @chain or chain_id is null order by chain_id nulls last limit 1
        """;
}
