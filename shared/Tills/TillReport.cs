using Sasuai.Sales;

namespace Sasuai.Tills;

/// <summary>What one way of paying brought: sales minus refunds.</summary>
public sealed record TenderTotal(TenderKind Kind, int Count, Money Amount);

/// <summary>One tax at one rate: what it was reckoned on, and the tax; sales minus refunds.</summary>
public sealed record TaxTotal(string Code, int RateBasisPoints, Money Base, Money Tax);

/// <summary>What one person sold in the session; sales minus refunds.</summary>
public sealed record CashierTotal(StaffId CashierId, string Name, int Sales, Money Total);

/// <summary>
/// An X report, or at closing the Z report: the sums of a till session's facts so far and nothing else. Refunds stand apart in positive amounts.
/// Expected = Float + cash of tenders + CashIn − CashOut − SafeDrops.
/// </summary>
/// <param name="Number">The Z number; null for an X report.</param>
/// <param name="Sales">How many sales were completed.</param>
/// <param name="Net">Total of sales minus total of refunds, before cash rounding.</param>
/// <param name="Voids">Lines and baskets given up before they were paid, and sales cancelled in the session.</param>
/// <param name="Discounts">Promotions and manual discounts of sales.</param>
/// <param name="ManualDiscounts">The part of <paramref name="Discounts"/> that a person gave.</param>
/// <param name="Unsettled">Tenders of the session whose payment is still unknown.</param>
/// <param name="Counted">Null until the drawer was counted.</param>
public sealed record TillReport(
    long? Number, TillSessionId TillSessionId, DateOnly BusinessDate, DateTimeOffset OpenedAt, DateTimeOffset At, string Cashier,
    int Sales, Money SalesTotal, int Refunds, Money RefundsTotal, Money Net, Money Gross, Money Discounts, Money ManualDiscounts, Money Tax, Money Rounding,
    int Voids, Money VoidsTotal, int NoSales, int Reprints, int Unsettled,
    Money Float, Money CashIn, Money CashOut, Money SafeDrops, Money Expected, Money? Counted,
    ReceiptNumber? FirstReceipt, ReceiptNumber? LastReceipt,
    IReadOnlyList<TenderTotal> Tenders, IReadOnlyList<TaxTotal> Taxes, IReadOnlyList<CashierTotal> Cashiers)
{
    /// <summary>Counted − Expected, with its sign; 0 until the drawer was counted.</summary>
    public Money OverShort => Counted is { } counted ? counted - Expected : Money.Zero;
}
