using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Functions.Terminals;
using Sasuai.Loyalty;
using Sasuai.Messages;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>
/// Members whom a counter enrolled. Somebody who is known by phone or card already, because another till enrolled them too, gets no second
/// row: the new id becomes another name of the known member, and what was earned under it is theirs (CONFLICTS: an alias joins the ids).
/// </summary>
static class PostEnrolments
{
    /// <summary>The answer is how many of them are to be told something.</summary>
    public static async Task<int> Post(Work work, PostingStore shop, IReadOnlyList<(WaitingFact Fact, MemberEnrolled Enrolled)> enrolments)
    {
        if (enrolments.Count == 0) return 0;
        var welcomed = 0;
        var lowest = Tier.For(0, await work.Query<Tier>(StoreTable.readTiers, new { chain = shop.ChainId }))?.TierId;
        foreach (var (fact, enrolled) in enrolments)
        {
            var phone = PhoneNumber.Read(enrolled.Phone).IsRefused(out _, out var number) ? null : number.Digits;
            var member = new NewMember(enrolled.MemberId, enrolled.Name.Trim(), phone, enrolled.Card, lowest, 0, enrolled.EnrolledAt, enrolled.Language == "en" ? "en" : "id");
            var isNew = (await MemberTable.Add(work, shop.ChainId, [member], shop.StoreId)).Count > 0;
            var same = isNew ? enrolled.MemberId : await Join(work, shop, member);
            // What somebody says about messages holds for who they are, whichever till they said it at; the latest word counts.
            if (same is { } person)
            {
                await ConsentTable.Say(work, shop.ChainId, person, fact.FactId, enrolled.MayBeTold, ConsentTable.SourceOf(enrolled.ConsentWay), enrolled.EnrolledAt, fact.ReceivedAt);
                await MemberTable.Tell(work, shop.ChainId, [person]);
            }
            if (!isNew || !enrolled.MayBeTold || phone is null) continue;
            await Welcome(work, shop, enrolled);
            welcomed++;
        }
        return welcomed;
    }

    static Task Welcome(Work work, PostingStore shop, MemberEnrolled enrolled) =>
        PutOccasions.Put(work, shop.ChainId, enrolled.EnrolledAt, [new(shop.StoreId, enrolled.MemberId, MemberOccasion.Welcome, MemberOccasion.Once)]);

    /// <summary>Who they are already; null when nobody is known by id, phone or card.</summary>
    static async Task<MemberId?> Join(Work work, PostingStore shop, NewMember member)
    {
        var known = await work.SingleOrNone<Guid?>(findKnown, new { chain = shop.ChainId, id = member.MemberId, member.Phone, member.Card });
        if (known is not { } found) return null;
        if (new MemberId(found) is var same && same == member.MemberId) return same;
        await work.Execute(insertAlias, new { id = member.MemberId, chain = shop.ChainId, same, now = work.Now });
        // The card that was handed out, or the number that was told, finds them from now on, where they had none.
        await work.Execute(fillGaps, new { chain = shop.ChainId, same, member.Phone, member.Card });
        // The till that enrolled them must not go on with the second row.
        var gone = new MemberItem(member.MemberId, member.Name, null, null, null, 0, 0, Active: false, SameAs: same);
        work.Tell(Feeds.Member(shop.ChainId, member.MemberId), shop.ChainId, FeedKinds.member, member.MemberId.ToString(), JsonSerializer.Serialize(gone, WireJson.Default.MemberItem));
        await PointsWaiting.Settle(work, shop.ChainId, [member.MemberId]);
        await MemberTable.Tell(work, shop.ChainId, [same]);
        return same;
    }

    const string findKnown = """
        select member_id from member
        where chain_id = @chain and (member_id = @id or phone = @phone or card = @card) order by member_id = @id desc, phone = @phone desc limit 1
        """;

    const string insertAlias = "insert into member_alias (member_id, chain_id, same_as, at) values (@id, @chain, @same, @now) on conflict do nothing";

    const string fillGaps = """
        update member set
            phone = case when phone is null and not exists (select from member o where o.chain_id = @chain and o.phone = @phone) then @phone else phone end,
            card = case when card is null and not exists (select from member o where o.chain_id = @chain and o.card = @card) then @card else card end
        where member_id = @same and (phone is null or card is null)
        """;
}
