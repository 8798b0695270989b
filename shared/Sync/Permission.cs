namespace Sasuai.Sync;

/// <summary>
/// What somebody may do until it is taken back (a flag whose removal wins). The word that counts from later holds, and of two words of the same moment the
/// withdrawal, in whatever order they are joined.
/// </summary>
/// <param name="CountsFrom">See <see cref="Said"/>.</param>
public readonly record struct Permission(bool Given, DateTimeOffset CountsFrom)
{
    /// <summary>
    /// A permission counts from when it was said, and a withdrawal from when it came: a permission that was said before that, by somebody who could not
    /// know of it, does not undo it, and a clock that is ahead cannot permit for the future.
    /// </summary>
    /// <param name="said">By the clock of who wrote it down.</param>
    /// <param name="came">By the cloud's clock; the end of time while it has not come.</param>
    public static Permission Said(bool given, DateTimeOffset said, DateTimeOffset came) => new(given, given && said < came ? said : came);

    public Permission Join(Permission other) => CountsFrom != other.CountsFrom ? (CountsFrom > other.CountsFrom ? this : other) : Given ? other : this;
}
