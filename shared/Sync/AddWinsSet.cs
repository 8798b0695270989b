namespace Sasuai.Sync;

/// <summary>
/// A set that several places add to and remove from (an observed-remove set, Shapiro et al. 2011). Each addition has an id of its own for ever, and a
/// removal names the additions it saw: what was added elsewhere meanwhile stays. Joining any of them in any order, any twice, gives the same set.
/// </summary>
/// <param name="added">What was added at one place, each under its own id.</param>
/// <param name="removed">The additions that were removed; one may be removed before it is known.</param>
public sealed class AddWinsSet<T>(IEnumerable<KeyValuePair<Guid, T>> added, IEnumerable<Guid> removed)
{
    readonly Dictionary<Guid, T> added = new(added);
    readonly HashSet<Guid> removed = [.. removed];

    /// <summary>The additions that hold; the same value may be there twice, added at two places.</summary>
    public IEnumerable<KeyValuePair<Guid, T>> Entries => added.Where(entry => !removed.Contains(entry.Key));

    public AddWinsSet<T> Join(AddWinsSet<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(added.Concat(other.added).DistinctBy(entry => entry.Key), removed.Concat(other.removed));
    }
}
