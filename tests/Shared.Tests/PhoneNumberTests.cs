namespace Sasuai.Tests;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("081234567890", "6281234567890")]
    [InlineData("+62 812-3456-7890", "6281234567890")]
    [InlineData("62812 3456 7890", "6281234567890")]
    [InlineData("(0812) 345.678", "62812345678")]
    [InlineData("81234567890", "6281234567890")]
    public void A_mobile_number_is_read_however_it_is_laid_out(string text, string digits) =>
        PhoneNumber.Read(text).Value.Digits.ShouldBe(digits);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("0812345678X0")]
    [InlineData("08O1234567890")]
    [InlineData("0211234567")]
    [InlineData("080123456789")]
    [InlineData("+6581234567")]
    [InlineData("08123")]
    [InlineData("0812345678901234")]
    [InlineData("0812+34567890")]
    public void What_is_no_indonesian_mobile_number_is_refused_and_never_mended(string? text) =>
        PhoneNumber.Read(text).Refusal!.Code.ShouldBe("phone-not-readable");

    /// <summary>374 inputs with what the original libphonenumber says of them: input, number, whether it is valid, its kind.</summary>
    [Fact]
    public void Of_the_world_s_own_vectors_every_valid_mobile_number_is_read_alike_and_nothing_else()
    {
        var (read, refused) = (0, 0);
        foreach (var vector in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "phone-vectors.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            var (text, number, mobile) = (vector[0], vector[1], vector[2] == "1" && vector[3] is "MOBILE" or "FIXED_LINE_OR_MOBILE");
            var expected = mobile && number.StartsWith("+62", StringComparison.Ordinal) && !text.Any(sign => !char.IsAsciiDigit(sign) && !" -.()+".Contains(sign, StringComparison.Ordinal));
            if (PhoneNumber.Read(text).IsRefused(out var refusal, out var told))
            {
                expected.ShouldBeFalse(text);
                refusal.Code.ShouldBe("phone-not-readable");
                refused++;
                continue;
            }
            expected.ShouldBeTrue(text);
            told.Digits.ShouldBe(number[1..]);
            read++;
        }
        read.ShouldBe(218);
        (read + refused).ShouldBe(374);
    }
}
