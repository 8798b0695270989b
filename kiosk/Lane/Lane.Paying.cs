using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    /// <summary>
    /// Completes the sale with this cash. One transaction holds the sale, its number, the till session's totals, the member's points, the
    /// outgoing fact, what the printer has to do, and the next, empty basket. When this returns a fact, it is sold, whatever happens next.
    /// </summary>
    public Decision<CompletedSale> PayCash(Money given)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (given > DrawerLimit) return LaneRefusals.AmountTooLarge(DrawerLimit);
            return Complete(at, basket.Return is not null && given.IsZero ? Paid : [.. Paid, new(TenderKind.Cash, given)]);
        }
    }

    /// <summary>
    /// Takes one payment. It is kept with the basket, so that a power cut in the middle of a payment in several parts loses none of it;
    /// when everything is paid, the sale is completed.
    /// </summary>
    public Decision<Payment> Pay(OfferedTender tender, Approval? approval = null)
    {
        ArgumentNullException.ThrowIfNull(tender);
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (basket.Lines.Count == 0) return Refusals.BasketEmpty();
            if (tender.Given > DrawerLimit) return LaneRefusals.AmountTooLarge(DrawerLimit);
            if (tender.Wrong(MemberNow, PointWorth, Paid) is { } wrong) return wrong;
            if (tender.Kind is TenderKind.Points or TenderKind.GiftCard && BeyondAllowance([.. Paid, tender]) is { } beyond) return beyond;
            ApprovalGiven? given = null;
            if (tender.Kind == TenderKind.OnAccount && Allowed(Right.OnAccount, basket.SaleId.Value, tender.Given, approval).IsRefused(out refusal, out given)) return refusal;
            var left = LeftToPay(tender.Kind == TenderKind.Cash);
            if (tender.Kind != TenderKind.Cash && tender.Given > left) return Refusals.TenderTooLarge();
            var paid = basket with { Paid = [.. Paid, tender] };
            if (tender.Given < left)
            {
                database.Write(db =>
                {
                    Use(db, given);
                    KeepIn(db, paid);
                });
                basket = paid;
                return new Payment(null, LeftToPay(inCash: false));
            }
            if (Complete(at, paid.Paid, given).IsRefused(out refusal, out var sold)) return refusal;
            return new Payment(sold, Money.Zero);
        }
    }

    /// <summary>Gives the last part of a payment back, and records who did it and why.</summary>
    public Decision<Basket> WithdrawTender(string reason)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (Paid.Count == 0) return LaneRefusals.NothingToUndo();
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            var gone = Paid[^1];
            var next = basket with { Paid = Paid.Count == 1 ? null : [.. Paid.Take(Paid.Count - 1)] };
            database.Write(db =>
            {
                changes.Append(db, NewFactId(), new TenderWithdrawn(basket.SaleId, gone.Kind, gone.Given, gone.Reference, at.Cashier.StaffId, Now, reason.Trim()), Money.Zero);
                KeepIn(db, next);
            });
            return basket = next;
        }
    }

    IReadOnlyList<OfferedTender> Paid => basket.Paid ?? [];

    Money PointWorth => Rules.Store?.Counter?.PointWorth ?? Money.Zero;

    /// <summary>What is still to be paid; in cash it is rounded to the smallest coin.</summary>
    Money LeftToPay(bool inCash) => LeftToPay(Priced(Now).Total, inCash);

    Money LeftToPay(Money total, bool inCash)
    {
        var cash = Paid.Where(tender => tender.Kind == TenderKind.Cash).Aggregate(Money.Zero, (sum, tender) => sum + tender.Given);
        var other = Paid.Where(tender => tender.Kind != TenderKind.Cash).Aggregate(Money.Zero, (sum, tender) => sum + tender.Given);
        other += Money.Min(basket.Return?.Worth ?? Money.Zero, total);
        return Checkout.Due(total, other, inCash || cash > Money.Zero, Rules.Store?.CashRounding ?? Money.Zero) - other - cash;
    }

    Decision<CompletedSale> Complete((StoreItem Store, StaffItem Cashier, TillSession Till) at, IReadOnlyList<OfferedTender> offered, ApprovalGiven? given = null)
    {
        var now = Now;
        if (Decided(at, offered, now).IsRefused(out var refusal, out var decided)) return refusal;
        // It could be held no more only where this till has begun a new epoch since.
        if (BeyondAllowance(offered) is { } beyond) return beyond;
        var (sold, next) = (new CompletedSale(decided.Sale, at.Store, at.Cashier, basket.Member, decided.Refund), NewBasket());
        (sold, till) = database.Write(db =>
        {
            Use(db, given);
            var done = Record(db, sold);
            KeepIn(db, next);
            return (done, TillSessions.Open(db));
        });
        (basket, lastVoided, pending, lastSale, usesOfMember) = (next, null, null, sold, null);
        Sold?.Invoke(sold);
        return sold;
    }

    /// <summary>Writes the sale with its number. The sale's id is its row's key, so that the same sale cannot be completed twice.</summary>
    CompletedSale Record(Db db, CompletedSale sold)
    {
        var terminal = ThisTerminal.Read(db)!;
        var returned = sold.Returned is { } back ? RecordRefund(db, back) : null;
        var sale = sold.Sale with { ReceiptNumber = SaleJournal.NextNumber(db, terminal) };
        if (sale is { PointsSpent: > 0, MemberId: { } spender }) sale = PayPoints(db, sale, Members.ById(db, spender)?.MemberId ?? spender);
        if (HasOwnCards) sale = TakeCards(db, sale, terminal.ChainId);
        if (Rules.HasCaps) sale = OfferUses.Take(db, sale, Rules.Promotions);
        var change = changes.Append(db, sale.SaleId.Value, sale, sale.Total);
        SaleJournal.Insert(db, sale, change.Payload);
        OfferUses.Add(db, sale);
        if (sale.MemberId is { } member && sale.Points != sale.PointsSpent)
            Members.AddPending(db, sale.SaleId.Value, member, sale.Points - sale.PointsSpent, terminal, change.Sequence, AllowanceTaken.RiskIn(sale.Taken));
        for (var i = 0; i < sale.Tenders.Count; i++)
            if (sale.Tenders[i].State == TenderState.Unknown) UnsettledTenders.Add(db, sale, i);
        var done = sold with { Sale = sale, Returned = returned };
        paper?.Invoke(db.Connection, db.Transaction!, done);
        return done;
    }
}
