using System.Text.Json.Serialization;

namespace Sasuai.Pricing;

/// <summary>
/// A tax on a line. PPN since 2025 is 12 % on 11/12 of the price (PMK 131/2024), so a rate has a base factor. Frozen on every sold
/// line: a later change of the rate never touches it.
/// </summary>
/// <param name="Code">The chain's short name, such as PPN, or NONE.</param>
/// <param name="RateBasisPoints">Hundredths of a per cent, 0 to 10 000: 1 200 is 12 %.</param>
/// <param name="BaseNumerator">With the denominator the part of the price that is taxed, such as 11/12; both above 0.</param>
/// <param name="OnTop">The price is without the tax, which is added to it; else the tax is inside the price.</param>
public sealed record TaxRate(string Code, int RateBasisPoints, int BaseNumerator = 1, int BaseDenominator = 1, bool OnTop = false)
{
    public static readonly TaxRate None = new("NONE", 0);

    [JsonIgnore]
    long Rate => (long)RateBasisPoints * BaseNumerator;

    /// <summary>The tax that is inside this price, half a unit rounded up: price × rate ÷ (1 + rate).</summary>
    public Money Inside(Money price) => price.Portion(Rate, 10_000L * BaseDenominator + Rate);

    /// <summary>The tax that comes on top of this price, half a unit rounded up.</summary>
    public Money On(Money price) => price.Portion(Rate, 10_000L * BaseDenominator);
}

/// <summary>From this day of the store's calendar on the rate holds.</summary>
public sealed record TaxStep(DateOnly From, TaxRate Rate);

/// <summary>One tax over the years, such as PPN: 11 % from 1 April 2022 (UU 7/2021), 12 % on 11/12 from 1 January 2025 (PMK 131/2024).</summary>
public sealed record TaxSchedule(string Code, IReadOnlyList<TaxStep> Steps)
{
    /// <summary>The newest rate that had begun on this day; null before the first.</summary>
    public TaxRate? On(DateOnly day) => Steps.Where(step => step.From <= day).MaxBy(step => step.From)?.Rate;
}
