using Microsoft.Data.Sqlite;
using Sasuai.Kiosk.LocalData;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>Leaves drawer pulse and receipt for the printer, in the transaction of the sale.</summary>
public delegate void PaperWork(SqliteConnection connection, SqliteTransaction transaction, CompletedSale sale);

/// <summary>
/// The running checkout of one terminal, without any widget: from the first scan to the sale on the disk. Every operation is durable
/// when it returns, so a machine that dies goes on with the same basket and the same sale. A refused operation changes nothing.
/// Safe for several threads: one operation at a time.
/// </summary>
public sealed partial class Lane
{
    readonly LocalDatabase database;
    readonly ChangeQueue changes;
    readonly TimeProvider time;
    readonly PaperWork? paper;
    readonly SlipWork? slips;
    readonly PinPad pins;
    readonly ApprovalByTelephone telephone;
    readonly Lock door = new();
    StoreRules? known;
    StaffItem? cashier, lockedBy;
    TillSession? till;
    Basket basket;
    Basket? onDisk;
    bool gathers;
    BasketLine? lastVoided;
    Quantity? pending;
    CompletedSale? lastSale;

    /// <param name="paper">What to do for the printer with each sale; null prints nothing.</param>
    /// <param name="slips">What to do for the printer with what happens to the till itself; null prints nothing.</param>
    public Lane(LocalDatabase database, ChangeQueue changes, TimeProvider time, PaperWork? paper = null, SlipWork? slips = null)
    {
        (this.database, this.changes, this.time, this.paper, this.slips, pins, telephone) = (database, changes, time, paper, slips, new(time), new(time));
        (till, onDisk) = database.Read(db => (TillSessions.Open(db), OpenBasket.Read(db)));
        basket = onDisk ?? NewBasket();
    }

    /// <summary>A sale is on the disk: drawer and paper may follow. Told on the caller's thread, after everything is done.</summary>
    public event Action<CompletedSale>? Sold;

    /// <summary>Paper about the till itself, or a pulse for its drawer, waits for the printer.</summary>
    public event Action? PaperWaits;

    /// <summary>The store's own settings; null until they have come.</summary>
    public StoreItem? Store
    {
        get
        {
            lock (door) return Rules.Store;
        }
    }

    /// <summary>How the lane stands now. It is priced anew at each call: ask once per picture.</summary>
    public LaneState State
    {
        get
        {
            lock (door)
            {
                var priced = Priced(Now);
                return new(Rules.Store, cashier, till, basket, priced, LeftToPay(priced.Total, inCash: true), LeftToPay(priced.Total, inCash: false), pending, lastSale, lockedBy, practises);
            }
        }
    }

    /// <summary>Products by code, SKU or the beginnings of words; see <see cref="Catalogue.Search"/>.</summary>
    public IReadOnlyList<FoundProduct> Search(string text, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        Catalogue catalogue;
        lock (door) catalogue = Catalogue;
        return catalogue.Search(text, limit, Now);
    }

    /// <summary>Signs a person in by number and PIN; who was signed in before is signed out. The basket stays.</summary>
    public Decision<StaffItem> SignIn(string number, string pin)
    {
        lock (door)
        {
            if (Rules.Store is null) return LaneRefusals.NotReady();
            var answer = pins.Check(Rules.Staff, number, pin);
            if (answer.Refusal is null) (cashier, lockedBy) = (answer.Value, null);
            return answer;
        }
    }

    /// <summary>Locks the till: the basket stays, and whoever signs in next goes on with it.</summary>
    public void SignOut()
    {
        lock (door) (cashier, lockedBy) = (null, cashier ?? lockedBy);
    }

    StoreRules Rules => known = StoreRules.Current(database, known);
    Catalogue Catalogue => new(database, Rules.PriceFeed);
    DateTimeOffset Now => time.GetUtcNow();

    Basket NewBasket() => Basket.Start(new(Guid.CreateVersion7(Now)));

    PricedBasket Priced(DateTimeOffset now) => BestOffer.Price(basket, PricingRules, now);

    /// <summary>Who sells, and in which till session; or why nothing can be sold.</summary>
    Decision<(StoreItem Store, StaffItem Cashier, TillSession Till)> Selling()
    {
        if (Rules.Store is not { } store) return LaneRefusals.NotReady();
        if (cashier is null) return LaneRefusals.SignInFirst();
        if (till is null) return Refusals.TillSessionClosed();
        return (store, cashier, till);
    }

    /// <summary>
    /// Until <see cref="MakeDurable"/>, what scans and keys do to the basket is only remembered: many of them in one turn of the screen are one write
    /// to the disk. Nothing of it may be shown before. What is a fact is on the disk at once all the same.
    /// </summary>
    public void Gather()
    {
        lock (door) gathers = true;
    }

    /// <summary>What was gathered is on the disk when this returns, and may be shown.</summary>
    public void MakeDurable()
    {
        lock (door)
        {
            gathers = false;
            if (!ReferenceEquals(onDisk, basket)) database.Write(db => KeepIn(db, basket));
        }
    }

    /// <summary>The basket as it shall be, on the disk before anybody sees it.</summary>
    Basket Keep(Basket next)
    {
        if (!gathers) database.Write(db => KeepIn(db, next));
        return basket = next;
    }

    void KeepIn(Db db, Basket next)
    {
        OpenBasket.Keep(db, onDisk, next);
        if (Rules.HasCaps) AskForOffers(db, onDisk, next);
        db.AfterCommit(() => onDisk = next);
    }
}
