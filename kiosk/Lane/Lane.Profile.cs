using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Lanes;

/// <param name="Entries">Tags and further phones.</param>
/// <param name="MayBeTold">What the member last said about messages; null when nothing.</param>
public sealed record MemberProfile(IReadOnlyList<ProfileEntry> Entries, bool? MayBeTold);

public sealed partial class Lane
{
    /// <summary>What is known of the basket's member; null without one.</summary>
    public MemberProfile? MemberProfile
    {
        get
        {
            lock (door) return MemberKnown is { } known ? new(EntriesOf(known.MemberId), known.MayBeTold?.Given) : null;
        }
    }

    IReadOnlyList<ProfileEntry> EntriesOf(MemberId member) => database.Read(db => Members.EntriesOf(db, member));

    /// <summary>
    /// Puts right what the basket's member is called and how they are reached, with or without a network: row and fact in one transaction.
    /// Edited elsewhere too, the later edit holds, field by field, and the other stays in the member's history.
    /// </summary>
    /// <param name="name">Empty when it stays.</param>
    /// <param name="phone">Empty when it stays.</param>
    /// <param name="mayBeTold">What the member says about messages; null when nothing.</param>
    /// <param name="entries">Tags and further phones that are added, or removed with a - before them; commas between.</param>
    public Decision<BasketMember> ChangeMember(string name, string phone, bool? mayBeTold = null, ConsentWay way = ConsentWay.Spoken, string entries = "")
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (basket.Member is not { } attached || database.Read(db => Members.ById(db, attached.MemberId)) is not { } known) return LaneRefusals.MemberUnknown("");
            if (EntriesEdit.Decide(entries, EntriesOf(known.MemberId), NewFactId).IsRefused(out refusal, out var wanted)) return refusal;
            if (ProfileEdit.Decide(known.MemberId, name, phone, known.Name, known.Phone, at.Cashier.StaffId, Now, mayBeTold, way, wanted).IsRefused(out refusal, out var edited)) return refusal;
            if (edited.Phone is { } number && database.Read(db => Members.ByNumber(db, number.TrimStart('+'))) is { } holder && holder.MemberId != known.MemberId) return LaneRefusals.MemberKnown(holder.Name);
            basket = database.Write(db =>
            {
                MemberEdits.Add(db, changes.Append(db, NewFactId(), edited, Money.Zero), edited);
                Members.Change(db, known, edited);
                var next = basket with { Member = attached with { Name = edited.Name ?? attached.Name } };
                KeepIn(db, next);
                if (edited is { MayBeTold: true, ConsentWay: ConsentWay.Signed }) Slip(db, new TillSlip.Consent(at.Store, at.Cashier, new(known.MemberId, edited.Name ?? known.Name, edited.Phone ?? (known.Phone is { } digits ? "+" + digits : null), known.Card, true, at.Cashier.StaffId, Now, ConsentWay: ConsentWay.Signed), IsNew: false));
                return next;
            });
            return basket.Member!;
        }
    }
}
