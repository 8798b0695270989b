using CsCheck;

namespace Sasuai.Tests;

public sealed class MoneyTests
{
    [Fact]
    public void A_split_gives_the_units_left_over_to_the_largest_remainders_first() =>
        new Money(10_000).Split([1, 1, 1]).ShouldBe([new(3_334), new(3_333), new(3_333)]);

    [Fact]
    public void A_split_loses_nothing_and_no_part_is_a_whole_unit_off() =>
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Long[0, 1_000_000].Array[1, 60]).Where(given => given.Item2.Sum() > 0).Sample((amount, weights) =>
        {
            var parts = new Money(amount).Split(weights);
            var whole = (decimal)weights.Sum();
            return parts.Sum(part => part.Units) == amount
                && parts.Zip(weights).All(part => Math.Abs(part.First.Units - amount * (part.Second / whole)) < 1.0001m);
        });

    [Theory]
    [InlineData(10_000, 1.5, 15_000)]
    [InlineData(3, 0.5, 2)]
    [InlineData(-3, 0.5, -2)]
    [InlineData(12_345, 0.333, 4_111)]
    public void A_price_times_a_weight_rounds_half_away_from_zero(long price, double quantity, long expected) =>
        new Money(price).Times(Quantity.From((decimal)quantity)).ShouldBe(new Money(expected));

    [Fact]
    public void Money_that_leaves_its_range_is_a_breakdown_never_a_wrong_amount()
    {
        Should.Throw<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Should.Throw<OverflowException>(() => new Money(long.MaxValue).Times(Quantity.Of(2)));
    }

    [Theory]
    [InlineData(1_234_567, 0, "1.234.567")]
    [InlineData(-500, 0, "-500")]
    [InlineData(123_456, 2, "1.234,56")]
    [InlineData(-5, 2, "-0,05")]
    public void Money_is_printed_as_an_indonesian_receipt_prints_it(long units, int decimals, string expected) =>
        new Money(units).Grouped(decimals).ShouldBe(expected);

    [Fact]
    public void A_fourth_decimal_of_a_quantity_is_refused() => Should.Throw<FormatException>(() => Quantity.From(1.2345m));
}
