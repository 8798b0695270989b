using Microsoft.Data.Sqlite;
using Sasuai.Loyalty;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Lanes;

/// <summary>Paper about the till itself, for the shop and not for a customer.</summary>
/// <param name="Store">Whose name and language it has.</param>
/// <param name="Cashier">Who did it.</param>
public abstract record TillSlip(StoreItem Store, StaffItem Cashier)
{
    /// <summary>Cash went in or out; the drawer opens for it.</summary>
    public sealed record Cash(StoreItem Store, StaffItem Cashier, CashMoved Moved) : TillSlip(Store, Cashier);

    /// <summary>A no-sale; the drawer opens for it.</summary>
    public sealed record NoSale(StoreItem Store, StaffItem Cashier, DrawerOpened Opened) : TillSlip(Store, Cashier);

    /// <summary>A QRIS payment for the customer to scan.</summary>
    public sealed record Payment(StoreItem Store, StaffItem Cashier, Qris.QrisCode Code, DateTimeOffset At) : TillSlip(Store, Cashier);

    /// <summary>Money that went back; the drawer opens when it was cash.</summary>
    public sealed record Refund(StoreItem Store, StaffItem Cashier, SaleRefunded Refunded) : TillSlip(Store, Cashier);

    /// <summary>A receipt once more: a copy with its count, or a gift receipt.</summary>
    public sealed record Reprint(StoreItem Store, StaffItem Cashier, CompletedSale Sale, ReprintKind Kind, int Copy) : TillSlip(Store, Cashier);

    /// <summary>A new member signs that they may be sent messages.</summary>
    public sealed record Consent(StoreItem Store, StaffItem Cashier, MemberEnrolled Enrolled, bool IsNew = true) : TillSlip(Store, Cashier);

    /// <summary>A member took a reward for points, or gave it back.</summary>
    /// <param name="Member">With the points that are left.</param>
    /// <param name="Back">Why it was given back; null when it was taken.</param>
    public sealed record Reward(StoreItem Store, StaffItem Cashier, string Name, long Points, BasketMember Member, DateTimeOffset At, string? Back = null) : TillSlip(Store, Cashier);

    /// <summary>Labels for the shelf or the goods.</summary>
    public sealed record Labels(StoreItem Store, StaffItem Cashier, Devices.ShelfLabel Label, int Copies) : TillSlip(Store, Cashier);

    /// <summary>An X report, or a Z report when it has a number.</summary>
    /// <param name="Again">True when this Z was printed before.</param>
    /// <param name="IsBlind">True hides what should be in the drawer, and the cash that tells it, from whoever has yet to count.</param>
    public sealed record Report(StoreItem Store, StaffItem Cashier, TillReport Told, string? Reason = null, bool Again = false, bool IsBlind = false) : TillSlip(Store, Cashier);
}

/// <summary>Leaves a slip, and the drawer's pulse where it opens, for the printer, in the transaction of what it tells.</summary>
public delegate void SlipWork(SqliteConnection connection, SqliteTransaction transaction, TillSlip slip, DateTimeOffset now);
