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
    /// <param name="kind">How the money goes back; a cancelled sale goes back as it was paid.</param>
    /// <param name="coin">The smallest coin, for money in cash.</param>
    public static Decision<SaleRefunded> Decide(
        SaleCompleted sale, IReadOnlyList<SaleRefunded> earlier, IReadOnlyList<ReturnedLine> asked, TenderKind kind, string? reference, Money coin, string reason, RefundId id, AtTheTill at)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (asked.Count == 0) return Refusals.BasketEmpty();
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

    /// <summary>Cancels a whole sale in its own till session: everything goes back as it was paid.</summary>
    public static Decision<SaleRefunded> Void(SaleCompleted sale, IReadOnlyList<SaleRefunded> earlier, string reason, RefundId id, AtTheTill at)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Count > 0) return Refusals.RefundBegun();
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
        var due = total + (kind == TenderKind.Cash ? Pricing.CashRounding.Adjustment(total, coin) : Money.Zero);
        var before = earlier.Aggregate(Money.Zero, (sum, refund) => sum + refund.Total);
        return new(id, at.ReceiptNumber, at.TillSessionId, at.CashierId, sale.MemberId, sale.SaleId, at.BusinessDate, at.Now, lines,
            due.IsZero ? [] : [new Tender(kind, due, due, reference)], gross, discount, total, Sum(line => line.Tax), due - total, due,
            Share(sale.Points, before, total, sale.Total), reason, onTop, PointsReturned: Share(sale.PointsSpent, before, total, sale.Total));
    }

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
