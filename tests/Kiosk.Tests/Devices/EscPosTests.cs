using Sasuai.Kiosk.Devices;

namespace Sasuai.Tests.Devices;

public sealed class EscPosTests
{
    readonly EscPos paper = new(CodePage.Cp858);

    [Fact]
    public void A_job_begins_with_reset_leaving_double_byte_mode_and_the_code_page() =>
        Hex(paper.Begin()).ShouldBeHex("1B40 1C2E 1B7413");

    [Fact]
    public void The_looks_of_text_are_the_bytes_of_the_manual() =>
        Hex(paper.Bold(true).Underline(true).Size(2, 3).Align(Align.Right).Text("é€").Line().Feed(4).Cut())
            .ShouldBeHex("1B4501 1B2D01 1D2112 1B6102 82D5 0A 1B6404 1D564200");

    [Fact]
    public void The_drawer_opens_by_fifty_milliseconds_on_pin_two()
    {
        Hex(paper.DrawerPulse()).ShouldBeHex("1B700019FA");
        paper.ToArray().ShouldBe(CashDrawer.Pulse);
    }

    [Fact]
    public void A_drawer_on_pin_five_is_the_other_connector() => Hex(paper.DrawerPulse(pin: 5, 100, 200)).ShouldBeHex("1B70013264");

    [Fact]
    public void An_EAN13_carries_its_length_and_its_digits() =>
        Hex(paper.Ean13("8991002101234".AsSpan()[..12])).ShouldBeHex("1D6850 1D7702 1D4802 1D6B430C 383939313030323130313233");

    [Fact]
    public void An_EAN13_with_a_wrong_check_digit_is_not_printed()
    {
        paper.Ean13("4006381333931");

        Should.Throw<ArgumentException>(() => paper.Ean13("4006381333932"));
        Should.Throw<ArgumentException>(() => paper.Ean13("40063813"));
    }

    [Fact]
    public void A_CODE128_of_letters_doubles_its_braces() => Hex(paper.Code128("A{1")).ShouldBeHex("1D6850 1D7702 1D4802 1D6B4906 7B42 417B7B31");

    [Fact]
    public void A_CODE128_of_an_even_count_of_digits_goes_in_pairs() => Hex(paper.Code128("123499")).ShouldBeHex("1D6850 1D7702 1D4802 1D6B4905 7B43 0C2263");

    [Fact]
    public void A_CODE128_refuses_what_it_cannot_hold()
    {
        Should.Throw<ArgumentException>(() => paper.Code128(""));
        Should.Throw<ArgumentException>(() => paper.Code128("kopi é"));
        Should.Throw<ArgumentException>(() => paper.Code128(new string('a', 254)));
    }

    [Fact]
    public void A_QR_code_is_stored_and_then_printed() =>
        Hex(paper.Qr("AB")).ShouldBeHex("1D286B0400314132 00 1D286B0300314306 1D286B0300314531 1D286B0500315030 4142 1D286B0300315130");

    [Fact]
    public void A_QR_code_of_more_than_256_bytes_says_so_in_two_bytes()
    {
        var bytes = paper.Qr(new string('x', 300)).ToArray();

        bytes.AsSpan(25, 5).ToArray().ShouldBe([0x1D, 0x28, 0x6B, 303 & 0xFF, 303 >> 8]);
        Should.Throw<ArgumentException>(() => paper.Qr(new string('x', EscPos.QrMax + 1)));
    }

    [Fact]
    public void A_picture_goes_in_bands_that_small_printers_can_hold()
    {
        var bytes = paper.Raster(12, new byte[2 * 130]).ToArray();

        bytes.AsSpan(0, 8).ToArray().ShouldBe([0x1D, 0x76, 0x30, 0, 2, 0, 128, 0]);
        bytes.AsSpan(8 + 256, 8).ToArray().ShouldBe([0x1D, 0x76, 0x30, 0, 2, 0, 2, 0]);
        bytes.Length.ShouldBe(8 + 256 + 8 + 4);
        Should.Throw<ArgumentException>(() => paper.Raster(12, new byte[3]));
    }

    static string Hex(EscPos paper) => Convert.ToHexString(paper.Written);
}

static class HexExpectations
{
    /// <summary>Equal to this hex, however it is spaced.</summary>
    public static void ShouldBeHex(this string actual, string expected) => actual.ShouldBe(string.Concat(expected.Where(char.IsAsciiHexDigit)));
}
