using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>Which members a campaign writes to; what is left out does not limit. Days are those of the member's own store.</summary>
/// <param name="TierId">Who holds this tier.</param>
/// <param name="Store">Who belongs to the store of this code: they last bought, or joined, there.</param>
/// <param name="Tag">Who has this tag, however it is written.</param>
/// <param name="BoughtFrom">Who last bought on this day or later.</param>
/// <param name="BoughtTo">Who last bought on this day or before, and not since.</param>
/// <param name="SpentAtLeast">Who paid so much or more in all, refunds taken off.</param>
/// <param name="SpentFrom">Counts what was paid on this day or later; everything when left out.</param>
sealed record Segment(Guid? TierId = null, string? Store = null, DateOnly? BoughtFrom = null, DateOnly? BoughtTo = null, Money? SpentAtLeast = null, DateOnly? SpentFrom = null, string? Tag = null)
{
    public Refusal? Wrong() =>
        BoughtFrom > BoughtTo ? CloudRefusals.Wrong("segment.boughtTo", "The last day comes before the first.")
        : SpentAtLeast is { } spent && spent <= Money.Zero ? CloudRefusals.Wrong("segment.spentAtLeast", "The amount is above 0.")
        : SpentFrom is not null && SpentAtLeast is null ? CloudRefusals.Wrong("segment.spentFrom", "A day from which is counted needs spentAtLeast.")
        : null;

    /// <summary>Its members who are active and have a number; in a fixed order.</summary>
    public Task<IReadOnlyList<SegmentMember>> MembersAsync(Work work, ChainId chain) =>
        work.Query<SegmentMember>(read, new { chain, tier = TierId, Store, BoughtFrom, BoughtTo, SpentAtLeast, SpentFrom, Tag });

    const string read = $"""
        select m.member_id, s.store_id, m.language, coalesce((
            select c.status = 'given' from consent c where c.member_id = m.member_id and c.channel = 'whatsapp' and c.purpose = 'loyalty'
            order by {ConsentTable.latestFirst} limit 1), false) as said_yes
        from member m join store s on s.store_id = coalesce(m.home_store_id, (select f.store_id from store f where f.chain_id = @chain order by f.code limit 1))
        where m.chain_id = @chain and m.active and m.phone is not null
            and (@tier::uuid is null or m.tier_id = @tier) and (@store::text is null or s.code = @store)
            and (@tag::text is null or exists (select from member_entry e where e.chain_id = @chain and e.member_id = m.member_id and e.kind = 'tag' and lower(e.value) = lower(@tag) and e.removed_at is null))
            and (@boughtFrom::date is null or m.last_bought_at >= @boughtFrom::date::timestamp at time zone s.time_zone)
            and (@boughtTo::date is null or m.last_bought_at < (@boughtTo::date + 1)::timestamp at time zone s.time_zone)
            and (@spentAtLeast::bigint is null or @spentAtLeast <= (
                select coalesce(sum(x.due), 0) from sale x where x.member_id = m.member_id
                    and (@spentFrom::date is null or x.completed_at >= @spentFrom::date::timestamp at time zone s.time_zone)))
        order by m.member_id
        """;
}

/// <param name="StoreId">Whose hours hold for it.</param>
/// <param name="SaidYes">Only then is it written to.</param>
sealed record SegmentMember(MemberId MemberId, StoreId StoreId, string Language, bool SaidYes);
