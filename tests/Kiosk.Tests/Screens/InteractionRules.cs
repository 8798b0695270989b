using Sasuai.Kiosk.Screens;
using Sasuai.Sales;
using Terminal.Gui.Input;
using Words = Sasuai.Kiosk.Screens.Words;

namespace Sasuai.Tests.Screens;

/// <summary>The twelve rules by which a cashier's hands can trust every screen, each by its number.</summary>
[Collection("screens")]
public sealed class InteractionRules
{
    static readonly Key[] functions = [Key.F1, Key.F2, Key.F3, Key.F4, Key.F5, Key.F6, Key.F7, Key.F8, Key.F9, Key.F10, Key.F11, Key.F12];

    [Fact]
    public void Rule_1_one_field_always_listens_and_takes_code_name_and_quantity()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Shows("1 Kopi Susu").Type("roti").Press(Key.Enter).Shows("2 Roti Tawar").Type(TestTill.Roti[^2..]).Press(Key.Esc);
        foreach (var key in functions[1..6])
        {
            counter.Press(key).Type("7").Shows("7_").Press(Key.Esc, Key.Esc, Key.Esc).Shows("Scan / ketik: _");
        }
    }

    [Fact]
    public void Rule_2_the_key_line_tells_what_works_now_and_why_the_rest_does_not()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F9).Shows("! Belum ada barang").Press(Key.F8).Shows($"! {Words.In(Language.Indonesian, Word.WhyNoLine)}").Press(Key.F1).Shows("F9   Bayar  (Belum ada barang)").Press(Key.Esc);
        counter.Scan(TestTill.Kopi).Press(Key.F1).Shows("F9   Bayar").DoesNotShow("Bayar  (");
        counter.Press(Key.Esc, Key.F9).Shows("F9 Cara lain").DoesNotShow("F8 Hapus");
    }

    [Fact]
    public void Rule_3_the_same_key_means_the_same_on_all_screens()
    {
        using var counter = Counter.Selling();
        Word[] pays = [Word.KeyPay, Word.KeyWays, Word.KeyCash], prices = [Word.KeyPrice, Word.KeyPriceSale, Word.KeyPriceLine];
        counter.Scan(TestTill.Kopi);

        var seen = 0;
        foreach (var open in (Key[][])[[], [Key.F2], [Key.F4], [Key.F4, Key.F4], [Key.F5], [Key.F6], [Key.F9], [Key.F9, Key.F9], [Key.F10], [Key.F1]])
        {
            counter.Press(open);
            foreach (var key in counter.Till.Current.Keys)
            {
                if (key.Key == KeyName.F1) key.Label.ShouldBeOneOf(Word.KeyHelp, Word.KeyBack);
                if (key.Key == KeyName.F9) pays.ShouldContain(key.Label);
                if (key.Key == KeyName.F4) prices.ShouldContain(key.Label);
                seen++;
            }
            counter.Press(Key.Esc, Key.Esc, Key.Esc).Shows("Scan / ketik", "TOTAL 15.000");
        }
        seen.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Rule_4_what_is_typed_ahead_reaches_the_screens_in_its_order()
    {
        using var counter = new Counter();

        // All of it before the first picture: sign in, float, a name, pay exactly, the next sale.
        counter.Scan(TestTill.Number, TestTill.Pin, "200000", "kopi").Press(Key.F9, Key.Enter).Scan("roti").Shows("TOTAL 18.250");

        counter.Shop.Facts().OfType<SaleCompleted>().ShouldHaveSingleItem().Due.ShouldBe(new(15_000));
    }

    [Fact]
    public void Rule_5_a_scan_is_never_text_and_never_money()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9).Scan(TestTill.Kopi).Shows("! " + Words.In(Language.Indonesian, Word.ScanFinishPayment, TestTill.Kopi)[..20], "Uang diterima: _");
        counter.Press(Key.Esc, Key.F2).Scan(TestTill.Kopi).Shows("TOTAL 30.000");
        counter.Beeps.ShouldNotBeEmpty();
        counter.Shop.Facts().OfType<SaleCompleted>().ShouldBeEmpty();
    }

    [Fact]
    public void Rule_6_no_screen_is_a_trap_Escape_leaves_each_and_Enter_does_what_is_shown()
    {
        using var counter = Counter.Selling();
        counter.Scan(TestTill.Kopi);

        for (var choice = 1; choice <= 11; choice++)
        {
            counter.Press(Key.F6).Type($"{choice}").Press(Key.Enter);
            if (choice is 1) counter.Type(TestTill.Number).Press(Key.Enter).Type(TestTill.Pin).Press(Key.Enter);
            if (choice is 6) counter.Press(Key.F6).Type("6").Press(Key.Enter);
            counter.Press(Key.Esc, Key.Esc, Key.Esc, Key.Esc).Shows("Scan / ketik", "TOTAL 15.000");
        }
    }

    [Fact]
    public void Rule_7_a_void_is_one_key_and_so_is_its_way_back()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi, TestTill.Roti).Press(Key.F8).Shows("TOTAL 15.000", "F7 = urungkan").Press(Key.F7).Shows("TOTAL 33.250");

        counter.Shop.Facts().OfType<LineVoided>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Rule_8_an_unknown_code_is_flagged_and_the_scans_behind_it_go_on()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi, "8990000000001", TestTill.Roti).Shows("? TIDAK DIKENAL 8990000000001", "TOTAL 33.250");

        counter.Beeps.ShouldBe([Beep.UnknownCode]);
        counter.Press(Key.CursorUp, Key.F8).DoesNotShow("? TIDAK DIKENAL");
    }

    [Fact]
    public void Rule_9_a_quantity_goes_before_or_after_and_a_scan_is_none()
    {
        using var counter = Counter.Selling();

        counter.Type("3*").Scan(TestTill.Kopi).Shows("TOTAL 45.000").Press(Key.F2).Type("5").Press(Key.Enter).Shows("TOTAL 75.000");
        counter.Press(Key.F2).Scan(TestTill.Kopi).Shows("TOTAL 90.000").Press(Key.F9).Type("123456789").Press(Key.Enter).Shows("!");
    }

    [Fact]
    public void Rule_10_two_letters_list_and_arrows_digits_and_Enter_choose()
    {
        using var counter = Counter.Selling();

        counter.Type("ko").Shows("1  Kopi Susu").Press(Key.Enter).Shows("TOTAL 15.000");
        counter.Type("ro").Type("1").Wait(TimeSpan.FromMilliseconds(100)).Shows("TOTAL 33.250");
        counter.Type("ba").Press(Key.CursorDown, Key.CursorUp, Key.Esc).Shows("TOTAL 33.250");
    }

    [Fact]
    public void Rule_11_a_device_in_trouble_is_a_cell_and_the_sale_goes_on()
    {
        using var counter = Counter.Selling();
        counter.Status = counter.Status with { Printer = PrinterNow.Waiting, Receipts = 2, Printing = Sasuai.Kiosk.Devices.PrinterSigns.PaperOut, ScannerAway = true, DrawerOpen = true };

        counter.Wait(TimeSpan.FromSeconds(1)).Shows("PRN KERTAS HABIS, antre 2", "DRW TERBUKA", "SCN").Scan(TestTill.Kopi).Press(Key.F9, Key.Enter);

        counter.Shop.Facts().OfType<SaleCompleted>().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(80, 25)]
    [InlineData(40, 25)]
    [InlineData(132, 43)]
    public void Rule_12_the_total_is_largest_and_always_in_its_place_and_the_last_action_has_its_way_back(int width, int height)
    {
        using var counter = Counter.Selling(width, height);
        int Place() => Array.FindIndex(counter.Text.Split('\n'), row => row.Contains("TOTAL ", StringComparison.Ordinal));

        var place = Place();
        counter.Scan(TestTill.Kopi, TestTill.Roti, "8990000000001").Press(Key.F8).Shows("F7 = urungkan");
        Place().ShouldBe(place);
        counter.Press(Key.F2).Shows("TOTAL 33.250");
        Place().ShouldBe(place);
    }
}
