using Sasuai.Kiosk.LocalData;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Lanes;

/// <summary>A line as it was sold once.</summary>
/// <param name="Quantity">Below 0 it came back.</param>
/// <param name="Discount">Money off the whole line, 0 or more.</param>
public sealed record HistoricLine(string Code, Quantity Quantity, Money UnitPrice, Money Discount);

/// <summary>A sale, or a refund, that happened before this chain had this program.</summary>
/// <param name="Id">Follows from the chain, the store and the sale's number, so that the same sale is recorded once.</param>
/// <param name="Lines">In positive quantities.</param>
/// <param name="Original">For a refund, the sale on whose ticket it stood.</param>
public sealed record HistoricSale(
    Guid Id, bool Refund, IReadOnlyList<(SellableProduct Product, Quantity Quantity, Money Discount)> Lines, TenderKind Tender, MemberItem? Member, SaleId? Original);

public sealed partial class Lane
{
    /// <summary>Lets somebody of the store stand at the till for its history, without a PIN: the oldest person on the staff list who may sell.</summary>
    public Decision<StaffItem> AttendHistory()
    {
        lock (door)
        {
            if (Rules.Store is null || Rules.Staff.Where(person => person.Active).MinBy(person => person.StaffId.Value) is not { } person) return LaneRefusals.NotReady();
            return cashier = person;
        }
    }

    /// <summary>The product of an SKU or code at a price of its own time; null when the catalogue does not know it.</summary>
    public SellableProduct? HistoricProduct(string code, Money unitPrice)
    {
        lock (door) return Catalogue.BySku(code) is { } found ? found with { UnitPrice = unitPrice } : null;
    }

    /// <summary>Records what was sold or given back at the moment the clock shows, at its own prices; nothing is rounded and nothing is printed.</summary>
    /// <returns>Its total, before which sign it goes into the sums: positive for a refund too.</returns>
    public Decision<Money> Record(HistoricSale past)
    {
        ArgumentNullException.ThrowIfNull(past);
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            var was = Basket.Start(new(past.Id)).Attach(past.Member is { } member ? Rules.Card(member) : null);
            foreach (var (product, quantity, discount) in past.Lines) was = was.AddAsSold(product, quantity, discount);
            var priced = BestOffer.Price(was.Lines, [], Now);
            var when = new AtTheTill(default, at.Till.Id, at.Cashier.StaffId, at.Till.BusinessDate, Now);
            return past.Refund ? RecordRefund(past, was, priced, at.Store, when) : RecordSale(past, was, priced, at.Store, at.Cashier, when);
        }
    }

    /// <summary>Closes a session of the past as if its count had fitted; a drawer cannot hold less than nothing, whatever history says.</summary>
    public Decision<TillSessionClosed> CloseHistory()
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            return Close(at, Money.Max(at.Till.Expected, Money.Zero), null, null);
        }
    }

    Decision<Money> RecordSale(HistoricSale past, Basket was, PricedBasket priced, StoreItem store, StaffItem person, AtTheTill at)
    {
        (TenderKind, Money, string?)[] paid = priced.Total.IsZero ? [] : [(past.Tender, priced.Total, null)];
        if (Checkout.Complete(was, priced, paid, Money.Zero, store.Earning, at).IsRefused(out var refusal, out var sale)) return refusal;
        till = database.Write(db =>
        {
            Record(db, new(sale, store, person, was.Member));
            return TillSessions.Open(db);
        });
        return sale.Total;
    }

    Decision<Money> RecordRefund(HistoricSale past, Basket was, PricedBasket priced, StoreItem store, AtTheTill at)
    {
        if (Checkout.Refund(new(past.Id), was, priced, past.Tender, Money.Zero, store.Earning, past.Original, "history", at).IsRefused(out var refusal, out var decided)) return refusal;
        till = database.Write(db =>
        {
            var refund = decided with { ReceiptNumber = SaleJournal.NextNumber(db, ThisTerminal.Read(db)!) };
            var change = changes.Append(db, past.Id, refund, -refund.Total);
            SaleJournal.Insert(db, refund, change.Payload);
            return TillSessions.Open(db);
        });
        return decided.Total;
    }
}
