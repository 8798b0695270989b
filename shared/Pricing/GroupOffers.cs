using System.Runtime.InteropServices;

namespace Sasuai.Pricing;

/// <summary>What a group takes of one article: so many of it, and so much off. Other promotions may still count for the rest of the article.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct GroupShare(int Article, Quantity Used, Money Off);

/// <summary>One way to use a promotion that counts over several goods.</summary>
/// <param name="Gain">How much less the customer pays than with the best of the single offers; above 0.</param>
sealed record GroupOffer(Promotion Promotion, IReadOnlyList<GroupShare> Shares, Money Gain);

/// <summary>Promotions that count pieces or money over several goods, each in the way that is best for the customer.</summary>
sealed class GroupOffers(Article[] articles, ArticlePrice[] singles, SingleOffers single)
{
    /// <summary>Of so many rivals at the most a promotion is also tried without their goods.</summary>
    public const int rivalsMax = 4;

    /// <summary>Pieces of one article that groups look at; a group of more is a wholesale order, and the rest is priced alone.</summary>
    const int piecesMax = 2_000;

    /// <summary>
    /// Every promotion with all the goods it is for, and, where others want some of these goods, without the goods of each of its
    /// <see cref="rivalsMax"/> greatest rivals, so that two promotions can share a basket.
    /// </summary>
    public IReadOnlyList<GroupOffer> Of(IReadOnlyList<Promotion> promotions)
    {
        var whole = promotions.Select(promotion => Of(promotion, articles)).OfType<GroupOffer>().ToArray();
        var found = new List<GroupOffer>(whole);
        foreach (var offer in whole)
        {
            var mine = offer.Shares.Select(share => share.Article).ToHashSet();
            var rivals = whole.Where(other => other != offer && other.Shares.Any(share => mine.Contains(share.Article)))
                .OrderByDescending(other => other.Gain).ThenBy(other => other.Promotion.PromotionId.Value).Take(rivalsMax);
            foreach (var rival in rivals)
                if (Of(offer.Promotion, [.. articles.Where(article => rival.Shares.All(share => share.Article != article.Index))]) is { } smaller) found.Add(smaller);
        }
        return found;
    }

    /// <summary>The offer of one promotion on these goods; null when it brings the customer nothing.</summary>
    GroupOffer? Of(Promotion promotion, IReadOnlyList<Article> goods)
    {
        var shares = promotion.Kind switch
        {
            PromotionKind.BuyGet => BuyGet(promotion, goods),
            PromotionKind.MixAndMatch => MixAndMatch(promotion, goods),
            PromotionKind.AmountOffTotal => OffTotal(promotion, goods),
            _ => Capped(promotion, goods)
        };
        if (shares.Count == 0) return null;
        var gain = Money.Zero;
        foreach (var share in shares) gain += singles[share.Article].Net - Price(promotion, share).Net;
        return gain > Money.Zero ? new(promotion, shares, gain) : null;
    }

    /// <summary>The article when this group takes its share of it.</summary>
    public ArticlePrice Price(Promotion promotion, GroupShare share)
    {
        var article = articles[share.Article];
        var used = article.GrossOf(share.Used);
        var exclusive = promotion.Stacking == Stacking.Exclusive;
        IReadOnlyList<Part> parts = share.Off.IsZero ? [] : [new(promotion, share.Off)];
        var group = single.OnTop(article, share.Used, new(used - share.Off, parts, exclusive));
        if (share.Used == article.Quantity) return group;
        var rest = single.Best(article, article.Quantity - share.Used);
        return new(group.Net + rest.Net, [.. group.Parts, .. rest.Parts], exclusive && rest.IsExclusive);
    }

    /// <summary>The pieces are ordered from the dearest on, and in each run of bought and cheaper pieces the last ones are the cheaper.</summary>
    List<GroupShare> BuyGet(Promotion promotion, IReadOnlyList<Article> goods)
    {
        if (promotion.FreeProducts is not null) return BuyOneGetOther(promotion, goods);
        var pieces = Pieces(goods, article => article.IsCoveredBy(promotion));
        var tally = new Tally(articles);
        foreach (var (piece, cheaper) in BestRuns.Of(promotion, [.. pieces.Select(piece => (piece.AtBest - After(promotion, piece, Money.Zero), piece.AtBest - After(promotion, piece, Off(promotion, piece))))]))
            tally.Use(pieces[piece].Article, cheaper ? Off(promotion, pieces[piece]) : Money.Zero);
        return tally.Shares(promotion.MaximumOff);
    }

    /// <summary>Bought are the pieces that lose least by it, cheaper are those that gain most, as long as a group brings something.</summary>
    List<GroupShare> BuyOneGetOther(Promotion promotion, IReadOnlyList<Article> goods)
    {
        Piece[] bought = [.. Pieces(goods, article => article.IsCoveredBy(promotion) && !article.IsFreeIn(promotion)).OrderByDescending(piece => piece.AtBest - After(promotion, piece, Money.Zero))];
        Piece[] cheaper = [.. Pieces(goods, article => article.IsFreeIn(promotion)).OrderByDescending(piece => piece.AtBest - After(promotion, piece, Off(promotion, piece)))];
        var (groups, most) = (new Tally(articles), Math.Min(Math.Min(bought.Length / promotion.Pieces, cheaper.Length / promotion.Free), (promotion.MaximumPieces ?? int.MaxValue) / promotion.Free));
        for (var group = 0; group < most; group++)
        {
            var (mine, theirs) = (bought[(group * promotion.Pieces)..((group + 1) * promotion.Pieces)], cheaper[(group * promotion.Free)..((group + 1) * promotion.Free)]);
            var gain = Money.Zero;
            foreach (var piece in mine) gain += piece.AtBest - After(promotion, piece, Money.Zero);
            foreach (var piece in theirs) gain += piece.AtBest - After(promotion, piece, Off(promotion, piece));
            if (gain <= Money.Zero) break;
            foreach (var piece in mine) groups.Use(piece.Article, Money.Zero);
            foreach (var piece in theirs) groups.Use(piece.Article, Off(promotion, piece));
        }
        return groups.Shares(promotion.MaximumOff);
    }

