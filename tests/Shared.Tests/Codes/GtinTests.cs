using CsCheck;
using Sasuai.Codes;

namespace Sasuai.Tests.Codes;

public sealed class GtinTests
{
    [Theory]
    [InlineData("4006381333931")]
    [InlineData("036000291452")]
    [InlineData("96385074")]
    [InlineData("10012345678902")]
    public void Real_numbers_are_valid(string gtin) => Gtin.IsValid(gtin).ShouldBeTrue();

    [Theory]
    [InlineData("4006381333932")]
    [InlineData("400638133393")]
    [InlineData("400638133393A")]
    [InlineData("")]
    [InlineData("٤٠٠٦٣٨١٣٣٣٩٣١")]
    public void Wrong_check_digits_lengths_and_letters_are_not(string code) => Gtin.IsValid(code).ShouldBeFalse();

    [Fact]
    public void Every_mistyped_single_digit_is_found() =>
        Gen.Select(Gen.Int[0, 9].Array[12], Gen.Int[0, 12], Gen.Int[1, 9]).Sample((digits, at, off) =>
        {
            var body = string.Concat(digits);
            var right = (body + Gtin.CheckDigit(body)).ToCharArray();
            var wrong = (char[])right.Clone();
            wrong[at] = (char)('0' + (wrong[at] - '0' + off) % 10);
            return Gtin.IsValid(right) && !Gtin.IsValid(wrong);
        });

    [Fact]
    public void One_product_has_one_spelling_and_capitals_matter()
    {
        ProductCode.Normalise(" 036000291452 ").ShouldBe("00036000291452");
        ProductCode.Normalise("0036000291452").ShouldBe("00036000291452");
        ProductCode.Normalise("85123A").ShouldBe("85123A");
        ProductCode.Normalise("85123a").ShouldBe("85123a");
    }
}
