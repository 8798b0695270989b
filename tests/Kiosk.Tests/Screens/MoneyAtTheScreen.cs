using Sasuai.Kiosk.Screens;
using Sasuai.Staff;
using Sasuai.Tills;
using Terminal.Gui.Input;

namespace Sasuai.Tests.Screens;

/// <summary>The drawer, the blind count, reports and approvals, by keys, at both widths and in both languages.</summary>
[Collection("screens")]
public sealed class MoneyAtTheScreen
{
    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void Cash_in_is_a_choice_an_amount_and_a_reason(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Press(Key.F6).Shows(Say(Word.TillMenuDrawer)[..30]).Type("3").Press(Key.Enter).Shows(Say(Word.DrawerTitle), "1  " + Say(Word.DrawerCashIn), "4  " + Say(Word.DrawerNoSale));
        counter.Type("1").Press(Key.Enter).Shows(Say(Word.DrawerAmount) + ": _").Type("50000").Press(Key.Enter).Shows("50.000", Say(Word.ApprovalReason) + ": _");
        counter.Press(Key.Enter).Shows(Words.In(Words.LanguageOf(language), Word.DrawerMoved, Say(Word.DrawerCashIn), "50.000"));

        counter.Shop.Facts().OfType<CashMoved>().ShouldHaveSingleItem().Reason.ShouldBe(Say(Word.ReasonFloat));
        counter.Shop.Lane.State.Till!.Expected.ShouldBe(new(250_000));
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void What_a_cashier_may_not_do_alone_asks_for_somebody_who_may(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Press(Key.F6).Type("3").Press(Key.Enter).Type("2").Press(Key.Enter).Type("20000").Press(Key.Enter).Type("es batu").Press(Key.Enter);
        counter.Shows(Say(Word.ApprovalTitle), RightWords.In(Words.LanguageOf(language), Right.CashOut), "20.000", "Sari", "es batu", Say(Word.ApprovalNumber) + ": _");
        counter.Type(TestTill.ManagerNumber).Press(Key.Enter).Shows(Say(Word.Pin) + ": _").Type("12").Shows("**_").DoesNotShow("12_");
        counter.Press(Key.Esc).Type(TestTill.ManagerPin).Press(Key.Enter).Shows(Say(Word.DrawerCashOut));

        counter.Shop.Facts().OfType<ApprovalGiven>().ShouldHaveSingleItem().ApprovedBy.ShouldBe(TestTill.Ani);
        counter.Shop.Lane.State.Cashier!.Name.ShouldBe("Sari");
    }

    [Fact]
    public void Taking_a_line_or_the_whole_basket_out_asks_too_where_a_store_wants_it()
    {
        using var counter = Counter.Selling();
        counter.Shop.PullRules(new(Rights: [new(Role.Cashier, [])]));
        counter.Scan(TestTill.Kopi, TestTill.Roti);

        counter.Press(Key.F8).Shows("PERLU IZIN", "Hapus barang", "18.250", "Alasan: _").Type("salah scan").Press(Key.Enter).Type(TestTill.ManagerNumber).Press(Key.Enter).Type(TestTill.ManagerPin).Press(Key.Enter);
        counter.Shows("Dihapus: Roti Tawar Kupas", "TOTAL 15.000").Press(Key.F10, Key.F10).Shows("PERLU IZIN", "Batalkan belanja").Press(Key.Esc).Shows("Batalkan 1 baris");
        counter.Press(Key.F10).Type("batal").Press(Key.Enter).Type(TestTill.ManagerNumber).Press(Key.Enter).Type(TestTill.ManagerPin).Press(Key.Enter).Shows("Belanja dibatalkan");

        counter.Shop.Facts().OfType<ApprovalGiven>().Select(given => given.Right).ShouldBe([Right.VoidLine, Right.VoidBasket]);
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "en")]
    public void Every_screen_of_the_till_has_its_own_help(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        foreach (var (choice, word) in ((string, Word)[])[("2", Word.HelpCountSum), ("3", Word.HelpDrawerSlip), ("4", Word.HelpReport), ("6", Word.TrainingBasket)])
        {
            counter.Press(Key.F6).Type(choice).Press(Key.Enter, Key.F1).Shows(Words.In(Words.LanguageOf(language), word), Words.In(Words.LanguageOf(language), Word.HelpTitle));
            counter.Press(Key.Esc, Key.Esc);
        }
    }

