using Sasuai.Kiosk.LocalData;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>Everything a screen shows of the lane, taken at one moment.</summary>
/// <param name="Store">Null until the store's own feed has been pulled once.</param>
/// <param name="Cashier">Null when nobody is signed in.</param>
/// <param name="Till">Null when no till session is open.</param>
/// <param name="PricedBasket">The basket at the prices and promotions of this moment; its lines stand in the order of the basket's.</param>
/// <param name="Left">What is still to be paid, when none of it is cash.</param>
/// <param name="DueInCash">What is still due when all of it is paid in cash.</param>
/// <param name="PendingQuantity">The quantity typed for the next scan, such as 3*.</param>
/// <param name="LockedBy">Who was signed in last, while nobody is: the one who locked the till.</param>
/// <param name="Practises">True in a training: nothing that is done is real.</param>
/// <param name="LastSale">The newest sale of this run of the program.</param>
public sealed record LaneState(
    StoreItem? Store, StaffItem? Cashier, TillSession? Till, Basket Basket, PricedBasket PricedBasket, Money DueInCash,
    Money Left, Quantity? PendingQuantity, CompletedSale? LastSale, StaffItem? LockedBy = null, bool Practises = false)
{
    /// <summary>Cash that the customer gets, because what comes back with the basket is worth more than what is taken.</summary>
    public Money ToGiveBack => Basket.Return is { } held && held.Worth > PricedBasket.Total && Store is { } store
        ? held.Worth - PricedBasket.Total + CashRounding.Adjustment(held.Worth - PricedBasket.Total, store.CashRounding) : Money.Zero;
}

/// <summary>A sale that is on the disk, with those who made it, as receipt and screen need them.</summary>
/// <param name="Returned">What came back on the same ticket.</param>
public sealed record CompletedSale(SaleCompleted Sale, StoreItem Store, StaffItem Cashier, BasketMember? Member, SaleRefunded? Returned = null)
{
    /// <summary>What the member has now, as far as it is known here.</summary>
    public long? PointsNow => Member is null ? null : Member.Points + Sale.Points - Sale.PointsSpent + PointsOfReturn;

    /// <summary>Cash that goes to the customer because what came back is worth more than what was taken.</summary>
    public Money GivenBack => Returned?.GoesBackBy(TenderKind.Cash) ?? Money.Zero;

    long PointsOfReturn => Returned is { } back && back.MemberId == Sale.MemberId ? back.PointsReturned - back.Points : 0;
}

/// <summary>What a product that was scanned or chosen does not say of itself.</summary>
public enum Asked
{
    /// <summary>It has no fixed price.</summary>
    Price,

    /// <summary>It is sold by weight, and no label told it.</summary>
    Weight
}

/// <summary>What a scan did.</summary>
public abstract record ScanResult
{
    ScanResult() { }

    /// <summary>The line that was added, or that the scan was added to.</summary>
    /// <param name="IsExpired">The symbol says that it may not be sold any more.</param>
    public sealed record Added(BasketLine Line, bool IsExpired = false) : ScanResult;

    /// <summary>Nobody knows the code. It stands flagged in the basket, and the next scan goes on.</summary>
    /// <param name="WrongCheckDigit">It has as many digits as a barcode, and the last of them is wrong.</param>
    /// <param name="Why">What is wrong with a symbol that says what it is.</param>
    public sealed record Flagged(string Code, bool WrongCheckDigit = false, Refusal? Why = null) : ScanResult;

    /// <summary>Nothing is in the basket yet: the price or the weight has to be typed.</summary>
    /// <param name="Quantity">How many were meant, when the price is asked for.</param>
    public sealed record Asks(SellableProduct Product, Quantity Quantity, Asked What) : ScanResult;

    public sealed record CouponShown(string Coupon) : ScanResult;

    /// <summary>A receipt of the chain: what to do with it is the screen's choice.</summary>
    public sealed record ReceiptRead(ReceiptNumber Number) : ScanResult;

    /// <summary>Somebody's badge: they want to sign in.</summary>
    public sealed record BadgeRead(string Number) : ScanResult;

    public sealed record MemberAttached(BasketMember Member) : ScanResult;

    /// <summary>The next scan counts so many.</summary>
    public sealed record QuantityPending(Quantity Quantity) : ScanResult;

    public sealed record Refused(Refusal Refusal) : ScanResult;
}
