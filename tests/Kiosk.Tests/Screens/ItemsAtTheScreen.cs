using Sasuai.Kiosk.Screens;
using Sasuai.Sales;
using Sasuai.Tests.Lanes;
using Terminal.Gui.Input;
using Words = Sasuai.Kiosk.Screens.Words;

namespace Sasuai.Tests.Screens;

/// <summary>What an item does not say of itself, by keys, at both widths and in both languages; and why something was taken out.</summary>
[Collection("screens")]
public sealed class ItemsAtTheScreen
{
    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void Weight_and_open_price_are_typed(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        AskedTests.WithThem(counter.Shop);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Type(AskedTests.Apples[..2]).Press(Key.Enter).Shows("Apel Fuji (kg)", Say(Word.WeightHint)[..20]).Scan(TestTill.Kopi).Shows("Apel Fuji (kg)").Type("0,5").Press(Key.Enter).Shows("20.000");
        counter.Type("parsel").Press(Key.Enter).Shows(Words.In(Words.LanguageOf(language), Word.OpenPricePrompt, "Parsel Lebaran")).Type("75000").Press(Key.Enter).Shows("TOTAL 95.000");
        counter.Type("+").Shows("TOTAL 170.000").Type("parsel").Press(Key.Enter, Key.Esc).Shows("TOTAL 170.000");
    }

    [Fact]
    public void A_hash_notes_on_the_line_and_two_on_the_sale()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Type("#es").Press(Key.Enter).Shows("Kopi Susu Gula Aren 220ml #es", "Catatan: es").Type("##antar").Press(Key.Enter, Key.F9, Key.Enter);

        var sale = counter.Shop.Facts().OfType<SaleCompleted>().ShouldHaveSingleItem();
        (sale.Lines[0].Note, sale.Note).ShouldBe(("es", "antar"));
    }

    [Fact]
    public void A_void_has_the_reason_that_was_typed_before_its_key()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi, TestTill.Roti, TestTill.Kopi, TestTill.Roti).Press(Key.F8).Type("2").Press(Key.F8).Type("9 retak").Press(Key.F8);
        counter.Press(Key.F10).Shows("1 = tidak jadi, 2 = salah barang").Type("4").Press(Key.F10).Shows("Scan barang pertama");

        counter.Shop.Facts().OfType<LineVoided>().Select(fact => fact.Reason).ShouldBe(["tidak jadi", "salah barang", "9 retak"]);
        counter.Shop.Facts().OfType<BasketVoided>().ShouldHaveSingleItem().Reason.ShouldBe("uang kurang");
    }
}
