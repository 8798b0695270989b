using Sasuai.Sales;

namespace Sasuai.Pricing;

/// <summary>
/// The single pricing engine, the same on till and cloud: the offers that are best for the customer, then what a person takes off, then
/// tax. What is compared is the price before taxes that come on top. Pure and deterministic: equal offers go to the lower promotion id, whole units of money, every split exact.
/// </summary>
public static class BestOffer
{
    /// <summary>Lines at these promotions, without member, coupons or discounts by hand; hours are counted in UTC.</summary>
    public static PricedBasket Price(IReadOnlyList<BasketLine> lines, IReadOnlyList<Promotion> promotions, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return Price(new Basket(default, lines, [], null, 0), PricingRules.None with { Promotions = promotions }, at);
    }

    public static PricedBasket Price(Basket basket, PricingRules rules, DateTimeOffset at) => Work(basket, WithRewards(basket, rules), at).Basket;

    /// <summary>The same prices, with a reason for every promotion on every line.</summary>
    public static PricedWithReasons Explain(Basket basket, PricingRules rules, DateTimeOffset at)
    {
        rules = WithRewards(basket, rules);
        var (priced, applied, conditions) = Work(basket, rules, at);
        return new(priced, [.. basket.Lines.Select((line, i) => Why.Of(line, priced.Lines[i], applied[i], rules.Promotions, conditions))]);
    }

    /// <summary>The rules, and the money off that the basket's member took for points.</summary>
    static PricingRules WithRewards(Basket basket, PricingRules rules)
    {
        ArgumentNullException.ThrowIfNull(basket);
        ArgumentNullException.ThrowIfNull(rules);
        return basket.Rewards is null ? rules : rules with { Promotions = [.. rules.Promotions, .. Loyalty.ClaimedReward.Promotions(basket.Rewards)] };
    }

    static (PricedBasket Basket, Applied[] Lines, Conditions Conditions) Work(Basket basket, PricingRules rules, DateTimeOffset at)
    {
        var articles = Article.Of(basket.Lines);
        var conditions = new Conditions(basket, rules, at, articles);
        var open = rules.Promotions.Where(conditions.Hold).OrderBy(promotion => promotion.PromotionId.Value).ToArray();
        var prices = ArticlePrices(articles, open);
        var applied = Spread(basket.Lines, articles, prices);
        ByHand.TakeOff(basket, articles, applied);
        return (Sum(basket.Lines, applied, rules, at), applied, conditions);
    }

    static ArticlePrice[] ArticlePrices(Article[] articles, Promotion[] open)
    {
        var single = new SingleOffers(
            [.. open.Where(promotion => promotion.Stacking != Stacking.Compounded && !promotion.IsForGroups)],
            // Percentages first, then amounts: the customer's percentage is of more.
            [.. open.Where(promotion => promotion.Stacking == Stacking.Compounded && !promotion.IsForGroups).OrderBy(promotion => promotion.Kind)]);
        var prices = Array.ConvertAll(articles, article => single.Best(article, article.Quantity));
        var groups = new GroupOffers(articles, [.. prices], single);
        var found = groups.Of([.. open.Where(promotion => promotion.Stacking != Stacking.Compounded && promotion.IsForGroups)]);
        foreach (var offer in OfferSearch.Best(found, articles.Length))
            foreach (var share in offer.Shares)
                prices[share.Article] = groups.Price(offer.Promotion, share);
        foreach (var promotion in open.Where(promotion => promotion is { Stacking: Stacking.Compounded, Kind: PromotionKind.AmountOffTotal })) OffTotal(promotion, articles, prices);
        return prices;
    }

    static void OffTotal(Promotion promotion, Article[] articles, ArticlePrice[] prices)
    {
        var covered = articles.Where(article => article.IsCoveredBy(promotion) && !prices[article.Index].IsExclusive && prices[article.Index].Net > Money.Zero).ToArray();
        if (covered.Length == 0) return;
        var left = covered.Aggregate(Money.Zero, (sum, article) => sum + prices[article.Index].Net);
        var offs = Money.Min(promotion.Amount, left).Split([.. covered.Select(article => prices[article.Index].Net.Units)]);
        for (var i = 0; i < covered.Length; i++)
        {
            var price = prices[covered[i].Index];
            if (!offs[i].IsZero) prices[covered[i].Index] = price with { Net = price.Net - offs[i], Parts = [.. price.Parts, new(promotion, offs[i])] };
        }
    }

    /// <summary>An article's offers on its lines, in proportion to what is left of each.</summary>
    static Applied[] Spread(IReadOnlyList<BasketLine> lines, Article[] articles, ArticlePrice[] prices)
    {
        var applied = new Applied[lines.Count];
        for (var i = 0; i < applied.Length; i++) applied[i] = new(lines[i].Gross);
        foreach (var article in articles)
        {
            var price = prices[article.Index];
            applied[article.Places[0]].TakeHistory(article.Gross - price.Net - price.Parts.Aggregate(Money.Zero, (sum, part) => sum + part.Amount));
            foreach (var (promotion, amount) in price.Parts)
            {
                if (article.Places.Length == 1)
                {
                    applied[article.Places[0]].Take(promotion, amount);
                    continue;
                }
                var offs = amount.Split([.. article.Places.Select(place => applied[place].Net.Units)]);
                for (var i = 0; i < offs.Length; i++) applied[article.Places[i]].Take(promotion, offs[i]);
            }
            foreach (var place in article.Places) applied[place].IsExclusive = price.IsExclusive;
        }
        return applied;
    }

    static PricedBasket Sum(IReadOnlyList<BasketLine> lines, Applied[] applied, PricingRules rules, DateTimeOffset at)
    {
        var rates = lines.Select(line => rules.Rate(line.Tax, at)).ToArray();
        var onTop = TaxesOnTop(applied, rates);
        var priced = new PricedLine[lines.Count];
        Money gross = default, discount = default, tax = default, added = default;
        for (var i = 0; i < priced.Length; i++)
        {
            priced[i] = applied[i].Priced(rates[i], onTop[i]);
            gross += priced[i].Gross;
            discount += priced[i].Discount;
            tax += priced[i].Tax;
            added += onTop[i];
        }
        return new(priced, gross, discount, gross - discount + added, tax, added);
    }

    /// <summary>Of each rate once for the basket and then split, so that the sum does not depend on how many lines there are.</summary>
    static Money[] TaxesOnTop(Applied[] applied, TaxRate[] rates)
    {
        var taxes = new Money[applied.Length];
        foreach (var rate in Enumerable.Range(0, applied.Length).Where(i => rates[i].OnTop && applied[i].Net > Money.Zero).GroupBy(i => rates[i]))
        {
            var places = rate.ToArray();
            var net = places.Aggregate(Money.Zero, (sum, i) => sum + applied[i].Net);
            var parts = rate.Key.On(net).Split([.. places.Select(i => applied[i].Net.Units)]);
            for (var i = 0; i < places.Length; i++) taxes[places[i]] = parts[i];
        }
        return taxes;
    }
}
