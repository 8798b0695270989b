using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    /// <summary>The newest sales of this terminal, newest first.</summary>
    public IReadOnlyList<SaleCompleted> Receipts(int limit) => database.Read(db => SaleJournal.Newest(db, limit));

    /// <summary>The sale behind a receipt number: of this terminal, or as it was scanned just now from another one's receipt.</summary>
    public Decision<KnownReceipt> Receipt(ReceiptNumber number)
    {
        lock (door) return ToGiveBack(number);
    }

    /// <summary>Cancels a whole sale of the open till session: goods, money and points go back as they came.</summary>
    public Decision<SaleRefunded> VoidSale(ReceiptNumber number, string reason, Approval? approval = null) =>
        GiveBack(number, reason, approval, Right.VoidSale, (known, at, id) => Refund.Void(known.Sale, known.Refunds, reason.Trim(), id, at));

    /// <summary>Gives back lines of a sale, or parts of them. Never more than was sold and is not back yet.</summary>
    /// <param name="kind">How the money goes back.</param>
    public Decision<SaleRefunded> RefundSale(ReceiptNumber number, IReadOnlyList<ReturnedLine> lines, TenderKind kind, string? reference, string reason, Approval? approval = null) =>
        GiveBack(number, reason, approval, Right.Refund, (known, at, id) => kind == TenderKind.Exchange ? Refusals.RefundNotBy(kind) :
            Refund.Decide(known.Sale, known.Refunds, lines, kind, reference, Rules.Store!.CashRounding, reason.Trim(), id, at));

    /// <summary>Gives the money of the open basket's goods back, without a receipt: with permission, and up to the store's cap.</summary>
    public Decision<SaleRefunded> RefundWithoutReceipt(string reason, Approval? approval = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (Paid.Count > 0) return LaneRefusals.PaymentBegun();
            if (basket.Return is not null) return Refusals.ReturnHeld();
            if (basket.Rewards is not null) return LaneRefusals.RewardsTaken();
            var place = new AtTheTill(default, at.Till.Id, at.Cashier.StaffId, at.Till.BusinessDate, Now);
            if (Checkout.Refund(new(Guid.CreateVersion7(Now)), basket, Priced(Now), TenderKind.Cash, at.Store.CashRounding, at.Store.Earning, null, reason.Trim(), place).IsRefused(out refusal, out var refund)) return refusal;
            if (at.Store.Counter?.RefundWithoutReceiptCap is { } cap && refund.Due > cap) return LaneRefusals.AboveCap(cap);
            if (Allowed(Right.RefundWithoutReceipt, basket.SaleId.Value, refund.Due, approval).IsRefused(out refusal, out var given)) return refusal;
            var next = NewBasket();
            refund = Write(refund with { ApprovalId = given?.ApprovalId }, at.Store, at.Cashier, given, db => KeepIn(db, next));
            (basket, lastVoided, pending) = (next, null, null);
            return refund;
        }
    }

    /// <summary>Prints a receipt once more: marked as a copy and counted, or for a present, without prices.</summary>
    public Decision<ReceiptReprinted> Reprint(ReceiptNumber number, ReprintKind kind, string reason, Approval? approval = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (ToGiveBack(number).IsRefused(out refusal, out var known)) return refusal;
            if (known.UpTo is not null) return LaneRefusals.ReceiptOfOthers(number);
            if (Allowed(Right.Reprint, known.Sale.SaleId.Value, Money.Zero, approval).IsRefused(out refusal, out var given)) return refusal;
            var seller = Rules.Staff.FirstOrDefault(person => person.StaffId == known.Sale.CashierId) ?? at.Cashier;
            return database.Write(db =>
            {
                Use(db, given);
                var copy = SaleJournal.NextCopy(db, known.Sale.SaleId, kind);
                var fact = new ReceiptReprinted(known.Sale.SaleId.Value, number, kind, copy, at.Cashier.StaffId, Now, reason.Trim());
                changes.Append(db, NewFactId(), fact, Money.Zero);
                // A receipt adds what the sale earned to what the member had: the points of today hold it already.
                var member = known.Sale.MemberId is { } id && Members.ById(db, id) is { } item ? Rules.Card(item with { Points = item.Points - known.Sale.Points + known.Sale.PointsSpent }) : null;
                Slip(db, new TillSlip.Reprint(at.Store, at.Cashier, new(known.Sale, at.Store, seller, member), kind, copy));
                return fact;
            });
        }
    }

    Decision<SaleRefunded> GiveBack(ReceiptNumber number, string reason, Approval? approval, Right right, Func<KnownReceipt, AtTheTill, RefundId, Decision<SaleRefunded>> decide)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (ToGiveBack(number).IsRefused(out refusal, out var known)) return refusal;
            if (known.UpTo is not null && right == Right.VoidSale) return LaneRefusals.ReceiptOfOthers(number);
            if (known.IsCancelled) return Refusals.RefundBegun();
            var place = new AtTheTill(default, at.Till.Id, at.Cashier.StaffId, at.Till.BusinessDate, Now);
            if (decide(known, place, new(Guid.CreateVersion7(Now))).IsRefused(out refusal, out var refund)) return refusal;
            if (Beyond(known, refund) is { } beyond) return beyond;
            if (Allowed(right, known.Sale.SaleId.Value, refund.Due, approval).IsRefused(out refusal, out var given)) return refusal;
            return Write(refund with { ApprovalId = given?.ApprovalId }, at.Store, at.Cashier, given);
        }
    }

    /// <summary>The refund with its number, its fact, the till session's sums, the member's points and its paper, in one transaction.</summary>
    SaleRefunded Write(SaleRefunded decided, StoreItem store, StaffItem person, ApprovalGiven? given, Action<Db>? also = null)
    {
        (var refund, till) = database.Write(db =>
        {
            Use(db, given);
            var done = RecordRefund(db, decided);
            Slip(db, new TillSlip.Refund(store, person, done));
            also?.Invoke(db);
            return (done, TillSessions.Open(db));
        });
        usesOfMember = null;
        return refund;
    }

    SaleRefunded RecordRefund(Db db, SaleRefunded decided)
    {
        var terminal = ThisTerminal.Read(db)!;
        var done = decided with { ReceiptNumber = SaleJournal.NextNumber(db, terminal) };
        var cancelled = done.Kind == RefundKind.Void ? done.OriginalSaleId : null;
        if (cancelled is { } gone) done = done with { Taken = Allowances.Return(db, SaleJournal.ById(db, gone)?.Taken) };
        var change = changes.Append(db, done.RefundId.Value, done, -done.Total);
        SaleJournal.Insert(db, done, change.Payload);
        if (cancelled is { } sale) OfferUses.Remove(db, sale);
        if (done.MemberId is { } member && done.PointsReturned != done.Points)
            Members.AddPending(db, done.RefundId.Value, member, done.PointsReturned - done.Points, terminal, change.Sequence, AllowanceTaken.RiskIn(done.Taken));
        GiveRewardsBack(db, done);
        return done;
    }

    static KnownReceipt? Known(Db db, ReceiptNumber number) =>
        SaleJournal.Sale(db, number) is { } sale ? new(UnsettledTenders.AsSettled(db, sale), SaleJournal.Refunds(db, sale.SaleId)) : null;
}
