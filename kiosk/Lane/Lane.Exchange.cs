using Sasuai.Codes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    /// <summary>
    /// Goods of a sale come back for others: their worth is held with the basket, through a power cut as well, and pays when the basket is
    /// paid. Nothing has come back until then.
    /// </summary>
    public Decision<HeldReturn> HoldReturn(ReceiptNumber number, IReadOnlyList<ReturnedLine> lines, string reason, Approval? approval = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (Paid.Count > 0) return LaneRefusals.PaymentBegun();
            if (basket.Return is not null) return Refusals.ReturnHeld();
            var held = new HeldReturn(new(Guid.CreateVersion7(Now)), number, lines, reason.Trim(), Money.Zero, Signed: SignedCode(number));
            if (Returned(held, at).IsRefused(out refusal, out var refund)) return refusal;
            if (Allowed(Right.Refund, refund.OriginalSaleId!.Value.Value, refund.Due, approval).IsRefused(out refusal, out var given)) return refusal;
            var next = basket with { Return = held with { Worth = refund.GoesBackBy(TenderKind.Exchange), ApprovalId = given?.ApprovalId } };
            database.Write(db =>
            {
                Use(db, given);
                KeepIn(db, next);
            });
            return (basket = next).Return!;
        }
    }

    /// <summary>The refund of what is held, decided anew: it may have come back by another way meanwhile.</summary>
    Decision<SaleRefunded> Returned(HeldReturn held, (StoreItem Store, StaffItem Cashier, TillSession Till) at)
    {
        // What was scanned before a power cut is still believed or not by today's keys.
        if (held.Signed is { } code && SignedCode(held.Receipt) is null && Scanned(new ScannedCode.Receipt(held.Receipt, code)).IsRefused(out var refusal, out _)) return refusal;
        if (ToGiveBack(held.Receipt).IsRefused(out refusal, out var known)) return refusal;
        if (known.IsCancelled) return Refusals.RefundBegun();
        var place = new AtTheTill(default, at.Till.Id, at.Cashier.StaffId, at.Till.BusinessDate, Now);
        if (Refund.Decide(known.Sale, known.Refunds, held.Lines, TenderKind.Exchange, null, Money.Zero, held.Reason, held.RefundId, place).IsRefused(out refusal, out var refund)) return refusal;
        if (Beyond(known, refund) is { } beyond) return beyond;
        return refund with { ApprovalId = held.ApprovalId };
    }

    /// <summary>The sale, and with it the refund when goods come back on the same ticket.</summary>
    Decision<(SaleCompleted Sale, SaleRefunded? Refund)> Decided((StoreItem Store, StaffItem Cashier, TillSession Till) at, IReadOnlyList<OfferedTender> offered, DateTimeOffset now)
    {
        // Asked with a number that is no number first, so that a refused tender does not use up one of the series.
        var place = new AtTheTill(default, at.Till.Id, at.Cashier.StaffId, at.Till.BusinessDate, now);
        if (basket.Return is not { } held)
        {
            if (Checkout.Complete(basket, Priced(now), offered, at.Store.CashRounding, at.Store.Earning, place, PointWorth).IsRefused(out var no, out var sale)) return no;
            return (sale, null);
        }
        if (Returned(held, at).IsRefused(out var refusal, out var returned)) return refusal;
        if (Exchange.Complete(basket, Priced(now), returned, offered, at.Store.CashRounding, at.Store.Earning, place, PointWorth).IsRefused(out refusal, out var both)) return refusal;
        return both;
    }
}
