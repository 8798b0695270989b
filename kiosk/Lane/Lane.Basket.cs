using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    /// <summary>Letters of a note; more are cut off.</summary>
    public const int noteMax = 80;

    /// <summary>
    /// Takes what a gun or a person entered: a product's code, a label or symbol that says more, a quantity and a star before it
    /// (3*8991234567890, or 3* and then the scan), a coupon, or a member's card. A code that nobody knows is flagged in the basket and
    /// stops nothing.
    /// </summary>
    public ScanResult Scan(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out _)) return new ScanResult.Refused(refusal);
            if (ScanText.Read(text).IsRefused(out refusal, out var scan)) return new ScanResult.Refused(refusal);
            if (scan.Code.Length == 0) return OnlyQuantity(scan.Quantity);
            var quantity = scan.Quantity ?? pending;
            pending = null;
            return Resolved(Reader.Read(scan.Code), scan.Code, quantity);
        }
    }

    /// <summary>Takes a product that was found by search, as a scan would: what it does not say of itself is asked for.</summary>
    public ScanResult Take(ProductId product)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out _)) return new ScanResult.Refused(refusal);
            if (Catalogue.ById(product, Now) is not { } found) return new ScanResult.Refused(LaneRefusals.ProductUnknown());
            var quantity = pending;
            pending = null;
            return Added(found, quantity);
        }
    }

    /// <summary>Adds a product by its id, in this quantity, which may be a weight.</summary>
    /// <param name="price">What each costs; only for a product without a fixed price, and there above 0.</param>
    public Decision<Basket> Add(ProductId product, Quantity quantity, Money? price = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out _)) return refusal;
            if (Catalogue.ById(product, Now) is not { } found) return LaneRefusals.ProductUnknown();
            if (found.Product is not { } sellable) return Refusals.NoPrice(found.Name);
            if (price is not null && !sellable.OpenPrice) return LaneRefusals.PriceFixed(found.Name);
            if (sellable.OpenPrice && price is not { Units: > 0 }) return LaneRefusals.PriceMissing(found.Name);
            if (price > DrawerLimit) return LaneRefusals.AmountTooLarge(DrawerLimit);
            if (basket.Add(price is { } each ? sellable with { UnitPrice = each } : sellable, quantity).IsRefused(out refusal, out var next)) return refusal;
            return Keep(next);
        }
    }

    /// <summary>One more of the newest line. What a label or a symbol told of it does not hold for another, so such a line is scanned again.</summary>
    public Decision<Basket> Repeat()
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out _)) return refusal;
            if (basket.Lines.Count == 0 || basket.Lines[^1] is not { FixedGross: null, Lot: null, Serial: null } last || Catalogue.ById(last.ProductId, Now)?.Product is not { Weighed: false } known) return LaneRefusals.NothingToRepeat();
            return Add(last.ProductId, Quantity.One, known.OpenPrice ? last.UnitPrice : null);
        }
    }

    /// <summary>Notes something on a line, or on the sale when no line is named; an empty note takes it away.</summary>
    public Decision<Basket> Note(int? line, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out _)) return refusal;
            var note = text.Trim() is { Length: > 0 } said ? said[..Math.Min(said.Length, noteMax)] : null;
            if (line is not { } number) return Keep(basket.Annotate(note));
            return basket.Annotate(number, note).IsRefused(out refusal, out var next) ? refusal : Keep(next);
        }
    }

    public Decision<Basket> SetQuantity(int line, Quantity quantity)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out _) || basket.SetQuantity(line, quantity).IsRefused(out refusal, out var next)) return refusal;
            return Keep(next);
        }
    }

    /// <summary>Takes a line, or a flagged code, out of the basket, and records who did it and why.</summary>
    public Decision<Basket> VoidLine(int line, string reason, Approval? approval = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (basket.Void(line).IsRefused(out refusal, out var next)) return refusal;
            var (gone, amount) = (basket.Line(line), AmountOf(line));
            if (Allowed(Right.VoidLine, basket.SaleId.Value, amount, approval).IsRefused(out refusal, out var given)) return refusal;
            var fact = new LineVoided(basket.SaleId, line, gone?.Code ?? basket.UnknownCodes.First(code => code.Number == line).Code, gone?.Name ?? "",
                gone?.Quantity ?? Quantity.Zero, amount, at.Cashier.StaffId, Now, reason.Trim(), given?.ApprovalId);
            database.Write(db =>
            {
                Use(db, given);
                changes.Append(db, NewFactId(), fact, Money.Zero);
                KeepIn(db, next);
            });
            lastVoided = gone;
            return basket = next;
        }
    }

    /// <summary>Brings the line that was voided last back, at the end of the basket and under a new number. That it was voided stays on record.</summary>
    public Decision<Basket> UndoVoid()
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out _)) return refusal;
            if (lastVoided is not { } line) return LaneRefusals.NothingToUndo();
            lastVoided = null;
            var number = basket.LastNumber + 1;
            return Keep(basket with { Lines = [.. basket.Lines, line with { Number = number }], LastNumber = number });
        }
    }

    /// <summary>Gives the whole basket up, and records who did it and why.</summary>
    public Decision<Basket> VoidBasket(string reason, Approval? approval = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (basket.IsEmpty && basket.Member is null) return Refusals.BasketEmpty();
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (Paid.Count > 0) return LaneRefusals.PaymentBegun();
            var worth = Priced(Now).Total;
            if (Allowed(Right.VoidBasket, basket.SaleId.Value, worth, approval).IsRefused(out refusal, out var given)) return refusal;
            var fact = new BasketVoided(basket.SaleId, basket.Lines.Count, worth, at.Cashier.StaffId, Now, reason.Trim(), given?.ApprovalId);
            var next = NewBasket();
            database.Write(db =>
            {
                Use(db, given);
                changes.Append(db, NewFactId(), fact, Money.Zero);
                CancelClaims(db, fact.SaleId, _ => true, fact.Reason, at.Store, at.Cashier);
                KeepIn(db, next);
            });
            (lastVoided, pending) = (null, null);
            return basket = next;
        }
    }

    ScanResult Added(FoundCode found, Quantity? given)
    {
        if (found.Product is not { } product) return new ScanResult.Refused(Refusals.NoPrice(found.Name));
        if (product.OpenPrice) return new ScanResult.Asks(product, given ?? Quantity.One, Asked.Price);
        if (product.Weighed && given is null) return new ScanResult.Asks(product, Quantity.One, Asked.Weight);
        if (basket.Add(product, given ?? Quantity.One).IsRefused(out var refusal, out var next)) return new ScanResult.Refused(refusal);
        return new ScanResult.Added(Keep(next).Lines[^1]);
    }

    ScanResult OnlyQuantity(Quantity? quantity)
    {
        if (quantity is not { } amount) return new ScanResult.Refused(LaneRefusals.ProductUnknown());
        pending = amount;
        return new ScanResult.QuantityPending(amount);
    }

    Money AmountOf(int line)
    {
        var priced = Priced(Now);
        for (var i = 0; i < basket.Lines.Count; i++)
            if (basket.Lines[i].Number == line) return priced.Lines[i].Net;
        return Money.Zero;
    }

    Guid NewFactId() => Guid.CreateVersion7(Now);
}
