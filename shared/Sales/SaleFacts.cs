using System.Text.Json.Serialization;
using Sasuai.Sync;

namespace Sasuai.Sales;

/// <summary>One promotion's part in a line's discount.</summary>
/// <param name="Amount">Money it took off this line, above 0.</param>
public sealed record LineOffer(PromotionId PromotionId, string Name, Money Amount);

/// <summary>What becomes of goods that came back.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GoodsCondition>))]
public enum GoodsCondition
{
    /// <summary>It can be sold again and goes back to the stock.</summary>
    Restock,

    /// <summary>It is spoiled or broken and leaves the stock as waste.</summary>
    Waste
}

/// <summary>One line of a completed sale with everything that explains its money, frozen.</summary>
/// <param name="Discount">All that was taken off: offers, <paramref name="ManualDiscount"/>, history.</param>
/// <param name="PromotionId">The promotion with the greatest part in the discount.</param>
/// <param name="Net">Gross − Discount. A tax inside is part of it; a tax on top is not.</param>
/// <param name="Tax">The line's tax, whether inside or on top.</param>
/// <param name="TaxOnTop">The part of <paramref name="Tax"/> that is added to <paramref name="Net"/>: 0 where prices include the tax.</param>
/// <param name="Offers">Every promotion that took something off.</param>
/// <param name="ManualDiscount">What a person took off this line, with the line's part of what was taken off the sale.</param>
/// <param name="Condition">Only on goods that came back.</param>
public sealed record SoldLine(
    int Number, ProductId ProductId, string Code, string Name, string Category, string Unit, Quantity Quantity, Money UnitPrice, long PriceVersion,
    Money Gross, Money Discount, PromotionId? PromotionId, Money Net,
    string TaxCode, int TaxRateBasisPoints, int TaxBaseNumerator, int TaxBaseDenominator, Money Tax,
    Money TaxOnTop = default, IReadOnlyList<LineOffer>? Offers = null, Money ManualDiscount = default, string? Brand = null, string? Note = null,
    string? Lot = null, DateOnly? Expiry = null, string? Serial = null, GoodsCondition? Condition = null);

/// <summary>Goods left the shop and were paid. Gross − Discount + TaxOnTop = Total; Total + Rounding = Due = the sum of the tenders' amounts.</summary>
/// <param name="Points">Points earned by the member, by the rule that was in force at the till; 0 without a member.</param>
/// <param name="UnknownCodes">Codes that were scanned and that nobody knew: the chain should.</param>
/// <param name="PointsSpent">Points that paid for a part (tender Points) or for a reward; 0 or more.</param>
/// <param name="Exchange">The refund on the same ticket, when goods came back with this sale.</param>
/// <param name="Held">By which allowance points paid; null when none did.</param>
/// <param name="Taken">What else it took of which there is only so much; null when nothing.</param>
public sealed record SaleCompleted(
    SaleId SaleId, ReceiptNumber ReceiptNumber, TillSessionId TillSessionId, StaffId CashierId, MemberId? MemberId,
    DateOnly BusinessDate, DateTimeOffset CompletedAt, IReadOnlyList<SoldLine> Lines, IReadOnlyList<Tender> Tenders,
    Money Gross, Money Discount, Money Total, Money Tax, Money Rounding, Money Due, Money Change, long Points, IReadOnlyList<string> UnknownCodes,
    Money TaxOnTop = default, long PointsSpent = 0, RefundId? Exchange = null, string? Note = null, IReadOnlyList<string>? Coupons = null,
    AllowanceHeld? Held = null, IReadOnlyList<AllowanceTaken>? Taken = null);

/// <summary>Why money went back.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefundKind>))]
public enum RefundKind
{
    /// <summary>Goods came back, whole or by line.</summary>
    Return,

    /// <summary>The whole sale was cancelled in its own till session.</summary>
    Void,

    /// <summary>Goods came back and others were taken on the same ticket.</summary>
    Exchange
}

/// <summary>Goods came back and money went out. All amounts are positive and mean money to the customer.</summary>
/// <param name="OriginalSaleId">The sale it undoes, when it is known.</param>
/// <param name="Points">Points taken back, 0 or more.</param>
/// <param name="ApprovalId">Who allowed it, when the cashier alone might not.</param>
/// <param name="PointsReturned">Points that had been spent and come back to the member, 0 or more.</param>
/// <param name="ExchangeSaleId">The new sale on the same ticket, for an exchange.</param>
/// <param name="Taken">What the cancelled sale had taken and comes back, in amounts below 0; null when nothing.</param>
public sealed record SaleRefunded(
    RefundId RefundId, ReceiptNumber ReceiptNumber, TillSessionId TillSessionId, StaffId CashierId, MemberId? MemberId, SaleId? OriginalSaleId,
    DateOnly BusinessDate, DateTimeOffset RefundedAt, IReadOnlyList<SoldLine> Lines, IReadOnlyList<Tender> Tenders,
    Money Gross, Money Discount, Money Total, Money Tax, Money Rounding, Money Due, long Points, string Reason,
    Money TaxOnTop = default, RefundKind Kind = RefundKind.Return, ApprovalId? ApprovalId = null, long PointsReturned = 0, SaleId? ExchangeSaleId = null,
    IReadOnlyList<AllowanceTaken>? Taken = null);

/// <summary>A line was taken out of an open basket: who, when, why.</summary>
public sealed record LineVoided(
    SaleId SaleId, int Number, string Code, string Name, Quantity Quantity, Money Amount, StaffId CashierId, DateTimeOffset VoidedAt, string Reason,
    ApprovalId? ApprovalId = null);

/// <summary>A whole basket was given up before it was paid.</summary>
public sealed record BasketVoided(
    SaleId SaleId, int Lines, Money Amount, StaffId CashierId, DateTimeOffset VoidedAt, string Reason, ApprovalId? ApprovalId = null);
