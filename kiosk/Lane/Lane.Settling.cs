using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Lanes;

/// <summary>What one payment came to.</summary>
/// <param name="Sold">The sale, when it is paid now; null while something is left.</param>
/// <param name="Left">What is still to be paid.</param>
public sealed record Payment(CompletedSale? Sold, Money Left);

public sealed partial class Lane
{
    /// <summary>Payments that nobody could confirm when their sale was completed, oldest first.</summary>
    public IReadOnlyList<UnsettledTender> Unsettled => database.Read(UnsettledTenders.All);

    /// <summary>A payment is certain now: the money came, or it never will. The sale stays as it is; the chain has to claim what failed.</summary>
    public Decision<TenderSettled> Settle(UnsettledTender tender, TenderState state, string reference, string reason)
    {
        ArgumentNullException.ThrowIfNull(tender);
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (state == TenderState.Unknown) return Refusals.TenderNotCertain();
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (state == TenderState.Confirmed && string.IsNullOrWhiteSpace(reference)) return Refusals.TenderReferenceMissing();
            var settled = new TenderSettled(tender.SaleId, tender.Place, tender.Kind, tender.Amount, state, reference?.Trim() ?? "", at.Cashier.StaffId, Now, reason.Trim());
            var isNew = database.Write(db =>
            {
                if (!UnsettledTenders.Settle(db, settled)) return false;
                changes.Append(db, DerivedId.From(tender.SaleId.Value, $"settled/{tender.Place}"), settled, Money.Zero);
                return true;
            });
            return isNew ? settled : LaneRefusals.NothingToUndo();
        }
    }

    /// <summary>Prints a QRIS payment for the customer, where the screen is too small for its code or too far away.</summary>
    public void PrintQris(Qris.QrisCode code)
    {
        lock (door)
        {
            if (Selling().IsRefused(out _, out var at)) return;
            database.Write(db => Slip(db, new TillSlip.Payment(at.Store, at.Cashier, code, Now)));
        }
    }

    /// <summary>The QRIS text for what is still to be paid, or for a part of it; refused where the store is no QRIS merchant.</summary>
    public Decision<Qris.QrisCode> Qris(Money amount)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (at.Store.Counter?.Qris is not { } merchant) return LaneRefusals.NoQris();
            if (amount <= Money.Zero) return Refusals.TenderNotPositive();
            if (amount > LeftToPay(inCash: false)) return Refusals.TenderTooLarge();
            // The sale's own id in 22 letters and digits, so that the bank's list can be matched with the sale; another part gets another letter.
            var bill = Convert.ToBase64String(basket.SaleId.Value.ToByteArray(bigEndian: true)).TrimEnd('=').Replace('+', 'A').Replace('/', 'B') + (char)('A' + Paid.Count % 26);
            return new Qris.QrisCode(merchant, amount, bill);
        }
    }
}
