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
}
