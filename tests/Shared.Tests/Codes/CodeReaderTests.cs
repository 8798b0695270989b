using Sasuai.Codes;

namespace Sasuai.Tests.Codes;

/// <summary>One door for everything that a gun can read.</summary>
public sealed class CodeReaderTests
{
    const char gs = '\x1d';
    static readonly CodeReader reader = new(InStorePattern.Usual, 0, 2026);

    [Theory]
    [InlineData("4006381333931", "04006381333931")]
    [InlineData("]E04006381333931", "04006381333931")]
    [InlineData("96385074", "00000096385074")]
    [InlineData("036000291452", "00036000291452")]
    [InlineData("10614141000415", "10614141000415")]
    [InlineData(" 4006381333931 ", "04006381333931")]
    public void A_barcode_of_the_world_is_a_trade_item_in_fourteen_digits(string text, string gtin) =>
        reader.Read(text).ShouldBe(new ScannedCode.TradeItem(gtin));

    [Theory]
    [InlineData("2112345012501", "12345", null, 1_250)]
    [InlineData("2312345155006", "12345", 15_500, null)]
    [InlineData("0212345678901", "1234567890", null, null)]
    [InlineData("2512345678909", "1234567890", null, null)]
    [InlineData("212345678905", "1234567890", null, null)]
    public void A_label_of_the_shop_says_item_and_price_or_weight(string text, string item, int? price, int? grams)
    {
        var code = text[..^1] + Gtin.CheckDigit(text.AsSpan(0, text.Length - 1));
        var label = reader.Read(code).ShouldBeOfType<ScannedCode.InStore>();

        label.Item.ShouldBe(item);
        label.Price.ShouldBe(price is { } money ? new Money(money) : null);
        label.Weight.ShouldBe(grams is { } weight ? new Quantity(weight) : null);
        Gtin.IsValid(label.Whole).ShouldBeTrue();
    }

    [Theory]
    [InlineData("]C101040063813339311728123110ABC-1")]
    [InlineData("]d201040063813339311728123110ABC-1")]
    [InlineData("]Q301040063813339311728123110ABC-1")]
    [InlineData("01040063813339311728123110ABC-1")]
    [InlineData("(01)04006381333931(17)281231(10)ABC-1")]
    [InlineData("https://example.com/01/04006381333931/10/ABC-1?17=281231")]
    [InlineData("https://id.gs1.org/a/b/01/4006381333931/10/ABC%2D1?17=281231&linkType=gs1:pip")]
    public void A_symbol_says_item_lot_and_expiry_however_it_is_written(string text) =>
        reader.Read(text).ShouldBe(new ScannedCode.TradeItem("04006381333931", new("04006381333931", Lot: "ABC-1", Expiry: new(2028, 12, 31))));

    [Fact]
    public void Fields_of_open_length_end_with_a_separator()
    {
        var said = reader.Read($"]C1010400638133393110LOT7{gs}21SER-9{gs}3012{gs}3103001250{gs}393236015500{gs}8200https://example.com/x").ShouldBeOfType<ScannedCode.TradeItem>().Said.ShouldNotBeNull();

        (said.Lot, said.Serial, said.Count, said.Weight).ShouldBe(("LOT7", "SER-9", 12, new Quantity(1_250)));
        (said.Currency, said.Price!.Value.In(2), said.Price.Value.In(0), said.Url).ShouldBe(("360", new Money(15_500), new Money(155), "https://example.com/x"));
    }

    [Theory]
    [InlineData("]C102040063813339313724", 24L, null)]
    [InlineData("]C101040063813339313203000220", null, 100L)]
    [InlineData("]C101040063813339313102000150", null, 1_500L)]
    public void Counts_pounds_and_decimals_are_told_in_the_shop_s_units(string text, long? count, long? grams)
    {
        var said = reader.Read(text).ShouldBeOfType<ScannedCode.TradeItem>().Said!;

        said.Count.ShouldBe(count);
        said.Weight.ShouldBe(grams is { } weight ? new Quantity(weight) : null);
    }

    [Theory]
    [InlineData("]C101040063813339321728123110ABC", "gs1-wrong-value")]
    [InlineData("]C1010400638133393117281331", "gs1-wrong-value")]
    [InlineData("]C101040063813339", "gs1-too-short")]
    [InlineData("]C1AB", "gs1-no-identifier")]
    [InlineData("]C110LOT", "gs1-no-identifier")]
    [InlineData("(01)04006381333932", "gs1-wrong-value")]
    public void A_symbol_that_breaks_its_rules_says_which(string text, string code) => reader.Read(text).ShouldBeOfType<ScannedCode.Broken>().Why.Code.ShouldBe(code);

    [Theory]
    [InlineData("4006381333932", true)]
    [InlineData("96385075", true)]
    [InlineData("KOPI-01", false)]
    [InlineData("4011", false)]
    [InlineData("https://example.com/promo", false)]
    public void Anything_else_stands_as_it_is_and_a_wrong_check_digit_is_told(string text, bool wrong) => reader.Read(text).ShouldBe(new ScannedCode.Plain(text, wrong));

    [Fact]
    public void Receipts_and_badges_are_known_by_their_form()
    {
        reader.Read("JKT01-02-1-000123").ShouldBe(new ScannedCode.Receipt(new("JKT01", 2, 1, 123)));
        reader.Read("STAFF-7").ShouldBe(new ScannedCode.Badge("7"));
    }

    [Theory]
    [InlineData("251231", 2025)]
    [InlineData("760101", 2076)]
    [InlineData("770101", 1977)]
    public void The_century_is_the_one_that_brings_the_year_nearest(string date, int year) =>
        reader.Read($"]C1010400638133393117{date}").ShouldBeOfType<ScannedCode.TradeItem>().Said!.Expiry!.Value.Year.ShouldBe(year);

    [Fact]
    public void Day_00_is_the_last_of_the_month() =>
        reader.Read("]C1010400638133393115280200").ShouldBeOfType<ScannedCode.TradeItem>().Said!.Expiry.ShouldBe(new DateOnly(2028, 2, 29));
}