    /// <summary>The dearest pieces, as they would cost alone, go into groups as long as a group costs less.</summary>
    List<GroupShare> MixAndMatch(Promotion promotion, IReadOnlyList<Article> goods)
    {
        var (groups, saved) = (new Tally(articles), Money.Zero);
        var pieces = Pieces(goods, article => article.IsCoveredBy(promotion));
        pieces.Sort((a, b) => b.AtBest != a.AtBest ? b.AtBest.CompareTo(a.AtBest) : a.Article.CompareTo(b.Article));
        var most = Math.Min(pieces.Count, promotion.MaximumPieces ?? int.MaxValue);
        for (var at = 0; at + promotion.Pieces <= most; at += promotion.Pieces)
        {
            var (price, alone) = (Money.Zero, Money.Zero);
            for (var i = at; i < at + promotion.Pieces; i++) (price, alone) = (price + pieces[i].Price, alone + pieces[i].AtBest);
            if (alone <= promotion.Amount) break;
            for (var i = 0; i < promotion.Pieces; i++) groups.Use(pieces[at + i].Article, pieces[at + i].Price);
            saved += price - promotion.Amount;
        }
        return groups.Shares(Money.Min(saved, promotion.MaximumOff ?? saved));
    }

    static List<GroupShare> OffTotal(Promotion promotion, IReadOnlyList<Article> goods)
    {
        var covered = goods.Where(article => article.IsCoveredBy(promotion) && article.Gross > Money.Zero).ToArray();
        if (covered.Length == 0) return [];
        var gross = covered.Aggregate(Money.Zero, (sum, article) => sum + article.Gross);
        var offs = Money.Min(promotion.Amount, gross).Split([.. covered.Select(article => article.Gross.Units)]);
        return [.. covered.Select((article, i) => new GroupShare(article.Index, article.Quantity, offs[i]))];
    }

    /// <summary>A plain promotion with a limit per basket: it is given where it helps most until the limit is reached.</summary>
    List<GroupShare> Capped(Promotion promotion, IReadOnlyList<Article> goods)
    {
        var groups = new Tally(articles);
        var left = promotion.MaximumPieces ?? long.MaxValue;
        var helped = goods.Where(article => article.IsCoveredBy(promotion))
            .Select(article => (Article: article, Gain: singles[article.Index].Net - (article.Gross - SingleOffers.Off(promotion, article, article.Quantity, article.Gross))))
            .Where(one => one.Gain > Money.Zero).OrderByDescending(one => one.Gain).ThenBy(one => one.Article.Index);
        foreach (var (article, _) in helped)
        {
            if (left <= 0) break;
            // A limit in pieces speaks of whole ones; what is weighed counts as one.
            var pieces = article.Quantity.Thousandths % Quantity.One.Thousandths == 0 ? article.WholePieces : 1;
            var used = pieces <= left ? article.Quantity : Quantity.Of(left);
            left -= Math.Min(pieces, left);
            groups.Use(article.Index, used, SingleOffers.Off(promotion, article, used, article.GrossOf(used)));
        }
        return groups.Shares(promotion.MaximumOff);
    }

    /// <summary>The whole pieces, the dearest first.</summary>
    List<Piece> Pieces(IReadOnlyList<Article> goods, Func<Article, bool> wanted)
    {
        var pieces = new List<Piece>();
        foreach (var article in goods.Where(wanted).OrderByDescending(article => article.GrossOf(Quantity.One)).ThenBy(article => article.Index))
        {
            if (article.WholePieces == 0 || article.First.FixedGross is not null || !article.Given.IsZero) continue;
            var piece = new Piece(article.Index, article.GrossOf(Quantity.One), single.Best(article, Quantity.One).Net);
            for (var i = 0; i < Math.Min(article.WholePieces, piecesMax); i++) pieces.Add(piece);
        }
        return pieces;
    }

    /// <summary>What a piece costs in a group that takes this off it, with what comes on top.</summary>
    Money After(Promotion promotion, Piece piece, Money off) =>
        single.OnTop(articles[piece.Article], Quantity.One, new(piece.Price - off, [], promotion.Stacking == Stacking.Exclusive)).Net;

    static Money Off(Promotion promotion, Piece piece) => piece.Price.Portion(promotion.PercentBasisPoints, 10_000);

    [StructLayout(LayoutKind.Auto)]
    readonly record struct Piece(int Article, Money Price, Money AtBest);

    /// <summary>What was taken of each article so far.</summary>
    sealed class Tally(Article[] articles)
    {
        readonly Quantity[] used = new Quantity[articles.Length];
        readonly Money[] off = new Money[articles.Length];

        public void Use(int article, Money amount) => Use(article, Quantity.One, amount);

        public void Use(int article, Quantity quantity, Money amount)
        {
            used[article] += quantity;
            off[article] += amount;
        }

        public List<GroupShare> Shares(Money? maximum)
        {
            var total = off.Aggregate(Money.Zero, (sum, amount) => sum + amount);
            if (total.IsZero) return [];
            var offs = maximum is { } most && total > most ? most.Split([.. off.Select(amount => amount.Units)]) : off;
            return [.. Enumerable.Range(0, articles.Length).Where(article => used[article].IsPositive).Select(article => new GroupShare(article, used[article], offs[article]))];
        }
    }
}
