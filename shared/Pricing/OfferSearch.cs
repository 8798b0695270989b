namespace Sasuai.Pricing;

/// <summary>
/// Chooses among offers over groups of goods, where two that touch the same article exclude each other (weighted set packing), the set
/// that saves the customer most. Branch and bound: exact within <see cref="steps"/> steps, which is far beyond what baskets need; past
/// them it returns the best set found so far, which never costs more than taking the greatest savings first, and that never more than
/// the best offer for each line alone. The steps are counted, not timed, so that every machine finds the same.
/// </summary>
sealed class OfferSearch
{
    /// <summary>Sets looked at before the best so far is taken.</summary>
    public const int steps = 20_000;

    readonly GroupOffer[] offers;
    readonly long[] rest;
    readonly long[][] greatestShare;
    readonly bool[] taken;
    readonly List<int> chosen = [];
    int[] best = [];
    long bestGain;
    int left = steps;

    OfferSearch(GroupOffer[] offers, int articles)
    {
        this.offers = offers;
        taken = new bool[articles];
        rest = new long[offers.Length + 1];
        greatestShare = new long[offers.Length + 1][];
        greatestShare[^1] = new long[articles];
        for (var i = offers.Length - 1; i >= 0; i--)
        {
            rest[i] = rest[i + 1] + offers[i].Gain.Units;
            greatestShare[i] = [.. greatestShare[i + 1]];
            // A gain spread over its articles, rounded up: the sum over free articles bounds what is still to be had.
            var share = (offers[i].Gain.Units + offers[i].Shares.Count - 1) / offers[i].Shares.Count;
            foreach (var one in offers[i].Shares) greatestShare[i][one.Article] = Math.Max(greatestShare[i][one.Article], share);
        }
    }

    public static IReadOnlyList<GroupOffer> Best(IEnumerable<GroupOffer> found, int articles)
    {
        var ordered = found.OrderByDescending(offer => offer.Gain).ThenBy(offer => offer.Promotion.PromotionId.Value).ToArray();
        if (ordered.Length == 0) return [];
        var search = new OfferSearch(ordered, articles);
        search.From(0, 0);
        return [.. search.best.Select(i => ordered[i])];
    }

    void From(int next, long gain)
    {
        if (gain > bestGain) (bestGain, best) = (gain, [.. chosen]);
        // The first way down takes the greatest savings one after the other; it is always walked to its end.
        if (next == offers.Length || left-- <= 0 || gain + Bound(next) <= bestGain) return;
        var offer = offers[next];
        if (IsFree(offer))
        {
            Mark(offer, true);
            chosen.Add(next);
            From(next + 1, gain + offer.Gain.Units);
            chosen.RemoveAt(chosen.Count - 1);
            Mark(offer, false);
        }
        From(next + 1, gain);
    }

    long Bound(int next)
    {
        var bound = 0L;
        for (var article = 0; article < taken.Length; article++)
            if (!taken[article]) bound += greatestShare[next][article];
        return Math.Min(bound, rest[next]);
    }

    bool IsFree(GroupOffer offer)
    {
        foreach (var share in offer.Shares)
            if (taken[share.Article]) return false;
        return true;
    }

    void Mark(GroupOffer offer, bool mark)
    {
        foreach (var share in offer.Shares) taken[share.Article] = mark;
    }
}
