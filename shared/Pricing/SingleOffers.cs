namespace Sasuai.Pricing;

/// <summary>A promotion's part in one article.</summary>
readonly record struct Part(Promotion Promotion, Money Amount);

/// <summary>How one article is paid: what was chosen for it and what came on top. History's discount stands without a promotion.</summary>
/// <param name="Net">What is left of the article's price.</param>
sealed record ArticlePrice(Money Net, IReadOnlyList<Part> Parts, bool IsExclusive)
{
    public static ArticlePrice Plain(Money gross) => new(gross, [], IsExclusive: false);
}

/// <summary>Promotions that look at each piece alone: for each article the best of them, and the compounded ones on top.</summary>
sealed class SingleOffers(IReadOnlyList<Promotion> competing, IReadOnlyList<Promotion> compounded)
{
    /// <summary>The article, or the part of it that no group took, at its best.</summary>
    public ArticlePrice Best(Article article, Quantity part)

    {
        var gross = article.GrossOf(part);
        var given = Money.Min(article.Given, gross);
        var best = OnTop(article, part, new(gross - given, [], IsExclusive: false));
        foreach (var promotion in competing)
        {
            if (!article.IsCoveredBy(promotion) || Off(promotion, article, part, gross) is var off && off.IsZero) continue;
            var price = new ArticlePrice(gross - off, [new(promotion, off)], promotion.Stacking == Stacking.Exclusive);
            price = OnTop(article, part, price);
            // Equal offers: the lower id wins, because the promotions come in the order of their ids.
            if (price.Net < best.Net) best = price;
        }
        return best;
    }

    /// <summary>What is left after the compounded promotions too, one after the other.</summary>
    public ArticlePrice OnTop(Article article, Quantity part, ArticlePrice price)
    {
        if (price.IsExclusive || compounded.Count == 0) return price;
        List<Part>? parts = null;
        var net = price.Net;
        foreach (var promotion in compounded)
        {
            if (!article.IsCoveredBy(promotion) || Off(promotion, article, part, net) is var off && off.IsZero) continue;
            (parts ??= [.. price.Parts]).Add(new(promotion, off));
            net -= off;
        }
        return parts is null ? price : price with { Net = net, Parts = parts };
    }

    /// <summary>What a promotion takes off so much of an article that costs so much; from 0 to that cost.</summary>
    public static Money Off(Promotion promotion, Article article, Quantity part, Money cost)
    {
        var off = promotion.Kind switch
        {
            PromotionKind.Percent => Percent(promotion, part, cost),
            PromotionKind.AmountOff => promotion.Amount.Times(part),
            // A label that carries its own price has no price each that could be replaced.
            PromotionKind.FixedPrice when article.First.FixedGross is null => cost - promotion.Amount.Times(part),
            _ => Money.Zero
        };
        return Money.Max(Money.Zero, Money.Min(off, cost));
    }

    /// <summary>Where every piece costs the same, each is rounded by itself: a customer can check it, and it is the same however the pieces are grouped.</summary>
    static Money Percent(Promotion promotion, Quantity part, Money cost)
    {
        var (pieces, rest) = Math.DivRem(part.Thousandths, Quantity.One.Thousandths);
        return rest == 0 && pieces > 0 && cost.Units % pieces == 0
            ? new(new Money(cost.Units / pieces).Portion(promotion.PercentBasisPoints, 10_000).Units * pieces)
            : cost.Portion(promotion.PercentBasisPoints, 10_000);
    }
}
