using Sasuai.Kiosk.LocalData;
using Sasuai.Staff;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Lanes;

/// <summary>What became of a count of the drawer.</summary>
/// <param name="Fits">The till can be closed with it.</param>
/// <param name="Again">It is off by more than the limit, and is to be counted once more. How much it is off is not told yet.</param>
/// <param name="OverShort">Once it is settled: counted − expected. 0 while it is to be counted again.</param>
public sealed record CountTold(DrawerCounted Counted, bool Fits, bool Again, Money OverShort);

public sealed partial class Lane
{
    /// <summary>Cash is put into the drawer, or taken out of it, without a sale: who, when and why stand on a slip.</summary>
    public Decision<CashMoved> MoveCash(CashMovementKind kind, Money amount, string reason, Approval? approval = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (amount <= Money.Zero) return Refusals.CashNotPositive();
            if (amount > DrawerLimit) return LaneRefusals.AmountTooLarge(DrawerLimit);
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            // Taking out more than there should be is not refused: whoever may ask how much that is need not count blind.
            if (Allowed(RightOf(kind), at.Till.Id.Value, amount, approval).IsRefused(out refusal, out var given)) return refusal;
            var moved = new CashMoved(new(NewFactId()), at.Till.Id, kind, amount, at.Cashier.StaffId, Now, reason.Trim(), given?.ApprovalId);
            till = database.Write(db =>
            {
                Use(db, given);
                changes.Append(db, moved.CashMovementId.Value, moved, Money.Zero);
                TillSessions.AddCash(db, at.Till.Id, kind == CashMovementKind.CashIn ? amount : -amount);
                Slip(db, new TillSlip.Cash(at.Store, at.Cashier, moved));
                return TillSessions.Open(db);
            });
            return moved;
        }
    }

    /// <summary>Opens the drawer without a sale.</summary>
    public Decision<DrawerOpened> OpenDrawer(string reason, Approval? approval = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (Allowed(Right.NoSale, at.Till.Id.Value, Money.Zero, approval).IsRefused(out refusal, out var given)) return refusal;
            var opened = new DrawerOpened(at.Till.Id, at.Cashier.StaffId, Now, reason.Trim(), given?.ApprovalId);
            database.Write(db =>
            {
                Use(db, given);
                changes.Append(db, NewFactId(), opened, Money.Zero);
                Slip(db, new TillSlip.NoSale(at.Store, at.Cashier, opened));
            });
            return opened;
        }
    }

    /// <summary>Notes and coins of this store's drawers, greatest first.</summary>
    public IReadOnlyList<Money> Denominations
    {
        get
        {
            lock (door) return Tills.Denominations.Of(Rules.Store?.Counter);
        }
    }

    /// <summary>The count that stands since cash moved last; null when the drawer is to be counted first.</summary>
    public CountTold? Counted
    {
        get
        {
            lock (door) return till is { } now && database.Read(db => Tally(db, now)).Count is { Last: not null } count ? Told(count) : null;
        }
    }

    /// <summary>The drawer was counted, and only the sum is told.</summary>
    public Decision<CountTold> Count(Money counted) => Count(counted, []);

    /// <summary>The drawer was counted by denomination.</summary>
    public Decision<CountTold> Count(IReadOnlyList<CountedCash> cash)
    {
        ArgumentNullException.ThrowIfNull(cash);
        return Count(cash.Aggregate(Money.Zero, (sum, each) => sum + each.Amount), cash);
    }

    Decision<CountTold> Count(Money counted, IReadOnlyList<CountedCash> cash)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (!basket.IsEmpty) return Refusals.BasketOpen();
            if (Parked.Count is > 0 and var parked) return LaneRefusals.SalesParked(parked);
            if (counted.IsNegative || cash.Any(each => each.Pieces < 0 || each.Value <= Money.Zero)) return Refusals.CountNegative();
            if (counted > DrawerLimit) return LaneRefusals.AmountTooLarge(DrawerLimit);
            var (tally, before) = database.Read(db => Tally(db, at.Till));
            if (before.NextAttempt is not { } attempt) return Refusals.CountStands();
            var fact = new DrawerCounted(at.Till.Id, attempt, counted, cash, at.Cashier.StaffId, Now);
            database.Write(db => changes.Append(db, NewFactId(), fact, Money.Zero));
            return Told(before with { Counts = [fact] });
        }
    }

    static CountTold Told(BlindCount count) => new(count.Last!, count.Fits, count.IsOpen, count.IsOpen ? Money.Zero : count.OverShort);

    static Right RightOf(CashMovementKind kind) => kind switch
    {
        CashMovementKind.CashIn => Right.CashIn,
        CashMovementKind.CashOut => Right.CashOut,
        _ => Right.SafeDrop
    };
}
