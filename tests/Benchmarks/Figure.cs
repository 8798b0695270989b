using System.Globalization;

namespace Sasuai.Benchmarks;

/// <summary>One figure: ours beside its rival or limit, measured in the same run, and the ratio that was promised.</summary>
/// <param name="Ours">Our reading, in <paramref name="Unit"/>.</param>
/// <param name="Rival">The rival's or the limit's reading, in the same unit.</param>
/// <param name="Goal">What Ours ÷ Rival must reach (<paramref name="AtLeast"/>) or may not pass.</param>
public sealed record Figure(string Name, string Unit, double Ours, string RivalName, double Rival, double Goal, bool AtLeast)
{
    public double Ratio => Ours / Rival;
    public bool IsMet => AtLeast ? Ratio >= Goal : Ratio <= Goal;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name,-42} ours {Ours,12:0.###} {Unit,-8} {RivalName} {Rival:0.###} {Unit}  ratio {Ratio:0.00}  goal {(AtLeast ? "at least" : "at most")} {Goal:0.00}  {(IsMet ? "met" : "missed")}");
}
