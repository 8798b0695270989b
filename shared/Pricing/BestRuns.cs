namespace Sasuai.Pricing;

/// <summary>
/// Which pieces to put into runs of bought and cheaper ones so that the customer saves most. The pieces come from the dearest on; a run is
/// the next chosen ones in that order, its last ones are the cheaper. Exact, by dynamic programming over the pieces and the place in the
/// run (and, under a limit, the number of runs).
/// </summary>
static class BestRuns
{
    /// <summary>More runs than this are not told apart by number; a limit above it does not limit.</summary>
    const int runsMax = 100;

    /// <param name="pieces">What the customer saves, compared with its own best offer, when a piece goes into a run as a bought one, and as a cheaper one; below 0 it costs.</param>
    /// <returns>The chosen pieces by their place, and whether each is one of the cheaper.</returns>
    public static IReadOnlyList<(int Piece, bool Cheaper)> Of(Promotion promotion, (Money Bought, Money Cheaper)[] pieces)
    {
        var size = promotion.Pieces + promotion.Free;
        var runs = promotion.MaximumPieces is { } most && most / promotion.Free < runsMax ? Math.Min(most / promotion.Free, pieces.Length / size) : 0;
        var limited = promotion.MaximumPieces is { } max && max / promotion.Free < runsMax;
        if (limited && runs == 0) return [];
        var states = limited ? runs * size + 1 : size;
        var best = new long[states];
        Array.Fill(best, long.MinValue);
        best[0] = 0;
        var takes = new bool[pieces.Length, states];
        for (var i = 0; i < pieces.Length; i++)
        {
            var next = (long[])best.Clone();
            for (var state = 0; state < states; state++)
            {
                if (best[state] == long.MinValue || (limited && state == states - 1)) continue;
                var to = limited ? state + 1 : (state + 1) % size;
                var gain = best[state] + Worth(promotion, pieces[i], state % size);
                if (gain > next[to]) (next[to], takes[i, to]) = (gain, true);
            }
            best = next;
        }
        var end = 0;
        for (var state = 0; state < states; state += size)
            if (best[state] > best[end]) end = state;
        return Back(promotion, pieces.Length, takes, end, limited, size);
    }

    static long Worth(Promotion promotion, (Money Bought, Money Cheaper) piece, int place) => (place >= promotion.Pieces ? piece.Cheaper : piece.Bought).Units;

    static List<(int Piece, bool Cheaper)> Back(Promotion promotion, int pieces, bool[,] takes, int state, bool limited, int size)
    {
        var chosen = new List<(int, bool)>();
        for (var i = pieces - 1; i >= 0; i--)
        {
            if (!takes[i, state]) continue;
            state = limited ? state - 1 : (state + size - 1) % size;
            chosen.Add((i, state % size >= promotion.Pieces));
        }
        return chosen;
    }
}
