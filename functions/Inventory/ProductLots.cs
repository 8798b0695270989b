namespace Sasuai.Functions.Inventory;

/// <param name="Name">As on the label; empty for goods of which nobody knows the lot.</param>
/// <param name="Expiry">The last day on which it may be sold; null when nobody knows.</param>
sealed record Lot(Guid ProductId, string Name, DateOnly? Expiry, decimal Quantity);

/// <param name="Quantity">Below 0 for what left.</param>
/// <param name="Reason">As in lot_movement.</param>
sealed record LotMove(string Lot, DateOnly? Expiry, decimal Quantity, string Reason);

/// <summary>
/// The lots of one product at one store, and how what is sold comes off them: first expired, first out (FEFO). A sale is never refused and never changed; of a lot
/// that has no more, the rest is moved by an adjustment to what was probably sold instead. What no lot has stays as a shortage on the lot that was named.
/// </summary>
sealed class ProductLots(IEnumerable<Lot> lots)
{
    public const string fefo = "fefo";
    public const string unknown = "";

    readonly Dictionary<string, (DateOnly? Expiry, decimal Quantity)> stock = lots.ToDictionary(lot => lot.Name, lot => (lot.Expiry, lot.Quantity), StringComparer.Ordinal);

    public decimal Total => stock.Values.Sum(lot => lot.Quantity);

    /// <summary>Goods come: received, or back.</summary>
    public LotMove Add(string? lot, DateOnly? expiry, decimal quantity, string reason) => Move(lot ?? unknown, expiry, quantity, reason);

    /// <summary>Goods leave, of the lot that the label named or of none that is known.</summary>
    public IReadOnlyList<LotMove> Take(string? lot, DateOnly? expiry, decimal quantity, string reason)
    {
        var named = lot ?? unknown;
        var moves = new List<LotMove> { Move(named, expiry, -quantity, reason) };
        var missing = Math.Min(quantity, -stock[named].Quantity);
        foreach (var (other, part) in FirstExpired(named, missing))
        {
            moves.Add(Move(other, null, -part, fefo));
            moves.Add(Move(named, null, part, fefo));
        }
        return moves;
    }

    /// <summary>From which other lots so much is taken; less when they have less.</summary>
    List<(string Lot, decimal Part)> FirstExpired(string named, decimal missing)
    {
        var parts = new List<(string, decimal)>();
        foreach (var (name, (_, quantity)) in stock.Where(lot => lot.Key != named && lot.Value.Quantity > 0).OrderBy(lot => lot.Value.Expiry ?? DateOnly.MaxValue).ThenBy(lot => lot.Key, StringComparer.Ordinal))
        {
            if (missing <= 0) break;
            var part = Math.Min(missing, quantity);
            parts.Add((name, part));
            missing -= part;
        }
        return parts;
    }

    LotMove Move(string lot, DateOnly? expiry, decimal quantity, string reason)
    {
        var before = stock.GetValueOrDefault(lot);
        stock[lot] = (before.Expiry ?? expiry, before.Quantity + quantity);
        return new(lot, stock[lot].Expiry, quantity, reason);
    }
}
