namespace Sasuai.Sales;

/// <summary>One line of a completed sale with everything that explains its money, frozen.</summary>
public sealed record SoldLine(
    int Number, ProductId ProductId, string Code, string Name, string Category, string Unit, Quantity Quantity, Money UnitPrice, long PriceVersion,
    Money Gross, Money Discount, PromotionId? PromotionId, Money Net,
    string TaxCode, int TaxRateBasisPoints, int TaxBaseNumerator, int TaxBaseDenominator, Money Tax);

/// <summary>Goods left the shop and were paid. Gross − Discount = Total; Total + Rounding = Due = the sum of the tenders' amounts.</summary>
/// <param name="Points">Points earned by the member, by the rule that was in force at the till; 0 without a member.</param>
/// <param name="UnknownCodes">Codes that were scanned and that nobody knew: the chain should.</param>
public sealed record SaleCompleted(
    SaleId SaleId, ReceiptNumber ReceiptNumber, TillSessionId TillSessionId, StaffId CashierId, MemberId? MemberId,
    DateOnly BusinessDate, DateTimeOffset CompletedAt, IReadOnlyList<SoldLine> Lines, IReadOnlyList<Tender> Tenders,
    Money Gross, Money Discount, Money Total, Money Tax, Money Rounding, Money Due, Money Change, long Points, IReadOnlyList<string> UnknownCodes);

/// <summary>Goods came back and money went out. All amounts are positive and mean money to the customer.</summary>
/// <param name="OriginalSaleId">The sale it undoes, when it is known.</param>
/// <param name="Points">Points taken back, 0 or more.</param>
public sealed record SaleRefunded(
    RefundId RefundId, ReceiptNumber ReceiptNumber, TillSessionId TillSessionId, StaffId CashierId, MemberId? MemberId, SaleId? OriginalSaleId,
    DateOnly BusinessDate, DateTimeOffset RefundedAt, IReadOnlyList<SoldLine> Lines, IReadOnlyList<Tender> Tenders,
    Money Gross, Money Discount, Money Total, Money Tax, Money Rounding, Money Due, long Points, string Reason);

/// <summary>A line was taken out of an open basket: who, when, why.</summary>
public sealed record LineVoided(
    SaleId SaleId, int Number, string Code, string Name, Quantity Quantity, Money Amount, StaffId CashierId, DateTimeOffset VoidedAt, string Reason);

/// <summary>A whole basket was given up before it was paid.</summary>
public sealed record BasketVoided(
    SaleId SaleId, int Lines, Money Amount, StaffId CashierId, DateTimeOffset VoidedAt, string Reason);
