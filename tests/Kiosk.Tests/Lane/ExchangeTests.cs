using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.Paper;
using Sasuai.Sales;

namespace Sasuai.Tests.Lanes;

/// <summary>Goods for goods at the till: held through a power cut, decided anew when it is paid, one ticket for both.</summary>
public sealed class ExchangeTests
{
    static TestTill Manager(out SaleCompleted sold)
    {
        var shop = new TestTill();
        shop.Lane.SignIn(TestTill.ManagerNumber, TestTill.ManagerPin);
        shop.Lane.OpenTill(new(200_000));
        sold = shop.Sell().Sale;
        return shop;
    }

    [Fact]
    public void What_comes_back_pays_for_what_is_taken_and_the_drawer_is_right()
    {
        using var shop = Manager(out var sold);

        shop.Lane.HoldReturn(sold.ReceiptNumber, [new(1, Quantity.One)], "salah rasa").Value.Worth.ShouldBe(new(15_000));
        shop.SwitchOffAndOn();
        shop.Lane.SignIn(TestTill.ManagerNumber, TestTill.ManagerPin);
        shop.Lane.Scan(TestTill.Roti);
        (shop.Lane.State.Left, shop.Lane.State.DueInCash).ShouldBe((new Money(3_250), new Money(3_200)));
        var done = shop.Lane.PayCash(new(5_000)).Value;

        (done.Sale.Change, done.GivenBack, done.Returned!.Kind).ShouldBe((new Money(1_800), Money.Zero, RefundKind.Exchange));
        shop.Lane.State.Till!.Expected.ShouldBe(new(200_000 + 15_000 + 3_200));
        var report = shop.Lane.XReport().Value;
        (report.Sales, report.Refunds, report.Expected, report.Tenders.Single(total => total.Kind == TenderKind.Exchange).Amount).ShouldBe((2, 1, new Money(218_200), Money.Zero));
        var paper = PaperText.Decode(new SaleOnPaper(48, CodePage.Cp858).Lay(done));
        paper.ShouldContain("Barang kembali");
        paper.ShouldContain("Tukar barang");
        shop.Lane.VoidSale(done.Sale.ReceiptNumber, "batal").Refusal.ShouldNotBeNull().Code.ShouldBe("exchange-stays");
    }

    [Fact]
    public void Cheaper_goods_give_money_back_and_open_the_drawer()
    {
        using var shop = Manager(out _);
        var roti = shop.Sell(TestTill.Roti).Sale;
        shop.Lane.HoldReturn(roti.ReceiptNumber, [new(1, Quantity.One)], "kedaluwarsa").Refusal.ShouldBeNull();
        shop.Lane.Scan(TestTill.Kopi);

        shop.Lane.State.ToGiveBack.ShouldBe(new(3_200));
        var done = shop.Lane.PayCash(Money.Zero).Value;

        done.GivenBack.ShouldBe(new(3_200));
        shop.Lane.State.Till!.Expected.ShouldBe(new(200_000 + 15_000 + 18_200 - 3_200));
        shop.Lane.Receipt(roti.ReceiptNumber).Value.Left[0].Left.ShouldBe(Quantity.Zero);
    }

    [Fact]
    public void The_same_goods_do_not_come_back_twice_by_two_ways()
    {
        using var shop = Manager(out var sold);
        ReturnedLine[] one = [new(1, Quantity.One)];
        shop.Lane.HoldReturn(sold.ReceiptNumber, one, "salah rasa").Refusal.ShouldBeNull();
        shop.Lane.HoldReturn(sold.ReceiptNumber, one, "salah rasa").Refusal.ShouldNotBeNull().Code.ShouldBe("return-held");
        shop.Lane.RefundSale(sold.ReceiptNumber, one, TenderKind.Cash, null, "rusak").Refusal.ShouldBeNull();
        shop.Lane.Scan(TestTill.Roti);

        shop.Lane.PayCash(new(50_000)).Refusal.ShouldNotBeNull().Code.ShouldBe("refund-exceeds-sale");
        shop.Lane.VoidBasket("tidak jadi").Refusal.ShouldBeNull();

        shop.Lane.State.Basket.IsEmpty.ShouldBeTrue();
        shop.Lane.RefundSale(sold.ReceiptNumber, one, TenderKind.Exchange, null, "rusak").Refusal.ShouldNotBeNull().Code.ShouldBe("refund-not-by");
    }

    [Fact]
    public void A_member_cannot_be_changed_while_a_part_is_paid()
    {
        using var shop = Manager(out _);
        shop.Lane.Scan(TestTill.Kopi);
        shop.Lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();
        shop.Lane.Pay(new(TenderKind.Cash, new(5_000))).Refusal.ShouldBeNull();

        shop.Lane.DetachMember().Refusal.ShouldNotBeNull().Code.ShouldBe("payment-begun");
        shop.Lane.AttachMember(TestTill.Card).Refusal.ShouldNotBeNull().Code.ShouldBe("payment-begun");
        shop.Lane.Scan(TestTill.Card).ShouldBeOfType<ScanResult.Refused>();
    }
}
