namespace Sasuai.Sales;

/// <summary>So much of one line of a sale comes back.</summary>
/// <param name="Number">The line's number in the sale.</param>
/// <param name="Quantity">Above 0, and not more than is left of the line.</param>
public sealed record ReturnedLine(int Number, Quantity Quantity, GoodsCondition Condition = GoodsCondition.Restock);

/// <summary>What is still with the customer of one line of a sale.</summary>
public sealed record RefundableLine(SoldLine Line, Quantity Left);

/// <summary>
/// Decides what a refund gives back. Money, discount and tax of a line are given back in proportion to the quantity, reckoned from the
/// beginning of the line each time, so that all partial refunds together give back exactly what was paid, to the unit, in whatever parts.
/// What was paid without money, or never came, goes back first and as itself: nobody turns points or a purchase on account into cash.
/// </summary>
public static class Refund
{
    /// <summary>What can still come back, line by line in the sale's order.</summary>
    public static IReadOnlyList<RefundableLine> Left(SaleCompleted sale, IReadOnlyList<SaleRefunded> earlier)
    {
        ArgumentNullException.ThrowIfNull(sale);
        return [.. sale.Lines.Select(line => new RefundableLine(line, line.Quantity - Returned(line, earlier)))];
    }

    /// <summary>The refund of these lines; its receipt number is none yet. Refused when nothing is asked, or more than is left.</summary>
    /// <param name="sale">With its tenders as they were settled; refused while one is unknown.</param>
    /// <param name="kind">How the money goes back: not as points, on account, or by gift card, which only go back where they came from.</param>
    /// <param name="reference">The terminal's, bank's or wallet's number of the payment back; cash and store credit have none.</param>
    /// <param name="coin">The smallest coin, for money in cash.</param>
    public static Decision<SaleRefunded> Decide(
        SaleCompleted sale, IReadOnlyList<SaleRefunded> earlier, IReadOnlyList<ReturnedLine> asked, TenderKind kind, string? reference, Money coin, string reason, RefundId id, AtTheTill at)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (asked.Count == 0) return Refusals.BasketEmpty();
        if (sale.Tenders.Any(tender => tender.State == TenderState.Unknown)) return Refusals.TenderUnsettled();
        if (kind is TenderKind.Points or TenderKind.GiftCard or TenderKind.OnAccount) return Refusals.RefundNotBy(kind);
        if (kind == TenderKind.StoreCredit && sale.MemberId is null) return Refusals.TenderNeedsMember();
        if (kind is TenderKind.Card or TenderKind.BankTransfer or TenderKind.EWallet && string.IsNullOrWhiteSpace(reference)) return Refusals.TenderReferenceMissing();
        var left = Left(sale, earlier);
        var lines = new List<SoldLine>(asked.Count);
        foreach (var part in asked)
        {
            if (!part.Quantity.IsPositive) return Refusals.QuantityNotPositive();
            if (left.FirstOrDefault(line => line.Line.Number == part.Number) is not { } line) return Refusals.NoSuchLine(part.Number);
            if (part.Quantity > line.Left || asked.Count(other => other.Number == part.Number) > 1) return Refusals.RefundExceedsSale(line.Line.Name, line.Left);
            lines.Add(Part(line.Line, line.Line.Quantity - line.Left, part));
        }
        return Refunded(sale, earlier, lines, kind, reference, coin, reason, id, at);
    }

    /// <summary>What of a refund goes back by this way, such as the worth of the goods in an exchange; 0 when nothing does.</summary>
    public static Money GoesBackBy(this SaleRefunded refund, TenderKind kind) => refund.Tenders.Where(tender => tender.Kind == kind).Aggregate(Money.Zero, (sum, tender) => sum + tender.Amount);

    /// <summary>Cancels a whole sale in its own till session: everything goes back as it was paid.</summary>
    public static Decision<SaleRefunded> Void(SaleCompleted sale, IReadOnlyList<SaleRefunded> earlier, string reason, RefundId id, AtTheTill at)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Count > 0) return Refusals.RefundBegun();
        if (sale.Exchange is not null) return Refusals.ExchangeStays();
        if (sale.TillSessionId != at.TillSessionId) return Refusals.OtherTillSession();
        ReturnedLine[] all = [.. sale.Lines.Select(line => new ReturnedLine(line.Number, line.Quantity))];
        if (Decide(sale, earlier, all, TenderKind.Exchange, null, Money.Zero, reason, id, at).IsRefused(out var refusal, out var refund)) return refusal;
        return refund with
        {
            Kind = RefundKind.Void, Rounding = sale.Rounding, Due = sale.Due, Tenders = [.. sale.Tenders.Select(tender => tender with { Given = tender.Amount })], Points = sale.Points, PointsReturned = sale.PointsSpent
        };
    }

    static SaleRefunded Refunded(
        SaleCompleted sale, IReadOnlyList<SaleRefunded> earlier, List<SoldLine> lines, TenderKind kind, string? reference, Money coin, string reason, RefundId id, AtTheTill at)
    {
        Money Sum(Func<SoldLine, Money> of) => lines.Aggregate(Money.Zero, (sum, line) => sum + of(line));
        var (gross, discount, onTop) = (Sum(line => line.Gross), Sum(line => line.Discount), Sum(line => line.TaxOnTop));
        var total = gross - discount + onTop;
        var own = AsItself(sale, earlier, total);
        var money = total - SumOf(own);
        var rounding = kind == TenderKind.Cash ? Rounding(earlier, money, coin) : Money.Zero;
        Tender[] tenders = (money + rounding).IsZero ? own : [.. own, new(kind, money + rounding, money + rounding, reference)];
        return new(id, at.ReceiptNumber, at.TillSessionId, at.CashierId, sale.MemberId, sale.SaleId, at.BusinessDate, at.Now, lines,
            tenders, gross, discount, total, Sum(line => line.Tax), rounding, total + rounding,
            Share(sale.Points, Total(earlier), total, sale.Total), reason, onTop, PointsReturned: PointsBack(sale, earlier, own, total));
    }

    /// <summary>What was paid without money goes back as itself before any money does, and what failed goes back as never paid at all.</summary>
    static Tender[] AsItself(SaleCompleted sale, IReadOnlyList<SaleRefunded> earlier, Money total)
    {
        var back = earlier.SelectMany(refund => refund.Tenders).GroupBy(Likeness).ToDictionary(group => group.Key, group => group.Aggregate(Money.Zero, (sum, tender) => sum + tender.Amount));
        var own = new List<Tender>();
        foreach (var tender in sale.Tenders.Where(GoesBackAsItself).OrderByDescending(tender => tender.State == TenderState.Failed))
        {
            var given = back.GetValueOrDefault(Likeness(tender));
            var before = Money.Min(given, tender.Amount);
            var now = Money.Min(tender.Amount - before, total);
            back[Likeness(tender)] = given - before;
            total -= now;
            if (!now.IsZero) own.Add(tender with { Amount = now, Given = now });
        }
        return [.. own];
    }

    static bool GoesBackAsItself(Tender tender) => tender.State == TenderState.Failed || tender.Kind is TenderKind.Points or TenderKind.StoreCredit or TenderKind.GiftCard or TenderKind.OnAccount;

    static (TenderKind, string?, TenderState) Likeness(Tender tender) => (tender.Kind, tender.Reference, tender.State);

    /// <summary>Cash of several refunds is rounded as if it were one, so that many small ones do not give back more than one large one.</summary>
    static Money Rounding(IReadOnlyList<SaleRefunded> earlier, Money cash, Money coin)
    {
        var before = earlier.Aggregate(Money.Zero, (sum, refund) => sum + refund.Total - SumOf(refund.Tenders.Where(tender => tender.Kind != TenderKind.Cash)));
        return Pricing.CashRounding.Adjustment(before + cash, coin) - Pricing.CashRounding.Adjustment(before, coin);
    }

    static long PointsBack(SaleCompleted sale, IReadOnlyList<SaleRefunded> earlier, Tender[] own, Money total)
    {
        var paid = Points(sale.Tenders);
        return paid.IsZero ? Share(sale.PointsSpent, Total(earlier), total, sale.Total) : Share(sale.PointsSpent, Points(earlier.SelectMany(refund => refund.Tenders)), Points(own), paid);
    }

    static Money Points(IEnumerable<Tender> tenders) => SumOf(tenders.Where(tender => tender.Kind == TenderKind.Points));
    static Money SumOf(IEnumerable<Tender> tenders) => tenders.Aggregate(Money.Zero, (sum, tender) => sum + tender.Amount);
    static Money Total(IReadOnlyList<SaleRefunded> refunds) => refunds.Aggregate(Money.Zero, (sum, refund) => sum + refund.Total);

    static SoldLine Part(SoldLine line, Quantity before, ReturnedLine part)
    {
        var after = before + part.Quantity;
        Money Of(Money whole) => whole.Portion(after.Thousandths, line.Quantity.Thousandths) - whole.Portion(before.Thousandths, line.Quantity.Thousandths);
        var (gross, net) = (Of(line.Gross), Of(line.Net));
        return line with { Quantity = part.Quantity, Gross = gross, Net = net, Discount = gross - net, Tax = Of(line.Tax), TaxOnTop = Of(line.TaxOnTop), ManualDiscount = Of(line.ManualDiscount), Offers = null, Condition = part.Condition };
    }

    /// <summary>Points go with the money, reckoned from the beginning as well.</summary>
    static long Share(long points, Money before, Money now, Money whole) =>
        whole <= Money.Zero ? points : (long)((Int128)points * Money.Min(before + now, whole).Units / whole.Units - (Int128)points * Money.Min(before, whole).Units / whole.Units);

    static Quantity Returned(SoldLine line, IReadOnlyList<SaleRefunded> earlier) =>
        earlier.SelectMany(refund => refund.Lines).Where(back => back.Number == line.Number && back.ProductId == line.ProductId).Aggregate(Quantity.Zero, (sum, back) => sum + back.Quantity);
}
