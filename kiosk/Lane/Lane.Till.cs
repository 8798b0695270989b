using Sasuai.Kiosk.LocalData;
using Sasuai.Staff;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Lanes;

public sealed partial class Lane
{
    /// <summary>More than this in a drawer is a mistyped amount (KIOSK 4, rule 9: 8 digits).</summary>
    public static readonly Money DrawerLimit = new(99_999_999);

    /// <summary>Opens the drawer's session with its float. Its business date is the store's own calendar day now, and every sale in it belongs to that day.</summary>
    public Decision<TillSessionOpened> OpenTill(Money opening) => OpenTill(opening, new(Guid.CreateVersion7(Now)));

    /// <param name="id">Minted by the caller, so that opening the same session again can be seen.</param>
    public Decision<TillSessionOpened> OpenTill(Money opening, TillSessionId id)
    {
        lock (door)
        {
            if (Rules.Store is null) return LaneRefusals.NotReady();
            if (cashier is null) return LaneRefusals.SignInFirst();
            if (till is not null) return LaneRefusals.TillSessionOpen();
            if (opening.IsNegative) return Refusals.FloatNegative();
            if (opening > DrawerLimit) return LaneRefusals.AmountTooLarge(DrawerLimit);
            var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Rules.Zone).DateTime);
            var opened = new TillSessionOpened(id, cashier.StaffId, date, Now, opening);
            till = database.Write(db =>
            {
                TillSessions.Insert(db, opened);
                changes.Append(db, id.Value, opened, Money.Zero);
                return TillSessions.Open(db);
            });
            return opened;
        }
    }

    /// <summary>The X report: the sums of the session so far, on the screen and if wanted on paper. It changes nothing.</summary>
    public Decision<TillReport> XReport(bool onPaper = false, Approval? approval = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (Allowed(Right.XReport, at.Till.Id.Value, Money.Zero, approval).IsRefused(out refusal, out var given)) return refusal;
            return database.Write(db =>
            {
                Use(db, given);
                var report = Tally(db, at.Till).Tally.Report(null, Now, at.Cashier.Name, null, NameOf);
                if (onPaper) Slip(db, new TillSlip.Report(at.Store, at.Cashier, report, IsBlind: CountsBlind));
                return report;
            });
        }
    }

    /// <summary>True for who must not see what should be in the drawer before it was counted: whoever may not allow a difference.</summary>
    public bool CountsBlind
    {
        get
        {
            lock (door) return Asks(Right.OverShort, Money.Zero) is not null;
        }
    }

    /// <summary>Counts and closes at one go, when the count fits; else see <see cref="CloseCounted"/>.</summary>
    public Decision<TillSessionClosed> CloseTill(Money counted, string? reason = null, Approval? approval = null)
    {
        lock (door)
        {
            if (Count(counted).IsRefused(out var refusal, out _)) return refusal;
            return CloseCounted(reason, approval);
        }
    }

    /// <summary>
    /// Closes the session with the count that stands, and numbers and prints its Z report. A difference above the store's limit needs
    /// a reason and somebody who may allow it. The basket must be empty.
    /// </summary>
    public Decision<TillSessionClosed> CloseCounted(string? reason = null, Approval? approval = null)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (!basket.IsEmpty) return Refusals.BasketOpen();
            if (Parked.Count is > 0 and var parked) return LaneRefusals.SalesParked(parked);
            var (_, count) = database.Read(db => Tally(db, at.Till));
            if (count.Last is null) return Refusals.CountFirst();
            if (count.IsOpen) return Refusals.CountAgain();
            if (!count.Fits && string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            var (right, off) = count.Fits ? (Right.CloseTill, Money.Zero) : (Right.OverShort, count.Off);
            if (Allowed(right, at.Till.Id.Value, off, approval).IsRefused(out refusal, out var given)) return refusal;
            return Close(at, count.Last.Counted, reason, given);
        }
    }

    /// <summary>The newest Z report of this till; null when none was closed yet.</summary>
    public TillReport? LastZ => database.Read(db => TillSessions.Closed(db))?.Report;

    /// <summary>Prints a Z report once more, the newest when no number is given; it is marked as printed again.</summary>
    public Decision<TillReport> ReprintZ(long? number = null, Approval? approval = null)
    {
        lock (door)
        {
            if (Rules.Store is not { } store) return LaneRefusals.NotReady();
            if (cashier is null) return LaneRefusals.SignInFirst();
            if (database.Read(db => TillSessions.Closed(db, number)) is not { Report: { } report } closed) return LaneRefusals.NoSuchZ();
            if (Allowed(Right.Reprint, closed.TillSessionId.Value, Money.Zero, approval).IsRefused(out var refusal, out var given)) return refusal;
            database.Write(db =>
            {
                Use(db, given);
                Slip(db, new TillSlip.Report(store, cashier, report, closed.Reason, Again: true));
            });
            return report;
        }
    }

    TillSessionClosed Close((StoreItem Store, StaffItem Cashier, TillSession Till) at, Money counted, string? reason, ApprovalGiven? given)
    {
        var closed = database.Write(db =>
        {
            Use(db, given);
            var (now, number) = (TillSessions.Open(db)!, TillSessions.NextNumber(db));
            var report = Tally(db, now).Tally.Report(number, Now, at.Cashier.Name, counted, NameOf);
            var fact = new TillSessionClosed(now.Id, at.Cashier.StaffId, Now, number, report.Sales, report.Net, report.Expected, counted, report.OverShort,
                report, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), given?.ApprovalId);
            changes.Append(db, DerivedId.From(now.Id.Value, "closed"), fact, Money.Zero);
            TillSessions.Close(db, fact);
            Slip(db, new TillSlip.Report(at.Store, at.Cashier, report, fact.Reason));
            return fact;
        });
        till = null;
        database.Checkpoint();
        return closed;
    }

    /// <summary>The session's sums and how its count stands, both from its facts.</summary>
    (TillTally Tally, BlindCount Count) Tally(Db db, TillSession session)
    {
        var facts = TillSessions.Facts(db, session.Id);
        var tally = TillTally.Of(new(session.Id, session.OpenedBy, session.BusinessDate, session.OpenedAt, session.Float), facts);
        return (tally, BlindCount.Of(tally.Expected, Rules.Store?.Counter, facts));
    }

    string NameOf(StaffId person) => Rules.Staff.FirstOrDefault(item => item.StaffId == person)?.Name ?? "";

    void Slip(Db db, TillSlip slip)
    {
        if (slips is null) return;
        slips(db.Connection, db.Transaction!, slip, Now);
        db.AfterCommit(() => PaperWaits?.Invoke());
    }
}
