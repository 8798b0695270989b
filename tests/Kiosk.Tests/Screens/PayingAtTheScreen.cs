using Sasuai.Kiosk.Screens;
using Terminal.Gui.Input;

namespace Sasuai.Tests.Screens;

[Collection("screens")]
public sealed class PayingAtTheScreen
{
    [Fact]
    public void Enter_on_an_empty_field_takes_the_exact_amount_rounded_to_coins()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Roti).Press(Key.F9).Shows("HARUS DIBAYAR 18.200", "Pembulatan -50").Press(Key.Enter);

        counter.Shows("LUNAS", "KEMBALI 0", "JKT01-02-1-000001");
        counter.Shop.Lane.State.LastSale!.Sale.Change.ShouldBe(Money.Zero);
    }

    [Fact]
    public void Too_little_is_told_with_what_is_missing_and_nothing_is_sold()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9).Type("10000").Shows("Kurang 5.000").Press(Key.Enter).Shows("Kurang 5.000", "BAYAR TUNAI");

        counter.Shop.Lane.State.LastSale.ShouldBeNull();
        counter.Beeps.ShouldBe([Beep.Refused]);
    }

    [Fact]
    public void The_change_is_shown_large_until_the_next_key()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9).Type("20000").Shows("KEMBALI 5.000").Press(Key.Enter).Shows("KEMBALI 5.000");
        BigTextIsDrawn(counter).ShouldBeTrue();

        counter.Press(Key.Esc).DoesNotShow("KEMBALI").Shows("Scan barang pertama");
    }

    [Fact]
    public void A_scan_right_behind_the_payment_begins_the_next_sale()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.Enter).Scan(TestTill.Roti, TestTill.Kopi);

        counter.DoesNotShow("KEMBALI").Shows("   1 Roti Tawar Kupas", "   2 Kopi Susu", "TOTAL 33.250");
    }

    [Fact]
    public void Notes_are_counted_by_key_and_can_be_corrected()
    {
        using var counter = Counter.Selling();

        counter.Scan("10*" + TestTill.Kopi).Press(Key.F9).Type("**").Shows("200000_", "KEMBALI 50.000");
        counter.Press(Key.Esc).Type("*+").Shows("150000_").Press(Key.Enter).Shows("KEMBALI 0");
    }

    [Fact]
    public void A_barcode_in_the_payment_is_refused_by_name_and_the_amount_before_it_stays()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9).Type("200").Wait(TimeSpan.FromMilliseconds(100)).Scan(TestTill.KopiCarton);

        counter.Shows($"Scan {TestTill.KopiCarton} tidak diterima: selesaikan pembayaran dulu", "Uang diterima: 200_");
        counter.Till.State.Basket.Lines.ShouldHaveSingleItem();
        counter.Beeps.ShouldBe([Beep.Refused]);
    }

    [Fact]
    public void A_barcode_typed_by_a_slow_gun_is_no_money_either()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9).Type(TestTill.Kopi).Press(Key.Enter).Shows("selesaikan pembayaran dulu");
        counter.Type("123456789").Press(Key.Enter).Shows("paling banyak 8 angka");

        counter.Shop.Lane.State.LastSale.ShouldBeNull();
    }

    [Fact]
    public void Change_of_a_million_wants_a_second_Enter()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9).Type("1500000").Press(Key.Enter).Shows("Kembali 1.485.000? Enter lagi = ya");
        counter.Shop.Lane.State.LastSale.ShouldBeNull();

        counter.Press(Key.Enter).Shows("KEMBALI 1.485.000");
    }

    [Fact]
    public void What_is_no_amount_is_told()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9).Type("1.5").Press(Key.Enter).Shows("\"1.5\" bukan jumlah uang");
        counter.Type("20.000").Press(Key.Enter).Shows("KEMBALI 5.000");
    }

    [Fact]
    public void Escape_goes_back_to_the_sale_as_it_was()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.Esc).Shows("   1 Kopi Susu", "Scan / ketik");
    }

    [Fact]
    public void Keys_typed_ahead_of_every_screen_are_applied_in_order()
    {
        using var counter = new Counter();

        // In one go: sign in, float, an item by code, pay, amount, and the next item.
        counter.Scan(TestTill.Number, TestTill.Pin, "200000", TestTill.Kopi);
        counter.Press(Key.F9).Scan("20000", TestTill.Roti);

        counter.Shop.Lane.State.LastSale!.Sale.Change.ShouldBe(new(5_000));
        counter.Shows("   1 Roti Tawar Kupas");
    }

    static bool BigTextIsDrawn(Counter counter)
    {
        var picture = Picture.Draw(counter.Till, 80, 25);
        return Enumerable.Range(0, 12).Any(row => Enumerable.Range(0, 80).Any(column => picture.StyleAt(column, row) == Style.Block));
    }
}
