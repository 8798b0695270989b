namespace Sasuai.Simulation;

/// <summary>The true time of the simulated world; it moves only when the world moves it.</summary>
sealed class SimulatedTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Start;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>What a terminal takes for the time.</summary>
sealed class WrongClock(SimulatedTime real) : TimeProvider
{
    public TimeSpan Off { get; set; }

    public override DateTimeOffset GetUtcNow() => real.Now + Off;
}
