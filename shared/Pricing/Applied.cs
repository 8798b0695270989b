using Sasuai.Sales;

namespace Sasuai.Pricing;

/// <summary>One line while it is being priced: what was taken off so far, and by what.</summary>
sealed class Applied(Money gross)
{
    readonly Money gross = gross;
    readonly List<LineOffer> offers = [];
    Money history, manual;

    public Money Net { get; private set; } = gross;
    public bool IsExclusive { get; set; }
    public IReadOnlyList<LineOffer> Offers => offers;

    public void TakeHistory(Money amount)
    {
        history += amount;
        Net -= amount;
    }

    public void Take(Promotion promotion, Money amount)
    {
        Net -= amount;
        if (amount.IsZero) return;
        var at = offers.FindIndex(offer => offer.PromotionId == promotion.PromotionId);
        if (at < 0) offers.Add(new(promotion.PromotionId, promotion.Name, amount));
        else offers[at] = offers[at] with { Amount = offers[at].Amount + amount };
    }

    public void TakeByHand(Money amount)
    {
        manual += amount;
        Net -= amount;
    }

    public PricedLine Priced(TaxRate rate, Money onTop)
    {
        var named = offers.OrderByDescending(offer => offer.Amount).ThenBy(offer => offer.PromotionId.Value).ToArray();
        return new(gross, gross - Net, named.Length > 0 ? named[0].PromotionId : null, Net, rate.OnTop ? onTop : rate.Inside(Net), onTop, named.Length > 0 ? named : null, manual, rate);
    }
}
