using CsCheck;
using Sasuai.Qris;
using Sasuai.Sync;

namespace Sasuai.Tests.Qris;

/// <summary>A QRIS payment is what banks' apps read.</summary>
public sealed class QrisCodeTests
{
    static readonly QrisMerchant merchant = new(
        [new("26", "0018ID.CO.EXAMPLE.WWW.0118936000000000000001"), new("51", "0014ID.CO.QRIS.WWW0215ID10200000000010303UMI")], "5411", "TOKO SASUAI", "JAKARTA", "12345");

    [Fact]
    public void The_checksum_is_that_of_the_standard() => Crc16.Of("123456789").ShouldBe("29B1");

    [Fact]
    public void The_example_of_EMVCo_has_the_checksum_that_it_prints()
    {
        // EMV QRCPS Merchant-Presented Mode 1.1, annex with a sample in Chinese yuan.
        const string sample = "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A";

        Crc16.Of(sample[..^4]).ShouldBe(sample[^4..]);
    }

    [Fact]
    public void A_payment_is_written_field_by_field()
    {
        var text = new QrisCode(merchant, new(15_500), "INV7").Text(0);

        text.ShouldStartWith("000201010212");
        text.ShouldContain("5204541153033605405155005802ID5911TOKO SASUAI6007JAKARTA61051234562080104INV76304");
        Crc16.Of(text[..^4]).ShouldBe(text[^4..]);
    }

    [Fact]
    public void What_is_written_is_read_again() =>
        Gen.Select(Gen.Long[1, 999_999_999], Gen.Int[0, 2], Gen.String[Gen.Char.AlphaNumeric, 1, 25]).Sample((amount, decimals, bill) =>
        {
            var read = QrisCode.Read(new QrisCode(merchant, new(amount), bill).Text(decimals), decimals);
            return read.Refusal is null && read.Value.Amount == new Money(amount) && read.Value.Reference == bill && read.Value.Merchant.Name == merchant.Name
                && read.Value.Merchant.AccountTemplate.SequenceEqual(merchant.AccountTemplate);
        });

    [Fact]
    public void One_changed_letter_is_always_found()
    {
        var text = new QrisCode(merchant, new(15_500), "INV7").Text(0);
        for (var i = 0; i < text.Length; i++)
            QrisCode.Read(text[..i] + (text[i] == '7' ? '8' : '7') + text[(i + 1)..], 0).Refusal.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("00020163041D0F")]
    [InlineData("hello world 6304")]
    public void What_is_no_payment_is_refused_with_its_reason(string text) => QrisCode.Read(text, 0).Refusal.ShouldNotBeNull().Code.ShouldBe("qris-unreadable");
}
