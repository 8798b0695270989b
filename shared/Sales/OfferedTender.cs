namespace Sasuai.Sales;

/// <summary>A payment as it is offered: cash may be more than what is left, nothing else may.</summary>
/// <param name="Given">Above 0, in minor units.</param>
/// <param name="Reference">The terminal's, bank's or card's number; card, bank transfer, e-wallet and gift card need one.</param>
public sealed record OfferedTender(TenderKind Kind, Money Given, string? Reference = null, TenderState State = TenderState.Confirmed)
{
    /// <summary>Why this cannot be taken from this member at all; null when it can.</summary>
    /// <param name="worth">What a point pays; 0 when points do not pay.</param>
    /// <param name="taken">What was already taken for this sale.</param>
    public Refusal? Wrong(BasketMember? member, Money worth, IReadOnlyList<OfferedTender> taken)
    {
        if (Kind == TenderKind.Exchange) return Refusals.TenderNotOffered();
        if (Given <= Money.Zero) return Refusals.TenderNotPositive();
        if (State != TenderState.Confirmed && Kind is not (TenderKind.Qris or TenderKind.BankTransfer or TenderKind.EWallet)) return Refusals.TenderNotCertain();
        if (State == TenderState.Confirmed && string.IsNullOrWhiteSpace(Reference) && Kind is TenderKind.Card or TenderKind.BankTransfer or TenderKind.EWallet or TenderKind.GiftCard) return Refusals.TenderReferenceMissing();
        if (Kind is not (TenderKind.Points or TenderKind.StoreCredit or TenderKind.OnAccount)) return null;
        if (member is null) return Refusals.TenderNeedsMember();
        if (Kind == TenderKind.Points && (worth <= Money.Zero || Given.Units % worth.Units != 0)) return Refusals.PointsNotWhole(worth);
        var has = Kind switch { TenderKind.Points => new Money(checked(member.Points * worth.Units)), TenderKind.StoreCredit => member.StoreCredit, _ => member.AccountLeft };
        var left = taken.Where(tender => tender.Kind == Kind).Aggregate(has, (sum, tender) => sum - tender.Given);
        return Given > left ? Refusals.TenderBeyond(Money.Max(left, Money.Zero)) : null;
    }
}
