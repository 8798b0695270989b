using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>Campaigns as they stand in the books.</summary>
static class CampaignTable
{
    // So many events go into the outbox with one statement.
    const int chunk = 5_000;

    /// <summary>The campaign, and an event for each of these members, in one transaction; false when its id is taken.</summary>
    public static async Task<bool> Start(Work work, StaffCaller caller, Guid id, CampaignAsked asked, IReadOnlyList<SegmentMember> members)
    {
        var segment = System.Text.Json.JsonSerializer.Serialize(asked.Segment, Json.Options);
        if (await work.Execute(insert, new { id, chain = caller.ChainId, name = asked.Name!.Trim(), bodyId = asked.BodyId!.Trim(), bodyEn = asked.BodyEn?.Trim(), segment, ends = asked.EndsAt, members = members.Count, by = caller.StaffId, now = work.Now }) == 0)
            return false;
        foreach (var part in members.Chunk(chunk))
            await PutOccasions.Put(work, caller.ChainId, work.Now, part.Select(member => new DueOccasion(member.StoreId, member.MemberId, MemberOccasion.Promotion, id.ToString(), id)));
        return true;
    }

    /// <summary>All of the chain, or one; newest first.</summary>
    public static Task<IReadOnlyList<Campaign>> Read(Work work, Guid? id = null) => work.Query<Campaign>(read, new { id });

    const string insert = """
        insert into campaign (campaign_id, chain_id, name, body_id, body_en, segment, ends_at, members, created_by, created_at)
        values (@id, @chain, @name, @bodyId, @bodyEn, @segment::jsonb, @ends, @members, @by, @now) on conflict do nothing
        """;

    const string read = """
        select c.campaign_id as id, c.name, c.body_id, c.body_en, c.segment::text as segment, c.ends_at, c.members, c.created_at, w.name as created_by, c.stopped_at,
            f.sent, f.failed, f.suppressed, c.members - f.sent - f.failed - f.suppressed as waiting
        from campaign c left join staff w on w.staff_id = c.created_by cross join lateral (
            select count(*) filter (where state in ('accepted', 'sent', 'delivered', 'read')) as sent, count(*) filter (where state in ('failed', 'parked')) as failed,
                count(*) filter (where state = 'suppressed') as suppressed
            from notification n where n.subject_id = c.campaign_id) f
        where @id::uuid is null or c.campaign_id = @id
        order by c.created_at desc
        """;
}

/// <summary>What a campaign is asked to be.</summary>
/// <param name="BodyEn">For members whose language it is; the other text when left out.</param>
sealed record CampaignAsked(string? Name, string? BodyId, string? BodyEn, DateTimeOffset? EndsAt, Segment? Segment)
{
    const int nameMax = 80;

    public Refusal? Wrong(DateTimeOffset now) =>
        Name?.Trim() is not { Length: > 0 and <= nameMax } ? CloudRefusals.Wrong("name", $"A name has 1 to {nameMax} characters.")
        : TemplateCheck.Wrong(MemberOccasion.Promotion, BodyId) is { } wrong ? wrong with { Field = "bodyId" }
        : BodyEn is not null && TemplateCheck.Wrong(MemberOccasion.Promotion, BodyEn) is { } wrongToo ? wrongToo with { Field = "bodyEn" }
        : EndsAt is not { } end || end <= now || end > now + Occasion.CampaignMost ? CloudRefusals.Wrong("endsAt", $"A campaign ends within {Occasion.CampaignMost.TotalDays:0} days from now.")
        : Segment is null ? CloudRefusals.Missing("segment")
        : Segment.Wrong();
}

/// <param name="Segment">As it was asked for, in JSON.</param>
/// <param name="Members">To whom it is written.</param>
/// <param name="Waiting">Those of them for whom it is not over, one way or the other.</param>
sealed record Campaign(
    Guid Id, string Name, string BodyId, string? BodyEn, string Segment, DateTimeOffset EndsAt, int Members, DateTimeOffset CreatedAt, string? CreatedBy, DateTimeOffset? StoppedAt,
    long Sent, long Failed, long Suppressed, long Waiting);
