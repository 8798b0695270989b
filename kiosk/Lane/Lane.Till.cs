using Sasuai.Kiosk.LocalData;
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

    /// <summary>Closes the session with what was counted in the drawer. The basket must be empty.</summary>
    public Decision<TillSessionClosed> CloseTill(Money counted)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (!basket.IsEmpty) return Refusals.BasketOpen();
            if (counted.IsNegative) return Refusals.CountNegative();
            var closed = database.Write(db =>
            {
                var now = TillSessions.Open(db)!;
                var fact = new TillSessionClosed(now.Id, at.Cashier.StaffId, Now, TillSessions.NextNumber(db), now.Sales, now.SalesTotal,
                    now.Expected, counted, counted - now.Expected);
                TillSessions.Close(db, fact);
                changes.Append(db, DerivedId.From(now.Id.Value, "closed"), fact, Money.Zero);
                return fact;
            });
            till = null;
            database.Checkpoint();
            return closed;
        }
    }
}
