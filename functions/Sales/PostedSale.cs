using Sasuai.Functions.Sync;
using Sasuai.Loyalty;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Functions.Sales;

/// <summary>A sale or a refund on its way into the books. Signed: a refund's money, points and goods count against those of sales.</summary>
sealed record PostedSale(
    WaitingFact Fact, int Sign, Guid SaleId, ReceiptNumber ReceiptNumber, Guid TillSessionId, Guid CashierId, MemberId? MemberId, Guid? OriginalSaleId,
    DateOnly BusinessDate, DateTimeOffset At, int Hour, IReadOnlyList<SoldLine> Lines, IReadOnlyList<Tender> Tenders,
    Money Gross, Money Discount, Money Total, Money Tax, Money Rounding, Money Due, long Points, Money TaxOnTop,
    long PointsSpent, RefundKind? RefundKind, ApprovalId? ApprovalId, Guid? ExchangeId, string? Reason, string? Note, AllowanceHeld? Held = null,
    IReadOnlyList<AllowanceTaken>? Taken = null)
{
    public static PostedSale Of(WaitingFact fact, SaleCompleted sale, PostingStore shop) => new(
        fact, 1, sale.SaleId.Value, sale.ReceiptNumber, sale.TillSessionId.Value, sale.CashierId.Value, sale.MemberId, null, sale.BusinessDate, sale.CompletedAt,
        shop.HourOf(sale.CompletedAt), sale.Lines, sale.Tenders, sale.Gross, sale.Discount, sale.Total, sale.Tax, sale.Rounding, sale.Due, sale.Points, sale.TaxOnTop,
        sale.PointsSpent, null, null, sale.Exchange?.Value, null, sale.Note, sale.Held, sale.Taken);

    public static PostedSale Of(WaitingFact fact, SaleRefunded refund, PostingStore shop) => new(
        fact, -1, refund.RefundId.Value, refund.ReceiptNumber, refund.TillSessionId.Value, refund.CashierId.Value, refund.MemberId, refund.OriginalSaleId?.Value,
        refund.BusinessDate, refund.RefundedAt, shop.HourOf(refund.RefundedAt), refund.Lines, refund.Tenders,
        -refund.Gross, -refund.Discount, -refund.Total, -refund.Tax, -refund.Rounding, -refund.Due, -refund.Points, -refund.TaxOnTop,
        -refund.PointsReturned, refund.Kind, refund.ApprovalId, refund.ExchangeSaleId?.Value, refund.Reason, null, Taken: refund.Taken);

    public string Kind => Sign > 0 ? "sale" : "refund";

    /// <summary>Why this cannot go into the books; null when it can. A sale is never refused for its content, only when its parts do not make one sale.</summary>
    public string? Wrong()
    {
        if (SaleId == Guid.Empty || Lines is null || Tenders is null || ReceiptNumber.StoreCode is null || BusinessDate == default) return "The payload lacks fields.";
        if (Lines.Any(line => line?.Name is null || line.Code is null || line.Category is null || line.TaxCode is null) || Tenders.Any(tender => tender is null)) return "The payload lacks fields.";
        var net = Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Net + line.TaxOnTop);
        var paid = Tenders.Aggregate(Money.Zero, (sum, tender) => sum + tender.Amount);
        return Gross - Discount + TaxOnTop == Total && Total + Rounding == Due && Signed(net) == Total && Signed(paid) == Due ? null : "Its sums do not agree.";
    }

    public Money Signed(Money amount) => Sign > 0 ? amount : -amount;
}
