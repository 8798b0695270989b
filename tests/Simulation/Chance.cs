namespace Sasuai.Simulation;

/// <summary>All chance of one run, from its seed.</summary>
sealed class Chance(int seed)
{
    readonly Random random = new(seed);

    public bool Hit(double probability) => probability > 0 && random.NextDouble() < probability;

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => random.Next(least, most + 1);

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + (most - least) * random.NextDouble();

    public T Of<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    public Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
