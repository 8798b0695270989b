using Sasuai.Kiosk.Devices;

namespace Sasuai.Tests.Devices;

public sealed class CodePageTests
{
    public static TheoryData<int, int, int> Letters => new() { { 437, 0x82, '?' }, { 850, 0x82, '?' }, { 858, 0x82, 0xD5 }, { 1252, 0xE9, 0x80 } };

    [Theory, MemberData(nameof(Letters))]
    public void Each_page_has_é_and_two_of_them_have_the_euro(int page, int é, int euro)
    {
        CodePage.Called(page)!.Encode('é').ShouldBe((byte)é);
        CodePage.Called(page)!.Encode('€').ShouldBe((byte)euro);
    }

    [Theory, InlineData(437), InlineData(850), InlineData(858), InlineData(1252)]
    public void What_a_page_prints_it_reads_back(int name)
    {
        var page = CodePage.Called(name)!;
        for (var b = 0x20; b <= 0xFF; b++)
            if (!char.IsControl(page.Decode((byte)b)))
                page.Encode(page.Decode((byte)b)).ShouldBe((byte)b);
    }

    [Theory]
    [InlineData("Kopi é", "Kopi é")]
    [InlineData("Nescafe\u0301", "Nescafé")]
    [InlineData("Šťáva “žlutá” – 5 €", "Stáva \"zlutá\" - 5 E")]
    [InlineData("茶 teh", "? teh")]
    [InlineData("ice 🍦 cream", "ice ? cream")]
    [InlineData("\u001b@\nreset\u0007", " @ reset ")]
    [InlineData("a\u200bb\u00adc", "abc")]
    public void What_a_page_lacks_is_replaced_letter_for_letter(string text, string printed) =>
        CodePage.Cp437.Printable(text).Replace('\u00a0', ' ').ShouldBe(printed);

    [Fact]
    public void Half_a_letter_is_one_question_mark() => CodePage.Cp437.Printable("half \ud83c pair").ShouldBe("half ? pair");

    [Fact]
    public void Plain_text_is_not_copied()
    {
        const string name = "Indomie Goreng 85g";

        CodePage.Cp858.Printable(name).ShouldBeSameAs(name);
    }

    [Fact]
    public void A_printer_with_its_own_numbers_keeps_the_letters()
    {
        var clone = CodePage.Cp858.Numbered(13);

        new EscPos(clone).Begin().Text("€").ToArray()[^2..].ShouldBe([13, 0xD5]);
    }
}
