namespace Sasuai.Pricing;

/// <summary>
/// A tax on a line. PPN since 2025 is 12 % on 11/12 of the price (PMK 131/2024), so a rate has a base factor. Frozen on every sold
/// line: a later change of the rate never touches it.
/// </summary>
/// <param name="Code">The chain's short name, such as PPN, or NONE.</param>
/// <param name="RateBasisPoints">Hundredths of a per cent, 0 to 10 000: 1 200 is 12 %.</param>
/// <param name="BaseNumerator">With the denominator the part of the price that is taxed, such as 11/12; both above 0.</param>
public sealed record TaxRate(string Code, int RateBasisPoints, int BaseNumerator = 1, int BaseDenominator = 1)
{
    public static readonly TaxRate None = new("NONE", 0);

    /// <summary>The tax that is inside this price, half a unit rounded up: price × rate ÷ (1 + rate).</summary>
    public Money Inside(Money price)
    {
        var rate = (long)RateBasisPoints * BaseNumerator;
        return price.Portion(rate, 10_000L * BaseDenominator + rate);
    }
}
