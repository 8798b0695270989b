using Sasuai.Loyalty;
using Sasuai.Pricing;

namespace Sasuai.Sales;

/// <summary>Where and by whom a sale is completed.</summary>
public sealed record AtTheTill(
    ReceiptNumber ReceiptNumber, TillSessionId TillSessionId, StaffId CashierId, DateOnly BusinessDate, DateTimeOffset Now);

/// <summary>Decides how a basket becomes a sale, or a refund. Pure: the till and the tests run the same rules.</summary>
public static class Checkout
{
    /// <summary>What is due when everything is paid in cash, rounded to the smallest coin; otherwise the total itself.</summary>
    public static Money Due(PricedBasket priced, bool inCash, Money coin) =>
        inCash ? priced.Total + CashRounding.Adjustment(priced.Total, coin) : priced.Total;

    /// <summary>
    /// What is due when these were taken and the rest comes in cash: only the cash is rounded to the smallest coin, what comes without coins is not.
    /// </summary>
    public static Money Due(Money total, Money withoutCash, bool restInCash, Money coin)
    {
        var rest = total - withoutCash;
        return restInCash && rest > Money.Zero ? total + CashRounding.Adjustment(rest, coin) : total;
    }

    /// <summary>The same with payments that are certain.</summary>
    public static Decision<SaleCompleted> Complete(
        Basket basket, PricedBasket priced, IReadOnlyList<(TenderKind Kind, Money Given, string? Reference)> offered, Money coin, EarningRule earning, AtTheTill at) =>
        Complete(basket, priced, [.. offered.Select(tender => new OfferedTender(tender.Kind, tender.Given, tender.Reference))], coin, earning, at);

    /// <summary>
    /// Completes the sale. Tenders are what was offered, in order: cash may be more than what is left and gives change; nothing else may.
    /// Refused when the basket has no line, a tender is not above 0, or the money does not fit.
    /// </summary>
    /// <param name="pointWorth">What one point pays, for tenders in points.</param>
    public static Decision<SaleCompleted> Complete(
        Basket basket, PricedBasket priced, IReadOnlyList<OfferedTender> offered, Money coin, EarningRule earning, AtTheTill at, Money pointWorth = default)
    {
        if (basket.Lines.Count == 0) return Refusals.BasketEmpty();
        var withoutCash = offered.Where(tender => tender.Kind != TenderKind.Cash).Aggregate(Money.Zero, (sum, tender) => sum + tender.Given);
        var due = Due(priced.Total, withoutCash, offered.Any(tender => tender.Kind == TenderKind.Cash), coin);
        if (Settle(offered, due).IsRefused(out var refusal, out var tenders)) return refusal;
        var points = basket.Member is { } member ? earning.PointsFor(priced.Total, member.TierMultiplierPercent) : 0;
        var spent = pointWorth > Money.Zero ? offered.Where(tender => tender.Kind == TenderKind.Points).Sum(tender => tender.Given.Units / pointWorth.Units) : 0;
        return new SaleCompleted(basket.SaleId, at.ReceiptNumber, at.TillSessionId, at.CashierId, basket.Member?.MemberId, at.BusinessDate, at.Now,
            Sold(basket, priced), tenders, priced.Gross, priced.Discount, priced.Total, priced.Tax, due - priced.Total, due,
            tenders.Aggregate(Money.Zero, (sum, tender) => sum + tender.Change), points, [.. basket.UnknownCodes.Select(code => code.Code)],
            priced.TaxOnTop, spent, Note: basket.Note, Coupons: basket.Coupons);
    }

    /// <summary>Gives the money of the basket's lines back. The basket holds what comes back, in positive quantities.</summary>
    public static Decision<SaleRefunded> Refund(
        RefundId refundId, Basket returned, PricedBasket priced, TenderKind kind, Money coin, EarningRule earning, SaleId? originalSale, string reason, AtTheTill at)
    {
        if (returned.Lines.Count == 0) return Refusals.BasketEmpty();
        var due = Due(priced, kind == TenderKind.Cash, coin);
        var points = returned.Member is { } member ? earning.PointsFor(priced.Total, member.TierMultiplierPercent) : 0;
        return new SaleRefunded(refundId, at.ReceiptNumber, at.TillSessionId, at.CashierId, returned.Member?.MemberId, originalSale, at.BusinessDate, at.Now,
            Sold(returned, priced), due.IsZero ? [] : [new Tender(kind, due, due)], priced.Gross, priced.Discount, priced.Total, priced.Tax, due - priced.Total, due, points, reason, priced.TaxOnTop);
    }

    static Decision<IReadOnlyList<Tender>> Settle(IReadOnlyList<OfferedTender> offered, Money due)
    {
        var tenders = new List<Tender>();
        var left = due;
        foreach (var (kind, given, reference, state) in offered)
        {
            if (given < Money.Zero || (given.IsZero && !due.IsZero)) return Refusals.TenderNotPositive();
            if (kind != TenderKind.Cash && given > left) return Refusals.TenderTooLarge();
            // Less than half a coin was left for cash: nothing is taken for it.
            if (left.IsZero && !due.IsZero) continue;
            var amount = Money.Min(given, left);
            if (given > Money.Zero) tenders.Add(new(kind, amount, given, reference, state));
            left -= amount;
        }
        if (left > Money.Zero) return Refusals.TenderTooSmall(left);
        return tenders;
    }

    static SoldLine[] Sold(Basket basket, PricedBasket priced) =>
        [.. basket.Lines.Zip(priced.Lines, (line, price) => new SoldLine(
            line.Number, line.ProductId, line.Code, line.Name, line.Category, line.Unit, line.Quantity, line.UnitPrice, line.PriceVersion,
            price.Gross, price.Discount, price.PromotionId, price.Net,
            Rate(line, price).Code, Rate(line, price).RateBasisPoints, Rate(line, price).BaseNumerator, Rate(line, price).BaseDenominator, price.Tax,
            price.TaxOnTop, price.Offers, price.ManualDiscount, line.Brand, line.Note, line.Lot, line.Expiry, line.Serial))];

    static TaxRate Rate(BasketLine line, PricedLine price) => price.Rate ?? line.Tax;
}
