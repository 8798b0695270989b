using System.Diagnostics;
using Sasuai.Dev;
using Sasuai.Kiosk.Screens;
using Sasuai.Sales;
using Sasuai.Sync;
using Terminal.Gui.Input;
using Words = Sasuai.Kiosk.Screens.Words;

namespace Sasuai.Tests.Screens;

/// <summary>Every way of paying by keys, and a QR that a reader can read from the cells of the screen.</summary>
[Collection("screens")]
public sealed class WaysAtTheScreen
{
    static Counter Shop(int width = 80, int height = 25, string language = "id")
    {
        var counter = new Counter(width, height, language);
        counter.Shop.Pull(TestTill.StoreFeed, (FeedKinds.store, TestTill.Store.ToString(), TestTill.Json(TestTill.StoreItem with
        {
            Language = language, Counter = new(PointWorth: new(100), Qris: new([new("26", "0012ID.CO.SASUAI")], "5411", "SASUAI", "JAKARTA"))
        }, WireJson.Default.StoreItem)));
        return counter.Type(TestTill.Number).Press(Key.Enter).Type(TestTill.Pin).Press(Key.Enter).Type("200000").Press(Key.Enter);
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void A_card_pays_a_part_and_cash_the_rest(int width, string language)
    {
        using var counter = Shop(width, language: language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.F9).Shows(Say(Word.WaysTitle), Say(Word.LeftToPay) + " 15.000", "2  " + (language == "en" ? "Card" : "Kartu"));
        counter.Type("2").Press(Key.Enter).Type("10000").Press(Key.Enter).Shows(Say(Word.PartReference) + ": _").Type("APPR 77").Press(Key.Enter);
        counter.Shows(Say(Word.LeftToPay) + " 5.000", "APPR 77").Press(Key.F9).Shows("5.000").Type("20000").Press(Key.Enter).Shows(Say(Word.Paid), Say(Word.Change) + " 15.000");

        counter.Shop.Lane.State.LastSale!.Sale.Tenders.Count.ShouldBe(2);
    }

    [Fact]
    public void A_part_is_given_back_by_one_key_and_a_scan_never_becomes_money()
    {
        using var counter = Shop();

        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.F9).Type("5").Press(Key.Enter).Scan(TestTill.Kopi).Shows("selesaikan pembayaran dulu");
        counter.Type("4000").Press(Key.Enter).Type("OVO 1").Press(Key.Enter).Shows("SISA 11.000").Press(Key.F8).Shows("Dikembalikan", "SISA 15.000");

        counter.Shop.Facts().OfType<TenderWithdrawn>().ShouldHaveSingleItem().Amount.ShouldBe(new(4_000));
    }

    [Fact]
    public void A_way_that_cannot_be_used_now_says_why()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.F9).Shows("Toko ini belum punya QRIS", "Belum ada member").Type("3").Press(Key.Enter).Shows("Toko ini belum punya QRIS", "CARA BAYAR");
    }

    [Fact]
    public void A_qris_code_can_be_read_from_the_screen_and_is_settled_later()
    {
        using var counter = Shop(100, 43);

        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.F9).Type("3").Press(Key.Enter, Key.Enter);
        counter.Shows("QRIS 15.000");
        var code = counter.Shop.Lane.Qris(new(15_000)).Value.Text(0);
        Read(counter.Rows).ShouldBe(code);

        counter.Press(Key.F10).Shows("LUNAS").Press(Key.Esc, Key.F6).Type("7").Press(Key.Enter).Shows("JKT01-02-1-000001 QRIS 15.000");
        counter.Type("1").Press(Key.Enter).Type("1").Press(Key.Enter).Type("RRN 9").Press(Key.Enter).Type("mutasi").Press(Key.Enter).Shows("Dicatat: 15.000");
        counter.Shop.Facts().OfType<TenderSettled>().ShouldHaveSingleItem().Reference.ShouldBe("RRN 9");
    }

    [Fact]
    public void Where_the_screen_is_too_small_for_it_the_code_is_on_paper()
    {
        using var counter = Shop(40);

        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.F9).Type("3").Press(Key.Enter, Key.Enter).Shows("Kode QR dicetak").Type("RRN 1").Press(Key.Enter).Shows("LUNAS");

        counter.Shop.Lane.State.LastSale!.Sale.Tenders.ShouldHaveSingleItem().State.ShouldBe(TenderState.Confirmed);
    }

    /// <summary>The half blocks of the screen as a picture, as zbarimg reads it.</summary>
    static string Read(string[] rows)
    {
        var lines = rows.Where(row => row.Contains('█') || row.Contains('▀') || row.Contains('▄')).ToArray();
        var (left, right) = (lines.Min(row => row.IndexOfAny(['█', '▀', '▄'])) - 4, lines.Max(row => row.LastIndexOfAny(['█', '▀', '▄'])) + 4);
        const int scale = 6, border = 4;
        var (width, height) = (right - left + 1, lines.Length * 2 + border * 2);
        var picture = new System.Text.StringBuilder($"P1\n{width * scale} {height * scale}\n");
        for (var y = 0; y < height * scale; y++)
        {
            for (var x = 0; x < width * scale; x++)
            {
                var (row, column) = (y / scale - border, left + x / scale);
                var cell = row >= 0 && row / 2 < lines.Length && column >= 0 && column < lines[row / 2].Length ? lines[row / 2][column] : ' ';
                picture.Append(cell == '█' || cell == (row % 2 == 0 ? '▀' : '▄') ? "1 " : "0 ");
            }
            picture.Append('\n');
        }
        using var folder = TempFolder.Create("qr");
        File.WriteAllText(folder.File("screen.pbm"), picture.ToString());
        using var zbar = Process.Start(new ProcessStartInfo("zbarimg", ["-q", "--raw", folder.File("screen.pbm")]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return zbar.StandardOutput.ReadToEnd().TrimEnd('\n');
    }
}
