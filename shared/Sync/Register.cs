namespace Sasuai.Sync;

/// <summary>
/// A text that several places may write (a last-writer-wins register, Shapiro et al. 2011): joining any edits in any order, any of them twice, gives
/// the one with the greatest stamp. Two texts under one stamp, as a copied disk may write them, are told apart by their own order.
/// </summary>
public readonly record struct Register(string? Value, Stamp At)
{
    public Register Join(Register other)
    {
        var order = At.CompareTo(other.At);
        return order > 0 || (order == 0 && string.CompareOrdinal(Value, other.Value) >= 0) ? this : other;
    }
}
