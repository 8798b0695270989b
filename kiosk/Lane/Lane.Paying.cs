using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;

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
            var now = Now;
            var priced = Priced(now);
            // Asked with a number that is no number first, so that a refused tender does not use up one of the series.
            var tried = Checkout.Complete(basket, priced, [(TenderKind.Cash, given, null)], at.Store.CashRounding, at.Store.Earning,
                new(default, at.Till.Id, at.Cashier.StaffId, at.Till.BusinessDate, now));
            if (tried.IsRefused(out refusal, out var sale)) return refusal;
            var (sold, next) = (new CompletedSale(sale, at.Store, at.Cashier, basket.Member), NewBasket());
            (sold, till) = database.Write(db =>
            {
                var done = Record(db, sold);
                OpenBasket.Keep(db, next);
                return (done, TillSessions.Open(db));
            });
            (basket, lastVoided, pending, lastSale) = (next, null, null, sold);
            Sold?.Invoke(sold);
            return sold;
        }
    }

    /// <summary>Writes the sale with its number. The sale's id is its row's key, so that the same sale cannot be completed twice.</summary>
    CompletedSale Record(Db db, CompletedSale sold)
    {
        var terminal = ThisTerminal.Read(db)!;
        var sale = sold.Sale with { ReceiptNumber = SaleJournal.NextNumber(db, terminal) };
        var change = changes.Append(db, sale.SaleId.Value, sale, sale.Total);
        SaleJournal.Insert(db, sale, change.Payload);
        if (sale.MemberId is { } member && sale.Points > 0)
            Members.AddPending(db, sale.SaleId.Value, member, sale.Points, terminal, change.Sequence);
        var done = sold with { Sale = sale };
        paper?.Invoke(db.Connection, db.Transaction!, done);
        return done;
    }
}
