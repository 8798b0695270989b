using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>How many points of the basket's member can be taken at this till now.</summary>
/// <param name="Points">No more than the member has.</param>
/// <param name="Asked">The cloud was asked for more, and has not answered yet.</param>
public sealed record SpendablePoints(long Points, bool Asked);

public sealed partial class Lane
{
    /// <summary>Null where points cannot be spent at all, and without a member.</summary>
    public SpendablePoints? Spendable
    {
        get
        {
            lock (door) return PointsAreSpent && MemberKnown is { } member ? Here(member) : null;
        }
    }

    bool PointsAreSpent => PointWorth > Money.Zero || Rules.Rewards.Any(reward => reward.IsGiven(Now));

    SpendablePoints Here(MemberItem member) => database.Read(db =>
        new SpendablePoints(Rules.Store is { } store ? MemberPoints.Here(db, member, store.StoreId, store.Counter) : 0, AllowanceQuestions.IsOpen(db, member.MemberId.Value)));

    /// <summary>Asks for the member's points ahead, while there may be a network: at the moment of spending it is too late.</summary>
    void AskAhead(Db db, MemberItem member)
    {
        if (!PointsAreSpent) return;
        if (member.Points > 0) AllowanceQuestions.AskWhenLow(db, changes, Scarce.Points, member.MemberId.Value, member.Points, Now);
        AskForRisk(db);
    }

    /// <summary>Asks for a part of the store's risk, so that it is there when the network is not.</summary>
    void AskForRisk(Db db)
    {
        if (Rules.Store is { Counter.RiskPortion: > 0 and var portion } store) AllowanceQuestions.AskWhenLow(db, changes, Scarce.PointsRisk, store.StoreId.Value, portion, Now);
    }

    /// <summary>The sale with the allowances by which its points pay; without them when they are not all this till's to take, which stands.</summary>
    SaleCompleted PayPoints(Db db, SaleCompleted sale, MemberId member) => MemberPoints.Take(db, member, sale.PointsSpent, Rules.Store!.StoreId) is not var (held, risk) ? sale
        : sale with { Held = held, Taken = risk is null ? sale.Taken : [.. sale.Taken ?? [], risk] };

    /// <summary>Asks for a portion of the capped promotions that this basket may come to use: when it begins or is taken up again, when its member comes, and when a coupon is shown.</summary>
    void AskForOffers(Db db, Basket? was, Basket next)
    {
        if (next is { Lines.Count: 0, Member: null }) return;
        if (was?.SaleId == next.SaleId && was.Lines.Count > 0 == next.Lines.Count > 0 && was.Member?.MemberId == next.Member?.MemberId && was.Coupons?.Count == next.Coupons?.Count) return;
        foreach (var promotion in Rules.Promotions.Where(promotion => promotion.MaximumUses is not null && MayUse(promotion, next)))
            AllowanceQuestions.AskWhenLow(db, changes, Scarce.Promotion, promotion.PromotionId.Value, promotion.Portion, Now);
    }

    bool MayUse(Promotion promotion, Basket next) =>
        promotion is { Active: true, UsesLeft: null or > 0 } && Now >= promotion.StartsAt && !(Now >= promotion.EndsAt)
        && (promotion.Coupon is null || next.Coupons?.Contains(promotion.Coupon, StringComparer.OrdinalIgnoreCase) == true)
        && (next.Member is not null || promotion is { MembersOnly: false, TierId: null, UsesPerMember: null });

    /// <summary>Why this till may not take so many points; null when it may.</summary>
    static Refusal? Beyond(SpendablePoints here, long points) => points > here.Points ? LaneRefusals.PointsNotHere(here.Points, here.Asked) : null;

    /// <summary>What the basket's tenders take in points; 0 for none.</summary>
    long PointsPaid(IEnumerable<OfferedTender> tenders) =>
        PointWorth > Money.Zero ? tenders.Where(tender => tender.Kind == TenderKind.Points).Sum(tender => tender.Given.Units) / PointWorth.Units : 0;

    /// <summary>Why these tenders take more points, or more of a gift card, than this till may; the cloud is asked for it. Null when all is well.</summary>
    Refusal? BeyondAllowance(IEnumerable<OfferedTender> tenders)
    {
        var parts = tenders.ToArray();
        if (BeyondCards(parts) is { } card) return card;
        if (PointsPaid(parts) is not (> 0 and var points) || MemberKnown is not { } member) return null;
        return Beyond(Here(member), points) is { } beyond ? AskFor(member, beyond) : null;
    }

    Refusal AskFor(MemberItem member, Refusal beyond)
    {
        database.Write(db => AllowanceQuestions.Ask(db, changes, Scarce.Points, member.MemberId.Value, member.Points, Now));
        return beyond;
    }
}
