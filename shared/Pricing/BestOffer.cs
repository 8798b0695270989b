namespace Sasuai.Pricing;

/// <summary>One line as it must be paid: before and after its discount, and the tax inside.</summary>
public sealed record PricedLine(Money Gross, Money Discount, PromotionId? PromotionId, Money Net, Money Tax);

/// <summary>A whole basket priced: the sums of its lines.</summary>
public sealed record PricedBasket(IReadOnlyList<PricedLine> Lines, Money Gross, Money Discount, Money Total, Money Tax);

/// <summary>The single pricing engine, the same on till and cloud: for each line the promotion that is best for the customer.</summary>
public static class BestOffer
{
    public static PricedBasket Price(IReadOnlyList<Sales.BasketLine> lines, IReadOnlyList<Promotion> promotions, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var priced = new PricedLine[lines.Count];
        Money gross = default, discount = default, tax = default;
        for (var i = 0; i < priced.Length; i++)
        {
            priced[i] = PriceLine(lines[i], promotions, at);
            gross += priced[i].Gross;
            discount += priced[i].Discount;
            tax += priced[i].Tax;
        }
        return new(priced, gross, discount, gross - discount, tax);
    }

    static PricedLine PriceLine(Sales.BasketLine line, IReadOnlyList<Promotion> promotions, DateTimeOffset at)
    {
        var gross = line.UnitPrice.Times(line.Quantity);
        var (discount, promotion) = (line.GivenDiscount, default(PromotionId?));
        foreach (var candidate in promotions)
        {
            if (!candidate.AppliesTo(line.ProductId, line.Category, at)) continue;
            var off = gross.Portion(candidate.PercentBasisPoints, 10_000);
            // Equal offers: the lower id wins, so that every machine names the same promotion.
            if (off > discount || (off == discount && promotion is { } chosen && candidate.PromotionId.Value.CompareTo(chosen.Value) < 0))
                (discount, promotion) = (off, candidate.PromotionId);
        }
        discount = Money.Min(discount, gross);
        var net = gross - discount;
        return new(gross, discount, promotion, net, line.Tax.Inside(net));
    }
}
