using CsCheck;
using Sasuai.Codes;

namespace Sasuai.Tests.Codes;

/// <summary>Stores say themselves what their labels mean.</summary>
public sealed class InStorePatternTests
{
    [Theory]
    [InlineData("weight 21")]
    [InlineData("price 23.....{NNNDDD}")]
    [InlineData("weight 91.....{NNDDD}")]
    [InlineData("plain 21.....{NNDDD}")]
    [InlineData("price 23..........")]
    [InlineData("price 23NNNNNNNNNN")]
    [InlineData("price 23....{CCNNNN}")]
    [InlineData("price 23......{CNNN}")]
    [InlineData("colour 23.....{NNNNN}")]
    [InlineData("")]
    public void A_pattern_that_nothing_could_match_is_refused_with_its_reason(string text) => InStorePattern.Read(text).Refusal.ShouldNotBeNull().Code.ShouldBe("code-pattern-wrong");

    [Theory]
    [InlineData("2875", 9)]
    [InlineData("14685", 6)]
    public void The_check_digit_of_a_price_is_that_of_the_standard_s_examples(string price, int digit)
    {
        var pattern = InStorePattern.Read(price.Length == 4 ? "price 20.....{CNNNN}" : "price 20....{CNNNNN}").Value;
        string Code(int check) => price.Length == 4 ? $"2012345{check}{price}" : $"201234{check}{price}";

        for (var check = 0; check < 10; check++)
            (pattern.Match(Code(check) + "0", 0) is not null).ShouldBe(check == digit, $"check digit {check}");
    }

    [Fact]
    public void What_a_scale_writes_is_what_the_till_reads() =>
        Gen.Select(Gen.Int[0, 99_999], Gen.Int[0, 99_999], Gen.Int[21, 24]).Sample((item, value, prefix) =>
        {
            var digits = $"{prefix}{item:00000}{value:00000}";
            var read = new CodeReader(InStorePattern.Usual, 0, 2026).Read(digits + Gtin.CheckDigit(digits)) as ScannedCode.InStore;
            return read?.Item == $"{item:00000}" && (prefix < 23 ? read.Weight == new Quantity(value) && read.Price is null : read.Price == new Money(value) && read.Weight is null);
        });

    [Fact]
    public void The_first_pattern_that_matches_wins_and_decimals_follow_the_currency()
    {
        InStorePattern[] own = [InStorePattern.Read("price 2012...{NNDDD}").Value, InStorePattern.Read("price 20.....{NNNDD}").Value];
        var code = "201234512345" + Gtin.CheckDigit("201234512345");

        new CodeReader(own[1..], 2, 2026).Read(code).ShouldBeOfType<ScannedCode.InStore>().Price.ShouldBe(new Money(12_345));
        new CodeReader(own, 3, 2026).Read(code).ShouldBeOfType<ScannedCode.InStore>().Item.ShouldBe("345");
    }
}
