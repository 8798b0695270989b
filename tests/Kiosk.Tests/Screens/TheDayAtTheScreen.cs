using Sasuai.Kiosk.Screens;
using Terminal.Gui.Input;

namespace Sasuai.Tests.Screens;

/// <summary>Signing in, the float, locking, and closing the till.</summary>
[Collection("screens")]
public sealed class TheDayAtTheScreen
{
    [Fact]
    public void A_wrong_PIN_is_told_and_never_shown()
    {
        using var counter = new Counter();

        counter.Shows("MASUK", "Nomor kasir: _").Type("7").Press(Key.Enter).Type("999").Shows("PIN: ***_").DoesNotShow("999");
        counter.Press(Key.Enter).Shows("Nomor atau PIN salah", "Nomor kasir: _");
        counter.Beeps.ShouldBe([Beep.Refused]);
    }

    [Fact]
    public void The_right_PIN_leads_to_the_float_and_then_to_the_sale()
    {
        using var counter = new Counter();

        counter.Type("7").Press(Key.Enter).Type("4711").Press(Key.Enter).Shows("BUKA KASIR", "Modal awal: _", "Kasir Sari");
        counter.Type("150.000").Press(Key.Enter).Shows("Kasir dibuka, modal 150.000", "Scan / ketik: _");

        counter.Shop.Lane.State.Till!.Float.ShouldBe(new(150_000));
    }

    [Fact]
    public void A_barcode_is_neither_a_PIN_nor_a_float()
    {
        using var counter = new Counter();

        counter.Type("7").Press(Key.Enter).Scan(TestTill.Kopi).Shows("tidak diterima", "PIN: _").DoesNotShow(TestTill.Kopi);
        counter.Type("4711").Press(Key.Enter).Scan(TestTill.Kopi).Shows($"Scan {TestTill.Kopi} tidak diterima di sini");
        counter.Shop.Lane.State.Till.ShouldBeNull();
    }

    [Fact]
    public void Escape_at_the_PIN_goes_back_to_the_number()
    {
        using var counter = new Counter();

        counter.Type("8").Press(Key.Enter, Key.Esc).Type("7").Press(Key.Enter).Type("4711").Press(Key.Enter).Shows("BUKA KASIR");
    }

    [Fact]
    public void Locking_keeps_the_basket_for_the_next_cashier()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F6).Shows("1  Kunci / ganti kasir").Type("1").Press(Key.Enter).Shows("MASUK").DoesNotShow("Kopi");
        counter.Type("7").Press(Key.Enter).Type("4711").Press(Key.Enter).Shows("   1 Kopi Susu", "TOTAL 15.000");
    }

    [Fact]
    public void The_till_is_not_closed_over_an_open_basket()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F6).Type("2").Press(Key.Enter).Shows("Selesaikan atau batalkan belanja dulu", "KASIR");
    }

    [Fact]
    public void Closing_the_till_counts_confirms_and_shows_over_or_short()
    {
        using var counter = Counter.Selling();
        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.Enter);

        counter.Press(Key.F6).Type("2").Press(Key.Enter).Shows("TUTUP KASIR", "Uang di laci, 100.000 x: _");
        counter.Type("214000").Press(Key.Enter).Shows("Tutup kasir dengan 214.000?").Press(Key.Esc).Type("214500").Press(Key.Enter, Key.Enter);

        counter.Shows("KASIR DITUTUP", "Seharusnya", " 215.000", "Dihitung", " 214.500", "Lebih / kurang", " -500");
        counter.Press(Key.Enter).Shows("MASUK");
        counter.Shop.Lane.State.Till.ShouldBeNull();
    }

    [Fact]
    public void A_scan_does_not_answer_whether_to_close()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.F6).Type("2").Press(Key.Enter).Type("200000").Press(Key.Enter).Scan(TestTill.Kopi);

        counter.Shows("Tutup kasir dengan 200.000?", "tidak diterima");
        counter.Shop.Lane.State.Till.ShouldNotBeNull();
    }

    [Fact]
    public void An_open_till_and_its_basket_are_there_after_the_machine_was_switched_off()
    {
        var shop = new TestTill();
        shop.Ready();
        shop.Lane.Scan(TestTill.Kopi);
        shop.SwitchOffAndOn();
        using var counter = new Counter(shop: shop);

        counter.Type("7").Press(Key.Enter).Type("4711").Press(Key.Enter).Shows("   1 Kopi Susu", "TOTAL 15.000");
    }

    [Fact]
    public void Ctrl_C_stops_only_when_pressed_twice()
    {
        using var counter = Counter.Selling();

        counter.Press(Key.C.WithCtrl).Shows("Ctrl+C sekali lagi").Wait(TimeSpan.FromSeconds(3)).Press(Key.C.WithCtrl);
        counter.Stops.ShouldBe(0);

        counter.Press(Key.C.WithCtrl);
        counter.Stops.ShouldBe(1);
    }

    [Fact]
    public void A_terminal_without_its_store_says_that_it_waits()
    {
        using var shop = new TestTill(withFeeds: false);
        var till = new Till(shop.Lane, () => new(false, null, 0, Money.Zero, null, PrinterNow.None, 0), shop.Time, _ => { }, () => { });

        var picture = Picture.Draw(till, 80, 25);

        string.Concat(Enumerable.Range(0, 80).Select(column => picture.Letter(column, 0))).ShouldContain("Menunggu data toko");
    }
}
