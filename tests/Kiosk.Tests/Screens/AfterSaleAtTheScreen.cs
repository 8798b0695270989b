using Sasuai.Kiosk.Screens;
using Sasuai.Sales;
using Sasuai.Tests.Lanes;
using Terminal.Gui.Input;
using Words = Sasuai.Kiosk.Screens.Words;

namespace Sasuai.Tests.Screens;

/// <summary>Parking, receipts, refunds and the price check by keys, at both widths and in both languages.</summary>
[Collection("screens")]
public sealed class AfterSaleAtTheScreen
{
    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void F12_parks_and_the_list_takes_it_up_again(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Scan(TestTill.Kopi).Press(Key.F12).Shows(Say(Word.EmptyBasket)).Scan(TestTill.Roti).Press(Key.F9, Key.Enter);
        counter.Press(Key.F6).Shows(Say(Word.TillMenuParked)).Type("9").Press(Key.Enter).Shows(Say(Word.ParkedTitle), "15.000", "Sari").Type("1").Press(Key.Enter);

        counter.Shows("Kopi Susu", "15.000");
        counter.Shop.Facts().OfType<SaleRecalled>().Count().ShouldBe(1);
    }

    [Fact]
    public void A_park_by_mistake_is_taken_back_by_one_key()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F12, Key.F7).Shows("Kopi Susu", "TOTAL 15.000");
    }

    [Fact]
    public void A_parked_sale_is_voided_with_a_reason()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F12, Key.F6).Type("9").Press(Key.Enter, Key.F8).Shows("Batalkan nomor").Type("1").Press(Key.Enter, Key.Enter).Shows("Tidak ada belanja yang ditunda");

        counter.Shop.Facts().OfType<BasketVoided>().ShouldHaveSingleItem().Reason.ShouldBe("Pelanggan tidak kembali");
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void Goods_of_a_receipt_come_back_by_line(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Scan("3*" + TestTill.Kopi, TestTill.Roti).Press(Key.F9).Type("100000").Press(Key.Enter, Key.F6).Type("8").Press(Key.Enter);
        counter.Shows(Say(Word.ReceiptsTitle), "JKT01-02-1-000001").Type("1").Press(Key.Enter).Shows(Say(Word.ReceiptRefund), "Roti Tawar").Type("3").Press(Key.Enter);
        counter.Shows(Say(Word.RefundTitle)).Type("1*2!").Press(Key.Enter).Shows("2/3 Kopi Susu", "30.000").Press(Key.Enter).Press(Key.Enter).Shows(Say(Word.ApprovalTitle), "30.000");
        counter.Type(TestTill.ManagerNumber).Press(Key.Enter).Type(TestTill.ManagerPin).Press(Key.Enter).Shows("JKT01-02-1-000002", "30.000");

        var refund = counter.Shop.Facts().OfType<SaleRefunded>().ShouldHaveSingleItem();
        (refund.Lines[0].Quantity, refund.Lines[0].Condition).ShouldBe((Quantity.Of(2), GoodsCondition.Waste));
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void The_paper_of_another_till_is_scanned_and_goods_come_back(int width, string language)
    {
        using var tills = new TwoTills();
        var (sale, code) = tills.Sold();
        using var counter = Counter.Selling(width, language: language, shop: tills.Other);
        string Say(Word word, params object[] with) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Words.In(Words.LanguageOf(language), word), with);
        // The screen's language came with the store; its rules come once more.
        counter.Shop.PullRules(new(OfflineRefundCap: new(50_000)), language);

        counter.Scan(code).Shows(Say(Word.ReceiptOfOtherTill, "50.000"), sale.ReceiptNumber.ToString(), "Roti Tawar").Type("1").Press(Key.Enter);
        counter.Shop.Facts().OfType<ReceiptReprinted>().ShouldBeEmpty();
        counter.Type("3").Press(Key.Enter).Type("1*1").Press(Key.Enter).Shows("1/3 Kopi Susu", "15.000").Press(Key.Enter).Press(Key.Enter).Shows(Say(Word.ApprovalTitle));
        counter.Type(TestTill.ManagerNumber).Press(Key.Enter).Type(TestTill.ManagerPin).Press(Key.Enter).Shows("JKT01-03-1-000001", "15.000");

        counter.Shop.Facts().OfType<SaleRefunded>().ShouldHaveSingleItem().OriginalSaleId.ShouldBe(sale.SaleId);
    }

    [Fact]
    public void A_scanned_receipt_opens_and_its_sale_is_cancelled()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.Enter).Scan("JKT01-02-1-000001").Shows("STRUK", "4  Batalkan penjualan ini").Type("4").Press(Key.Enter).Shows("BATALKAN PENJUALAN", "15.000").Press(Key.Enter);
        counter.Type(TestTill.ManagerNumber).Press(Key.Enter).Type(TestTill.ManagerPin).Press(Key.Enter).Shows("kembalikan 15.000");

        counter.Shop.Facts().OfType<SaleRefunded>().ShouldHaveSingleItem().Kind.ShouldBe(RefundKind.Void);
    }

    [Theory]
    [InlineData(80, "id")]
    [InlineData(40, "id")]
    [InlineData(80, "en")]
    [InlineData(40, "en")]
    public void Goods_are_exchanged_on_one_ticket(int width, string language)
    {
        using var counter = Counter.Selling(width, language: language);
        string Say(Word word) => Words.In(Words.LanguageOf(language), word);

        counter.Scan("2*" + TestTill.Kopi).Press(Key.F9, Key.Enter).Scan("JKT01-02-1-000001").Shows(Say(Word.ReceiptExchange)).Type("5").Press(Key.Enter);
        counter.Shows(Say(Word.ExchangeTitle)).Type("1").Press(Key.Enter, Key.Enter).Type("salah rasa").Press(Key.Enter);
        counter.Type(TestTill.ManagerNumber).Press(Key.Enter).Type(TestTill.ManagerPin).Press(Key.Enter).Shows("30.000");
        counter.Scan(TestTill.Roti).Shows($"{Say(Word.ReturnWorth)} -30.000").Press(Key.F9).Shows($"{Say(Word.ToGiveBack)} 11.700").Press(Key.Enter).Shows($"{Say(Word.Change)} 11.700");

        counter.Shop.Facts().OfType<SaleRefunded>().ShouldHaveSingleItem().ExchangeSaleId.ShouldBe(counter.Shop.Facts().OfType<SaleCompleted>().Last().SaleId);
    }

    [Fact]
    public void A_receipt_is_printed_again_and_a_number_that_is_not_ours_is_told()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F9, Key.Enter, Key.F6).Type("8").Press(Key.Enter).Type("77").Press(Key.Enter).Shows("Struk itu bukan dari kasa ini");
        counter.Type("1").Press(Key.Enter).Type("1").Press(Key.Enter).Shows("Dicetak: JKT01-02-1-000001").Type("1").Press(Key.Enter).Type("2").Press(Key.Enter);

        counter.Shop.Facts().OfType<ReceiptReprinted>().Select(fact => fact.Kind).ShouldBe([ReprintKind.Copy, ReprintKind.Gift]);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public void A_price_check_shows_and_sells_only_on_Enter(int width)
    {
        using var counter = Counter.Selling(width);

        counter.Press(Key.F6).Type("10").Press(Key.Enter).Shows("CEK HARGA").Scan(TestTill.Kopi).Shows("Kopi Susu", "15.000");
        counter.Shop.Lane.State.Basket.IsEmpty.ShouldBeTrue();
        counter.Press(Key.Enter).Shows("TOTAL 15.000");
    }

    [Theory]
    [InlineData(80, "id", "LABEL RAK")]
    [InlineData(40, "en", "SHELF LABELS")]
    public void Labels_are_printed_by_scan_and_by_number_and_nothing_is_sold(int width, string language, string title)
    {
        using var counter = Counter.Selling(width, language: language);

        counter.Press(Key.F6).Type("12").Press(Key.Enter).Shows(title).Scan(TestTill.Kopi).Shows("Kopi Susu", "Rp 15.000 /pcs", "1 label");
        counter.Type("3*").Scan(TestTill.Kopi).Shows("3 label").Type("1,5*x").Press(Key.Enter).Shows("1", "100").Press(Key.F1).Shows("3*").Press(Key.Esc, Key.Esc);

        counter.Shop.Lane.State.Basket.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void F11_locks_with_the_basket_and_the_same_or_another_goes_on()
    {
        using var counter = Counter.Selling();

        counter.Scan(TestTill.Kopi).Press(Key.F11).Shows("MASUK").DoesNotShow("Kopi Susu").Type(TestTill.ManagerNumber).Press(Key.Enter).Type(TestTill.ManagerPin).Press(Key.Enter);

        counter.Shows("Kopi Susu", "TOTAL 15.000");
    }
}
