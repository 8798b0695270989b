using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>A member as a list shows them: enough to ask whether it is they, and no more.</summary>
/// <param name="PhoneEnd">The last four digits; empty without a phone.</param>
public sealed record FoundMember(MemberId MemberId, string Name, string? TierName, long Points, string PhoneEnd);

public sealed partial class Lane
{
    (MemberId Member, long Version, IReadOnlyDictionary<PromotionId, int> Uses)? usesOfMember;

    /// <summary>Members by the beginnings of the words of their names; two letters are enough.</summary>
    public IReadOnlyList<FoundMember> SearchMembers(string text, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        lock (door) return [.. database.Read(db => Members.ByName(db, text, limit)).Select(Found)];
    }

    /// <summary>Who has this phone number or card; null when nobody has.</summary>
    public FoundMember? FindMember(string phoneOrCard)
    {
        ArgumentNullException.ThrowIfNull(phoneOrCard);
        lock (door) return OfPhoneOrCard(phoneOrCard) is { } member ? Found(member) : null;
    }

    /// <summary>Whether a text in letters is no name to be searched for: a member's card, or a coupon of a promotion.</summary>
    public bool IsCardOrCoupon(string text)
    {
        lock (door) return Rules.Promotions.Any(promotion => string.Equals(promotion.Coupon, text, StringComparison.OrdinalIgnoreCase)) || database.Read(db => Members.ByCard(db, text)) is not null;
    }

    /// <summary>Attaches the member who has this phone number or card.</summary>
    public Decision<BasketMember> AttachMember(string phoneOrCard)
    {
        ArgumentNullException.ThrowIfNull(phoneOrCard);
        lock (door) return Attach(OfPhoneOrCard(phoneOrCard), phoneOrCard.Trim());
    }

    /// <summary>Attaches a member who was chosen from a list.</summary>
    public Decision<BasketMember> AttachMember(MemberId member)
    {
        lock (door) return Attach(database.Read(db => Members.ById(db, member)) is { Active: true } known ? known : null, "");
    }

    /// <summary>The basket is nobody's again; refused while a part is paid.</summary>
    public Decision<Basket> DetachMember()
    {
        lock (door) return basket.Member is null ? basket : HeldByMember is { } refusal ? refusal : Keep(basket.Attach(null));
    }

    /// <summary>
    /// Makes somebody a member, with or without a network, and attaches them to the basket: row, basket and fact in one transaction. Who is
    /// known by phone or card already is not enrolled twice.
    /// </summary>
    public Decision<BasketMember> Enrol(AskedMember asked)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (HeldByMember is { } held) return held;
            if (Enrolment.Decide(asked, new(Guid.CreateVersion7(Now)), at.Cashier.StaffId, Now).IsRefused(out refusal, out var enrolled)) return refusal;
            if (enrolled.Card is { } card && Catalogue.ByCode(card, Now) is not null) return LaneRefusals.CardIsItem(card);
            if (database.Read(db => Members.Holder(db, enrolled)) is { } known) return known.Active ? LaneRefusals.MemberKnown(known.Name) : LaneRefusals.MemberBarred(known.Name);
            basket = database.Write(db =>
            {
                Members.Enrol(db, enrolled, Tier.For(0, Rules.Tiers)?.TierId);
                changes.Append(db, enrolled.MemberId.Value, enrolled, Money.Zero);
                var next = basket.Attach(Rules.Card(Members.ById(db, enrolled.MemberId)!));
                KeepIn(db, next);
                if (enrolled is { MayBeTold: true, ConsentWay: ConsentWay.Signed }) Slip(db, new TillSlip.Consent(at.Store, at.Cashier, enrolled));
                return next;
            });
            return basket.Member!;
        }
    }

    /// <summary>What the basket's member gets at this moment and others do not; empty without a member.</summary>
    public IReadOnlyList<Promotion> OffersForMember
    {
        get
        {
            lock (door) return basket.Member is { } member ? MemberOffers.Now(member, PricingRules, Now) : [];
        }
    }

    /// <summary>In how many sales of this till the basket's member used each promotion; null without a member.</summary>
    IReadOnlyDictionary<PromotionId, int>? UsedByMember
    {
        get
        {
            if (basket.Member is not { } member) return null;
            if (usesOfMember is not { } read || read.Member != member.MemberId || read.Version != Rules.Version)
                usesOfMember = read = (member.MemberId, Rules.Version, database.Read(db => OfferUses.Of(db, member.MemberId)));
            return read.Uses;
        }
    }

    /// <summary>Why the basket cannot change hands: points, credit and rewards of one member would be booked on another. Null when it can.</summary>
    Refusal? HeldByMember => Paid.Count > 0 ? LaneRefusals.PaymentBegun() : basket.Rewards is not null ? LaneRefusals.RewardsTaken() : null;

    MemberItem? OfPhoneOrCard(string text)
    {
        var phone = PhoneNumber.Read(text);
        return database.Read(db => Members.ByCard(db, text) ?? (phone.Refusal is null ? Members.ByPhone(db, phone.Value) : null));
    }

    Decision<BasketMember> Attach(MemberItem? member, string asked)
    {
        if (Selling().IsRefused(out var refusal, out _)) return refusal;
        if (member is null) return LaneRefusals.MemberUnknown(asked);
        if (HeldByMember is { } held) return held;
        var next = basket.Attach(Rules.Card(member));
        database.Write(db =>
        {
            KeepIn(db, next);
            AskAhead(db, member);
        });
        return (basket = next).Member!;
    }

    FoundMember Found(MemberItem member) =>
        new(member.MemberId, member.Name, Rules.Card(member).TierName, member.Points, member.Phone is { Length: > 4 } phone ? phone[^4..] : "");
}
