namespace Sasuai.Simulation;

/// <summary>Which faults one run has, and how hard: drawn anew for each seed, so that no fault hides behind another (swarm testing; Groce et al. 2012).</summary>
/// <param name="Lost">Of requests, and of replies, from 0 to 1.</param>
/// <param name="Twice">Of requests that arrive a second time, later.</param>
/// <param name="PowerCuts">Per terminal and day.</param>
/// <param name="Crashes">Power cuts in the middle of a statement of a transaction, per terminal and day.</param>
/// <param name="FullDisks">Times that a terminal's disk is full for some hours, over the whole run and all terminals.</param>
/// <param name="Restores">Disks set back to a backup, per terminal and day.</param>
/// <param name="Clones">Terminals that run twice from some moment on, over the whole run.</param>
/// <param name="CloudRestores">The cloud set back to a backup, over the whole run.</param>
/// <param name="Poison">Of sales that nobody can post.</param>
/// <param name="StoreCuts">Times that a store is without a network, per store and week; five minutes to three days each.</param>
sealed record Faults(double Lost, double Twice, double PowerCuts, double Crashes, int FullDisks, double Restores, int Clones, int CloudRestores, double Poison, double StoreCuts, bool WrongClocks)
{
    public static Faults Draw(Chance chance) => new(
        chance.Hit(0.7) ? 0.01 * chance.Between(2, 15) : 0, chance.Hit(0.6) ? 0.1 : 0, chance.Hit(0.6) ? 0.3 : 0,
        chance.Hit(0.6) ? 0.3 : 0, chance.Hit(0.4) ? chance.Between(1, 6) : 0, chance.Hit(0.5) ? 0.04 : 0,
        chance.Hit(0.3) ? chance.Between(1, 2) : 0, chance.Hit(0.3) ? chance.Between(1, 2) : 0, chance.Hit(0.5) ? 0.02 : 0, chance.Hit(0.7) ? chance.Between(1, 3) : 0,
        chance.Hit(0.6));
}
