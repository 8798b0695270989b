using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Staff;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    /// <summary>Baskets that were set aside, oldest first.</summary>
    public IReadOnlyList<ParkedSale> Parked => database.Read(ParkedSales.All);

    /// <summary>Sets the basket aside and begins an empty one. A basket of which a part is paid stays.</summary>
    public Decision<ParkedSale> Park(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (basket.IsEmpty) return Refusals.BasketEmpty();
            if (Paid.Count > 0) return LaneRefusals.PaymentBegun();
            var parked = new ParkedSale(basket, at.Cashier.Name, Now, Priced(Now).Total, note.Trim());
            var fact = new SaleParked(basket.SaleId, basket.Lines.Count, parked.Amount, at.Cashier.StaffId, Now, parked.Note);
            var next = NewBasket();
            database.Write(db =>
            {
                ParkedSales.Keep(db, parked);
                changes.Append(db, NewFactId(), fact, Money.Zero);
                KeepIn(db, next);
            });
            (lastVoided, pending, basket) = (null, null, next);
            return parked;
        }
    }

    /// <summary>Takes a parked sale up again; the open basket must be empty.</summary>
    public Decision<Basket> Recall(SaleId sale)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (!basket.IsEmpty) return Refusals.BasketOpen();
            if (Parked.FirstOrDefault(one => one.Basket.SaleId == sale) is not { } parked) return LaneRefusals.NotParked();
            database.Write(db =>
            {
                ParkedSales.Remove(db, sale);
                changes.Append(db, NewFactId(), new SaleRecalled(sale, at.Cashier.StaffId, Now), Money.Zero);
                KeepIn(db, parked.Basket);
            });
            (lastVoided, pending) = (null, null);
            return basket = parked.Basket;
        }
    }

    /// <summary>Gives a parked sale up for good: who, when, why.</summary>
    public Decision<BasketVoided> VoidParked(SaleId sale, string reason, Approval? approval = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (Parked.FirstOrDefault(one => one.Basket.SaleId == sale) is not { } parked) return LaneRefusals.NotParked();
            if (Allowed(Right.VoidBasket, sale.Value, parked.Amount, approval).IsRefused(out refusal, out var given)) return refusal;
            var fact = new BasketVoided(sale, parked.Basket.Lines.Count, parked.Amount, at.Cashier.StaffId, Now, reason.Trim(), given?.ApprovalId);
            database.Write(db =>
            {
                Use(db, given);
                ParkedSales.Remove(db, sale);
                changes.Append(db, NewFactId(), fact, Money.Zero);
                CancelClaims(db, sale, _ => true, fact.Reason, at.Store, at.Cashier);
            });
            return fact;
        }
    }
}
