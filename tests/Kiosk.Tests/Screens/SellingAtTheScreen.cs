using Sasuai.Kiosk.Screens;
using Terminal.Gui.Input;

namespace Sasuai.Tests.Screens;

/// <summary>Scanning, correcting and finding items by keys, with the text of the screen as a cashier reads it.</summary>
[Collection("screens")]
public sealed class SellingAtTheScreen
{
    [Fact]
    public void A_scan_becomes_a_line_with_name_quantity_price_and_amount_and_a_total()
    {
        using var counter = Counter.Selling();

        counter.Scan("2*" + TestTill.Kopi, TestTill.Roti);

        counter.Rows[2].ShouldBe("   1 Kopi Susu Gula Aren 220ml                      2      15.000        30.000 ");
        counter.Rows[3].ShouldBe("   2 Roti Tawar Kupas                               1      18.250        18.250 ");
        counter.Shows("Subtotal                      48.250", "TOTAL 48.250", "PPN termasuk                   4.782", "2 baris, 3 barang");
    }

    [Fact]
    public void Fifty_scans_in_one_burst_all_arrive_in_their_order()
    {
        using var counter = Counter.Selling();
        string[] codes = [.. Enumerable.Range(0, 50).Select(i => i % 5 == 4 ? $"2099999999{i:0000}0000000"[..20] : i % 2 == 0 ? TestTill.Kopi : TestTill.Roti)];

        counter.Scan(codes);

        var basket = counter.Shop.Lane.State.Basket;
        var seen = basket.Lines.Select(line => (line.Number, line.Code)).Concat(basket.UnknownCodes.Select(code => (code.Number, code.Code))).OrderBy(row => row.Number);
        seen.Select(row => row.Code).ShouldBe(codes);
        counter.Till.Entry.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void An_unknown_code_is_flagged_in_its_place_and_stops_nothing()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi, "8990000000000", TestTill.Roti);