    [Fact]
    public void A_wrong_PIN_asks_again_and_escape_leaves_the_act_undone()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F6).Type("3").Press(Key.Enter).Type("4").Press(Key.Enter, Key.Enter).Shows("PERLU IZIN", "Buka laci");
        counter.Type(TestTill.ManagerNumber).Press(Key.Enter).Type("9999").Press(Key.Enter).Shows("Nomor atau PIN salah", "Nomor pemberi izin: _");
        counter.Type(TestTill.Number).Press(Key.Enter).Type(TestTill.Pin).Press(Key.Enter).Shows("tidak boleh mengizinkannya");
        counter.Press(Key.Esc).Shows("Alasan: _", "LACI").Press(Key.Esc, Key.Esc).Shows("Scan / ketik");

        counter.Shop.Facts().OfType<DrawerOpened>().ShouldBeEmpty();
    }

    [Fact]
    public void A_badge_stands_for_the_number_when_signing_in_and_when_allowing()
    {
        using var counter = new Counter();
        counter.Scan(Badge.Of(TestTill.Number)).Shows("PIN: _", "Nomor kasir 7").Type(TestTill.Pin).Press(Key.Enter).Type("200000").Press(Key.Enter);

        counter.Press(Key.F6).Type("3").Press(Key.Enter).Type("4").Press(Key.Enter, Key.Enter).Scan(TestTill.Kopi).Shows("tidak diterima", "Nomor pemberi izin: _");
        counter.Scan(Badge.Of(TestTill.ManagerNumber)).Shows("PIN: _").Type(TestTill.ManagerPin).Press(Key.Enter).Shows("Laci dibuka");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public void Who_is_not_here_answers_a_code_by_telephone(int width)
    {
        using var counter = Counter.Selling(width);

        counter.Press(Key.F6).Type("3").Press(Key.Enter).Type("4").Press(Key.Enter, Key.Enter).Type(TestTill.ManagerNumber).Press(Key.Enter, Key.Enter);
        counter.Shows("BACAKAN LEWAT TELEPON", "JKT01 2", "Jawaban 8 angka: _");
        var code = counter.Rows.Single(row => row.Contains("Kode", StringComparison.Ordinal)).Trim().Split(' ')[^1];
        var challenge = new ApprovalChallenge("JKT01", 2, Right.NoSale, Money.Zero, 0, TestTill.Ani, ApprovalChallenge.Heard(code));
        challenge.IsWhole.ShouldBeTrue();
        counter.Type("00000000").Press(Key.Enter).Shows("Jawaban tidak cocok", "Jawaban 8 angka: _");
        counter.Type(challenge.Answer(ApprovalChallenge.StoreKey(TestTill.AniSecret, TestTill.Store))).Press(Key.Enter).Shows("Laci dibuka");

        counter.Shop.Facts().OfType<ApprovalGiven>().ShouldHaveSingleItem().Way.ShouldBe(ApprovalWay.Challenge);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public void The_drawer_is_counted_note_by_note(int width)
    {
        using var counter = Counter.Selling(width);
        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.Enter);

        counter.Press(Key.F6).Type("2").Press(Key.Enter).Type("2").Press(Key.Enter).Shows("Uang di laci, 50.000 x: _", "100.000 x     2", "200.000").Type("7").Press(Key.Enter, Key.CursorUp);
        counter.Press(Key.Enter).Press(Key.Enter).Type("1").Press(Key.Enter).Type("1").Press(Key.Enter);
        for (var i = 0; i < 5; i++) counter.Press(Key.Enter);
        counter.Shows("Tutup kasir dengan 215.000?").Press(Key.Enter).Shows("KASIR DITUTUP", "Seharusnya", "215.000").Press(Key.Enter).Shows("MASUK");

        counter.Shop.Facts().OfType<DrawerCounted>().ShouldHaveSingleItem().Cash.ShouldBe([new(new(100_000), 2), new(new(10_000), 1), new(new(5_000), 1)]);
    }

    [Fact]
    public void A_count_that_does_not_fit_is_done_again_and_then_needs_a_reason_and_an_approval()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F6).Type("2").Press(Key.Enter).Type("150000").Press(Key.Enter, Key.Enter);
        counter.Shows("Hitung sekali lagi", "Uang di laci, 100.000 x: _").DoesNotShow("Seharusnya").DoesNotShow("200.000");
        counter.Type("150000").Press(Key.Enter, Key.Enter).Shows("Selisih terlalu besar", "Alasan: _").DoesNotShow("Seharusnya");
        counter.Press(Key.Esc).Shows("Scan / ketik").Press(Key.F6).Type("2").Press(Key.Enter).Shows("Alasan: _");
        counter.Type("hilang").Press(Key.Enter).Shows("PERLU IZIN", "Selisih uang laci", "50.000", "hilang");
        counter.Type(TestTill.ManagerNumber).Press(Key.Enter).Type(TestTill.ManagerPin).Press(Key.Enter);

        counter.Shows("KASIR DITUTUP", "Lebih / kurang", "-50.000");
        counter.Shop.Facts().OfType<TillSessionClosed>().ShouldHaveSingleItem().Reason.ShouldBe("hilang");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public void An_X_report_hides_from_a_cashier_what_is_to_be_counted(int width)
    {
        using var counter = Counter.Selling(width);
        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.Enter);

        counter.Press(Key.F6).Type("4").Press(Key.Enter).Shows("LAPORAN X", "Total penjualan (1)", "15.000", "Modal awal", "200.000").DoesNotShow("Seharusnya").DoesNotShow("Tunai");
        counter.Press(Key.Enter).Shows("Laporan dikirim ke printer").Press(Key.Enter).Shows("Scan / ketik");
    }

    [Fact]
    public void A_manager_s_X_report_shows_all()
    {
        using var counter = new Counter();
        counter.Type(TestTill.ManagerNumber).Press(Key.Enter).Type(TestTill.ManagerPin).Press(Key.Enter).Type("200000").Press(Key.Enter).Scan(TestTill.Kopi).Press(Key.F9, Key.Enter);

        counter.Press(Key.F6).Type("4").Press(Key.Enter).Shows("LAPORAN X", "Seharusnya", "215.000", "Tunai (1)");
    }

    [Fact]
    public void The_last_Z_report_can_be_seen_and_printed_again()
    {
        using var counter = Counter.Selling();
        counter.Press(Key.F6).Type("5").Press(Key.Enter).Shows("Laporan Z itu tidak ada");
        counter.Press(Key.Esc).Press(Key.F6).Type("2").Press(Key.Enter).Type("200000").Press(Key.Enter, Key.Enter, Key.Enter);
        counter.Type(TestTill.Number).Press(Key.Enter).Type(TestTill.Pin).Press(Key.Enter).Type("100000").Press(Key.Enter);

        counter.Press(Key.F6).Type("5").Press(Key.Enter).Shows("LAPORAN Z", "Nomor Z", "Lebih / kurang").Press(Key.Enter).Shows("Laporan dikirim ke printer");
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "en")]
    public void A_training_shows_what_it_is_and_gives_the_open_sale_back(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        var mark = $"*** {Words.In(Words.LanguageOf(language), Word.TrainingMark)} ***";
        counter.Scan(TestTill.Kopi).DoesNotShow(mark);

        counter.Press(Key.F6).Type("6").Press(Key.Enter, Key.F10).Shows(mark, Words.In(Words.LanguageOf(language), Word.EmptyBasket));
        counter.Scan(TestTill.Roti).Press(Key.F9, Key.Enter).Shows("T.JKT01-02-1-000001", mark);
        counter.Press(Key.F6).Type("6").Press(Key.Enter, Key.F10).Shows("Kopi Susu", "15.000").DoesNotShow(mark);

        counter.Shop.Facts().OfType<TrainingHeld>().ShouldHaveSingleItem().Sales.ShouldBe(1);
        counter.Shop.Lane.State.Till!.Sales.ShouldBe(0);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("4")]
    [InlineData("6")]
    public void No_size_of_a_terminal_breaks_a_screen_of_the_till(string choice)
    {
        using var counter = Counter.Selling();
        counter.Press(Key.F6).Type(choice).Press(Key.Enter);

        foreach (var (width, height) in ((int, int)[])[(0, 0), (1, 1), (10, 5), (24, 8), (30, 12), (300, 100)]) Picture.Draw(counter.Till, width, height).Width.ShouldBe(width);
    }
}
