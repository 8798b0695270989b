using Sasuai.Kiosk.Screens;
using Terminal.Gui.Input;

namespace Sasuai.Tests.Screens;

[Collection("screens")]
public sealed class LayoutTests
{
    [Theory]
    [InlineData(80, 25, "id")]
    [InlineData(80, 25, "en")]
    [InlineData(40, 25, "id")]
    [InlineData(40, 25, "en")]
    [InlineData(132, 43, "en")]
    public void A_whole_sale_can_be_read_at_every_width_and_in_both_languages(int width, int height, string language)
    {
        using var counter = new Counter(width, height, language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Shows(Say(Word.SignInTitle), Say(Word.StaffNumber)).Type(TestTill.Number).Press(Key.Enter).Shows(Say(Word.Pin)).Type(TestTill.Pin).Press(Key.Enter);
        counter.Shows(Say(Word.OpenTillTitle), Say(Word.Float)).Type("200000").Press(Key.Enter);
        counter.Shows(Say(Word.EmptyBasket), Say(Word.EntrySale), "F1 " + Say(Word.KeyHelp), "F10 " + Say(Word.KeyVoidBasket), Say(Word.StatusOnline));
        counter.Scan(TestTill.Kopi, "8990000000000", TestTill.Card);
        counter.Shows("Kopi Susu", "15.000", Words.In(Words.LanguageOf(language), Word.UnknownCode, "8990000000000"), Say(Word.Total) + " 15.000", Say(Word.TaxInside));
        counter.Type("roti").Shows(Say(Word.SearchPrompt), "Roti Tawar Kupas", "18.250").Press(Key.Enter).Shows(Say(Word.Total) + " 33.250");
        counter.Press(Key.F2).Shows(Words.In(Words.LanguageOf(language), Word.QuantityPrompt, "Roti Tawar Kupas")).Press(Key.Esc);
        counter.Press(Key.F5).Shows(Say(Word.MemberPrompt)).Press(Key.Esc);
        counter.Press(Key.F1).Shows(Say(Word.HelpTitle), Say(Word.HelpScan)[..30]).Press(Key.Esc);
        counter.Press(Key.F10).Shows(Words.In(Words.LanguageOf(language), Word.VoidBasketPrompt, 3, "33.250")[..20]).Press(Key.Esc);
        counter.Press(Key.F9).Shows(Say(Word.ToPay) + " 33.200", Say(Word.TenderPrompt)).Type("50000").Shows(Say(Word.Change) + " 16.800").Press(Key.Enter);
        counter.Shows(Say(Word.Paid), Say(Word.Change) + " 16.800", Say(Word.ReceiptNumber));
        counter.Press(Key.F6).Shows(Say(Word.TillMenuTitle), Say(Word.TillMenuLock)).Type("2").Press(Key.Enter);
        counter.Shows(Say(Word.CloseTillTitle), Words.In(Words.LanguageOf(language), Word.CountPieces, "100.000")).Type("233200").Press(Key.Enter, Key.Enter);
        counter.Shows(Say(Word.TillClosed), language == "en" ? "Expected" : "Seharusnya", "233.200", Say(Word.Counted)).Press(Key.Enter).Shows(Say(Word.SignInTitle));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public void The_total_stands_in_one_place_and_is_the_largest_thing(int width)
    {
        using var counter = Counter.Selling(width);
        var empty = Blocks(counter, width);

        counter.Scan("99*" + TestTill.Kopi, TestTill.Roti);
        var full = Blocks(counter, width);

        full.Rows.ShouldBe(empty.Rows);
        full.Right.ShouldBe(empty.Right);
        (full.Rows.Last - full.Rows.First + 1).ShouldBe(BigDigits.height);
    }

    [Theory]
    [InlineData(10, 5)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(24, 8)]
    [InlineData(30, 12)]
    [InlineData(300, 100)]
    public void No_size_of_a_terminal_breaks_a_screen(int width, int height)
    {
        using var counter = Counter.Selling();
        counter.Scan(TestTill.Kopi, "8990000000000");
        foreach (var key in (Key[])[Key.F1, Key.F2, Key.F3, Key.F5, Key.F6, Key.F9, Key.F10])
        {
            counter.Press(key);
            Picture.Draw(counter.Till, width, height).Width.ShouldBe(width);
            counter.Press(Key.Esc, Key.Esc);
        }
    }

    [Fact]
    public void A_long_basket_keeps_the_chosen_row_in_view()
    {
        using var counter = Counter.Selling();
        for (var i = 0; i < 30; i++) counter.Scan(TestTill.Kopi, TestTill.Roti);

        counter.Shows("  60 Roti").Press(Key.Home).Shows("   1 Kopi").DoesNotShow("  60 Roti").Press(Key.End).Shows("  60 Roti");
    }

    [Fact]
    public void Only_letters_that_every_console_font_has_reach_the_screen()
    {
        using var counter = Counter.Selling();
        counter.Shop.Pull(TestTill.CatalogueFeed, TestTill.ProductRow(new(TestTill.Product(9), "TEH", "Teh 茶 Café – ūnik 🍵 ►", "minuman", "pcs", TestTill.Ppn, true, [])));
        counter.Shop.Pull(TestTill.PriceFeed, TestTill.Price(TestTill.Product(9), 1, 7_000, "2026-01-01"));

        counter.Scan("TEH");

        counter.Shows("Teh ? Café - unik ? ?");
        counter.Text.Where(letter => letter > 'ÿ').ShouldBeEmpty();
    }

    static ((int First, int Last) Rows, int Right) Blocks(Counter counter, int width)
    {
        var picture = Picture.Draw(counter.Till, width, 25);
        var cells = Enumerable.Range(0, 25).SelectMany(row => Enumerable.Range(0, width).Select(column => (row, column)))
            .Where(cell => picture.StyleAt(cell.column, cell.row) == Style.Block).ToArray();
        return ((cells.Min(cell => cell.row), cells.Max(cell => cell.row)), cells.Max(cell => cell.column));
    }
}
