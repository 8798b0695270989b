using Sasuai.Sales;

namespace Sasuai.Kiosk.Lanes;

/// <summary>A receipt and what can still be done with it.</summary>
/// <param name="Refunds">What came back already at this terminal, oldest first.</param>
/// <param name="UpTo">What may still be given back for it here, where another terminal sold; null for a receipt of this one.</param>
public sealed record KnownReceipt(SaleCompleted Sale, IReadOnlyList<SaleRefunded> Refunds, Money? UpTo = null)
{
    public IReadOnlyList<RefundableLine> Left => Refund.Left(Sale, Refunds);
    public bool IsCancelled => Refunds.Any(refund => refund.Kind == RefundKind.Void);
}
