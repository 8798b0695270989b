using Sasuai.Loyalty;
using Sasuai.Pricing;

namespace Sasuai.Sales;

/// <summary>Goods of an earlier sale that a customer brought back and wants others for; they pay for what is in the basket.</summary>
/// <param name="Receipt">The earlier sale.</param>
/// <param name="Worth">What they pay, in minor units, above 0; points and the like that paid for them go back as themselves and are no part of it.</param>
/// <param name="ApprovalId">Who allowed it, when the cashier alone might not.</param>
/// <param name="Signed">The text of <see cref="SignedReceipt"/> that was scanned, when another till sold it.</param>
public sealed record HeldReturn(RefundId RefundId, ReceiptNumber Receipt, IReadOnlyList<ReturnedLine> Lines, string Reason, Money Worth, ApprovalId? ApprovalId = null, string? Signed = null);

/// <summary>Decides an exchange: goods come back and others are taken, on one ticket, and only the difference is paid, one way or the other.</summary>
public static class Exchange
{
    /// <summary>
    /// Completes the sale of what is taken and the refund of what came back; each names the other. The worth of what came back pays first;
    /// what is left of it goes to the customer in cash.
    /// </summary>
    /// <param name="returned">The refund as <see cref="Refund.Decide"/> gives it, with its money going back as <see cref="TenderKind.Exchange"/>.</param>
    /// <param name="offered">What is paid besides, for what the goods that came back do not cover.</param>
    /// <param name="coin">The smallest coin.</param>
    /// <param name="pointWorth">What one point pays.</param>
    public static Decision<(SaleCompleted Sale, SaleRefunded Refund)> Complete(
        Basket basket, PricedBasket priced, SaleRefunded returned, IReadOnlyList<OfferedTender> offered, Money coin, EarningRule earning, AtTheTill at, Money pointWorth = default)
    {
        ArgumentNullException.ThrowIfNull(returned);
        ArgumentNullException.ThrowIfNull(priced);
        var worth = returned.GoesBackBy(TenderKind.Exchange);
        var pays = Money.Min(worth, priced.Total);
        OfferedTender[] all = pays.IsZero ? [.. offered] : [new(TenderKind.Exchange, pays), .. offered.Where(tender => pays < priced.Total || !tender.Given.IsZero)];
        if (Checkout.Complete(basket, priced, all, coin, earning, at, pointWorth).IsRefused(out var refusal, out var sale)) return refusal;
        var cash = (worth - pays) + CashRounding.Adjustment(worth - pays, coin);
        var rounding = cash - (worth - pays);
        var refund = returned with
        {
            Kind = RefundKind.Exchange, ExchangeSaleId = sale.SaleId, Rounding = rounding, Due = returned.Total + rounding,
            Tenders = [.. returned.Tenders.Where(tender => tender.Kind != TenderKind.Exchange), .. Part(TenderKind.Exchange, pays), .. Part(TenderKind.Cash, cash)]
        };
        return (sale with { Exchange = refund.RefundId }, refund);
    }

    static Tender[] Part(TenderKind kind, Money amount) => amount.IsZero ? [] : [new(kind, amount, amount)];
}
