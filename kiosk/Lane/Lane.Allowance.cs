using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
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
        new SpendablePoints(Math.Max(0, Math.Min(member.Points, Allowances.Of(db, member.MemberId.Value).Left)), AllowanceQuestions.IsOpen(db, member.MemberId.Value)));

    /// <summary>Asks for the member's points ahead, while there may be a network: at the moment of spending it is too late.</summary>
    void AskAhead(Db db, MemberItem member)
    {
        if (PointsAreSpent && member.Points > 0 && Allowances.Of(db, member.MemberId.Value).Left * 2 < member.Points) AllowanceQuestions.Ask(db, changes, Scarce.Points, member.MemberId.Value, member.Points, Now);
    }

    /// <summary>Asks for a portion of the capped promotions that this basket may come to use: when it begins, and when their coupon is shown.</summary>
    void AskForOffers(Db db, Basket next)
    {
        foreach (var promotion in Rules.Promotions.Where(promotion => promotion is { MaximumUses: not null, Active: true, UsesLeft: null or > 0 } && Now >= promotion.StartsAt && !(Now >= promotion.EndsAt)))
            if ((promotion.Coupon is null || next.Coupons?.Contains(promotion.Coupon, StringComparer.OrdinalIgnoreCase) == true) && Allowances.Of(db, promotion.PromotionId.Value).Left * 2 < promotion.Portion)
                AllowanceQuestions.Ask(db, changes, Scarce.Promotion, promotion.PromotionId.Value, promotion.Portion, Now);
    }

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

    /// <summary>What this till may take of one of the chain's own gift cards now; 0 for one that it has not asked about.</summary>
    public Money OnGiftCard(string number)
    {
        lock (door) return Rules.Terminal is { } terminal ? new(database.Read(db => Allowances.Of(db, GiftCard.IdOf(terminal.ChainId, number)).Left)) : Money.Zero;
    }

    bool HasOwnCards => Rules.Store?.Counter?.GiftCards == true;

    static IEnumerable<(Guid Card, Money Amount)> Cards(IEnumerable<(string? Reference, Money Amount)> parts, ChainId chain) =>
        parts.GroupBy(part => GiftCard.IdOf(chain, part.Reference)).Select(card => (card.Key, card.Aggregate(Money.Zero, (sum, part) => sum + part.Amount)));

    Refusal? BeyondCards(IEnumerable<OfferedTender> tenders)
    {
        if (!HasOwnCards || Rules.Terminal is not { } terminal) return null;
        foreach (var (card, amount) in Cards(tenders.Where(tender => tender.Kind == TenderKind.GiftCard).Select(tender => (tender.Reference, tender.Given)), terminal.ChainId))
        {
            var (left, answered) = database.Read(db => (Allowances.Of(db, card).Left, AllowanceQuestions.IsAnswered(db, card)));
            if (amount.Units <= left) continue;
            database.Write(db => AllowanceQuestions.Ask(db, changes, Scarce.GiftCard, card, DrawerLimit.Units, Now));
            return LaneRefusals.GiftCardNotHere(new(left), answered);
        }
        return null;
    }

    /// <summary>The sale with what it takes of the chain's own gift cards.</summary>
    static SaleCompleted TakeCards(Db db, SaleCompleted sale, ChainId chain)
    {
        var cards = Cards(sale.Tenders.Where(tender => tender.Kind == TenderKind.GiftCard).Select(tender => (tender.Reference, tender.Amount)), chain).ToArray();
        return cards.Length == 0 ? sale
            : sale with { Taken = [.. sale.Taken ?? [], .. cards.Select(card => new AllowanceTaken(Scarce.GiftCard, card.Card, card.Amount.Units, Allowances.Use(db, card.Card, card.Amount.Units)))] };
    }

    Refusal AskFor(MemberItem member, Refusal beyond)
    {
        database.Write(db => AllowanceQuestions.Ask(db, changes, Scarce.Points, member.MemberId.Value, member.Points, Now));
        return beyond;
    }
}
