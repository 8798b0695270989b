using Sasuai.Sales;

namespace Sasuai.Pricing;

/// <summary>What a person takes off, after all promotions: first line by line, then off the sale, split over the lines by what is left of them.</summary>
static class ByHand
{
    public static void TakeOff(Basket basket, Article[] articles, Applied[] applied)
    {
        for (var i = 0; i < applied.Length; i++)
            if (basket.Lines[i].Manual is { } given) applied[i].TakeByHand(Of(given, applied[i].Net));
        if (basket.Discount is not { } whole) return;
        var lefts = Array.ConvertAll(articles, article => article.Places.Sum(place => applied[place].Net.Units));
        if (lefts.Sum() <= 0) return;
        // Article by article and then line by line, so that it does not matter how the same goods fall into lines.
        var shares = Of(whole, new(lefts.Sum())).Split(lefts);
        foreach (var article in articles.Where(article => lefts[article.Index] > 0))
        {
            var offs = shares[article.Index].Split([.. article.Places.Select(place => applied[place].Net.Units)]);
            for (var i = 0; i < offs.Length; i++) applied[article.Places[i]].TakeByHand(offs[i]);
        }
    }

    static Money Of(ManualDiscount given, Money left) =>
        Money.Max(Money.Zero, Money.Min(left, given.BasisPoints > 0 ? left.Portion(given.BasisPoints, 10_000) : given.Amount));
}
