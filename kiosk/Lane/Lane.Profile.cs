using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    /// <summary>
    /// Puts right what the basket's member is called and how they are reached, with or without a network: row and fact in one transaction.
    /// Edited elsewhere too, the later edit holds, field by field, and the other stays in the member's history.
    /// </summary>
    /// <param name="name">Empty when it stays.</param>
    /// <param name="phone">Empty when it stays.</param>
    /// <param name="mayBeTold">What the member says about messages; null when nothing.</param>
    public Decision<BasketMember> ChangeMember(string name, string phone, bool? mayBeTold = null, ConsentWay way = ConsentWay.Spoken)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (basket.Member is not { } attached || database.Read(db => Members.ById(db, attached.MemberId)) is not { } known) return LaneRefusals.MemberUnknown("");
            if (ProfileEdit.Decide(known.MemberId, name, phone, known.Name, known.Phone, at.Cashier.StaffId, Now, mayBeTold, way).IsRefused(out refusal, out var edited)) return refusal;
            if (edited.Phone is { } number && database.Read(db => Members.ByNumber(db, number.TrimStart('+'))) is { } holder && holder.MemberId != known.MemberId) return LaneRefusals.MemberKnown(holder.Name);
            basket = database.Write(db =>
            {
                MemberEdits.Add(db, changes.Append(db, NewFactId(), edited, Money.Zero), edited);
                Members.Change(db, known with { Name = edited.Name ?? known.Name, Phone = edited.Phone?.TrimStart('+') ?? known.Phone });
                var next = basket with { Member = attached with { Name = edited.Name ?? attached.Name } };
                KeepIn(db, next);
                if (edited is { MayBeTold: true, ConsentWay: ConsentWay.Signed }) Slip(db, new TillSlip.Consent(at.Store, at.Cashier, new(known.MemberId, edited.Name ?? known.Name, edited.Phone ?? (known.Phone is { } digits ? "+" + digits : null), known.Card, true, at.Cashier.StaffId, Now, ConsentWay: ConsentWay.Signed), IsNew: false));
                return next;
            });
            return basket.Member!;
        }
    }
}