        counter.Rows[3].ShouldStartWith("   2 ? TIDAK DIKENAL 8990000000000");
        counter.Rows[4].ShouldStartWith("   3 Roti Tawar Kupas");
        counter.Beeps.ShouldBe([Beep.UnknownCode]);
        counter.Shows("TOTAL 33.250");
    }

    [Fact]
    public void A_quantity_before_the_scan_counts_for_it_alone()
    {
        using var counter = Counter.Selling();

        counter.Type("3*").Scan(TestTill.Kopi).Scan(TestTill.Roti);

        counter.Shows("   1 Kopi Susu Gula Aren 220ml                      3      15.000        45.000", "   2 Roti Tawar Kupas                               1");
    }

    [Fact]
    public void A_quantity_with_Enter_waits_and_says_so()
    {
        using var counter = Counter.Selling();

        counter.Type("3*").Press(Key.Enter).Shows("3 x : scan barangnya").Scan(TestTill.Kopi);

        counter.Shows("  3      15.000        45.000");
    }

    [Fact]
    public void F2_sets_the_quantity_of_the_chosen_line_and_F7_takes_it_back()
    {
        using var counter = Counter.Selling();
        counter.Scan(TestTill.Kopi, TestTill.Roti);

        counter.Press(Key.CursorUp, Key.F2).Shows("Jumlah Kopi Susu Gula Aren").Type("12").Press(Key.Enter);
        counter.Shows(" 12      15.000       180.000", "1 -> 12", "F7 = urungkan");

        counter.Press(Key.F7).Shows("  1      15.000        15.000", "Diurungkan");
    }

    [Fact]
    public void A_scan_instead_of_a_quantity_is_sold_and_is_no_quantity()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F2).Scan(TestTill.KopiCarton);

        counter.Shows("   1 Kopi Susu Gula Aren 220ml                     25 ");
    }

    [Fact]
    public void Digits_typed_as_a_quantity_that_are_as_long_as_a_code_are_a_code()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Roti).Press(Key.F2).Type(TestTill.Kopi).Press(Key.Enter);

        counter.Shows("   1 Roti Tawar Kupas                               1 ", "   2 Kopi Susu Gula Aren 220ml                      1 ");
    }

    [Fact]
    public void F8_takes_the_newest_line_out_and_F7_brings_it_back()
    {
        using var counter = Counter.Selling();
        counter.Scan(TestTill.Kopi, TestTill.Roti);

        counter.Press(Key.F8).Shows("Dihapus: Roti Tawar Kupas", "F7 = urungkan", "TOTAL 15.000").DoesNotShow("2 Roti");

        counter.Press(Key.F7).Shows("   3 Roti Tawar Kupas", "TOTAL 33.250");
    }

    [Fact]
    public void F8_takes_a_flagged_code_out_too()
    {
        using var counter = Counter.Selling();

        counter.Scan("8990000000000").Press(Key.F8).DoesNotShow("TIDAK DIKENAL").Press(Key.F7).Shows("? TIDAK DIKENAL 8990000000000");
    }

    [Fact]
    public void Two_letters_give_a_list_and_Enter_takes_the_row_under_the_cursor()
    {
        using var counter = Counter.Selling();

        counter.Type("k").Shows("Ketik paling sedikit dua huruf").Type("u").Shows(" 1  Roti Tawar Kupas").Press(Key.Enter);

        counter.Shows("   1 Roti Tawar Kupas", "TOTAL 18.250").DoesNotShow("Cari:");
    }

    [Fact]
    public void The_arrows_move_in_the_list_and_a_digit_picks_a_row()
    {
        using var counter = Counter.Selling();
        counter.Shop.Pull(TestTill.CatalogueFeed, TestTill.ProductRow(new(TestTill.Product(9), "KOPI-02", "Kopi Hitam", "minuman", "pcs", TestTill.Ppn, true, [])));
        counter.Shop.Pull(TestTill.PriceFeed, TestTill.Price(TestTill.Product(9), 1, 7_000, "2026-01-01"));

        counter.Type("kopi").Press(Key.CursorDown, Key.Enter);
        var second = counter.Shop.Lane.State.Basket.Lines[0].Name;
        counter.Type("kopi").Type("1").Wait(TimeSpan.FromMilliseconds(100));

        var first = counter.Shop.Lane.State.Basket.Lines[1].Name;
        string[] both = [first, second];
        both.Order().ShouldBe(["Kopi Hitam", "Kopi Susu Gula Aren 220ml"]);
    }

    [Fact]
    public void A_scan_while_the_list_is_open_is_sold_and_picks_nothing()
    {
        using var counter = Counter.Selling();

        // The code's own first digit would have picked a row if the list had not waited for what comes behind it.
        counter.Type("kopi").Wait(TimeSpan.FromMilliseconds(100)).Scan("1" + TestTill.KopiCarton[1..]);

        counter.Shop.Lane.State.Basket.Lines.ShouldHaveSingleItem().Quantity.ShouldBe(Quantity.Of(24));
    }

    [Fact]
    public void A_name_that_nobody_sells_is_told()
    {
        using var counter = Counter.Selling();

        counter.Type("zzz").Shows("Tidak ada barang \"zzz\"").Press(Key.Enter);

        counter.Beeps.ShouldBe([Beep.Refused]);
        counter.Till.State.Basket.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Escape_leaves_the_list_and_loses_nothing()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Type("roti").Press(Key.Esc, Key.Esc, Key.Esc);

        counter.Shows("   1 Kopi Susu Gula Aren", "TOTAL 15.000").DoesNotShow("Cari:");
    }

    [Fact]
    public void An_item_without_a_price_is_refused_in_words()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Unpriced).Shows("Barang ini belum punya harga");

        counter.Beeps.ShouldBe([Beep.Refused]);
    }

    [Fact]
    public void F10_asks_and_only_F10_again_gives_the_basket_up()
    {
        using var counter = Counter.Selling();
        counter.Scan(TestTill.Kopi, TestTill.Roti);

        counter.Press(Key.F10).Shows("Batalkan 2 baris, 33.250?").Press(Key.Enter).Shows("TOTAL 33.250");
        counter.Press(Key.F10).Scan(TestTill.Kopi).Shows("TOTAL 48.250");
        counter.Press(Key.F10, Key.F10).Shows("TOTAL 0", "Belanja dibatalkan");
    }

    [Fact]
    public void A_key_that_cannot_work_now_says_why()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F9).Shows("Belum ada barang").Press(Key.F5, Key.F4).Shows("F4 tidak berlaku di sini").Press(Key.Esc);
        counter.Press(Key.F1).Shows("F9   Bayar  (Belum ada barang)", "F3   Cari").Press(Key.Esc).Shows("Scan barang pertama");
    }

    [Fact]
    public void A_scan_on_the_help_screen_is_sold()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F1).Scan(TestTill.Kopi);

        counter.Shows("   1 Kopi Susu Gula Aren");
    }

    [Fact]
    public void Guns_that_end_a_code_with_Tab_or_two_line_ends_are_understood()
    {
        using var counter = Counter.Selling();

        counter.Type(TestTill.Kopi).Press(Key.Tab).Type(TestTill.Roti).Press(Key.Enter, Key.Enter.WithCtrl).Type(TestTill.Kopi).Press(Key.Enter.WithCtrl);

        counter.Shop.Lane.State.Basket.Lines.Select(line => line.Code).ShouldBe([TestTill.Kopi, TestTill.Roti, TestTill.Kopi]);
        counter.Beeps.ShouldBeEmpty();
    }

    [Fact]
    public void A_gun_with_an_AIM_prefix_or_a_start_mark_is_understood()
    {
        using var counter = Counter.Selling();

        counter.Scan("]E0" + TestTill.Kopi).Press(Key.B.WithCtrl).Scan(TestTill.Roti);

        counter.Shop.Lane.State.Basket.Lines.Select(line => line.Code).ShouldBe([TestTill.Kopi, TestTill.Roti]);
    }

    [Fact]
    public void A_member_is_attached_by_a_typed_phone_number_and_by_a_card_that_is_scanned_in_the_sale()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F5).Type("0812-3456-7890").Press(Key.Enter).Shows("Member: Budi (Gold) 400 poin");
        counter.Press(Key.F5, Key.F8).Shows("Member: - (F5)");
        counter.Scan(TestTill.Card).Shows("Member: Budi (Gold) 400 poin").Press(Key.F7).Type(TestTill.Card).Press(Key.Enter).Shows("Member: Budi (Gold) 400 poin");
        counter.Press(Key.F5, Key.F8);
        counter.Press(Key.F5).Scan(TestTill.Card).Shows("Member: Budi (Gold)");
    }

    [Fact]
    public void A_phone_number_that_was_typed_ahead_is_taken_as_one()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F5).Scan(TestTill.Phone).Shows("Member: Budi (Gold)");
        counter.Till.State.Basket.UnknownCodes.ShouldBeEmpty();
    }

    [Fact]
    public void An_item_that_is_scanned_where_a_member_is_asked_is_sold()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F5).Scan(TestTill.Kopi).Shows("   1 Kopi Susu Gula Aren");
    }

    [Fact]
    public void Nobody_by_that_number_is_told_and_asked_again()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F5).Type("081299999999").Press(Key.Enter).Shows("Member tidak ditemukan", "HP / kartu member");
    }
}
