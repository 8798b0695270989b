using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.Paper;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Tests.Lanes;

/// <summary>Parking, refunds, cancelled sales, reprints: each with its fact, each after a power cut as before it.</summary>
public sealed class AfterSaleTests
{
    internal static Approval Allow(TestTill shop) => shop.Lane.Wanted is { } wanted
        ? shop.Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, TestTill.ManagerNumber, TestTill.ManagerPin, "boleh", wanted.BasisPoints).Value
        : throw new InvalidOperationException("Nothing was asked for.");

    [Fact]
    public void A_parked_sale_is_there_after_a_power_cut_and_goes_on_where_it_stood()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.Scan(TestTill.Kopi);
        shop.Lane.AttachMember(TestTill.Card);
        shop.Lane.Park("ibu baju merah").Refusal.ShouldBeNull();
        shop.Sell(TestTill.Roti);

        shop.SwitchOffAndOn();
        shop.Lane.SignIn(TestTill.Number, TestTill.Pin);
        var parked = shop.Lane.Parked.ShouldHaveSingleItem();
        shop.Lane.CloseTill(new(0)).Refusal.ShouldNotBeNull().Code.ShouldBe("sales-parked");
        shop.Lane.Recall(parked.Basket.SaleId).Refusal.ShouldBeNull();

        shop.Lane.State.Basket.Member.ShouldNotBeNull();
        shop.Lane.State.PricedBasket.Total.ShouldBe(new(15_000));
        shop.Lane.Parked.ShouldBeEmpty();
        shop.Lane.Recall(parked.Basket.SaleId).Refusal.ShouldNotBeNull();
        shop.Facts().OfType<SaleParked>().ShouldHaveSingleItem().Note.ShouldBe("ibu baju merah");
        shop.Facts().OfType<SaleRecalled>().ShouldHaveSingleItem().SaleId.ShouldBe(parked.Basket.SaleId);
    }

    [Fact]
    public void A_parked_sale_is_given_up_with_a_reason()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.Scan(TestTill.Kopi);
        var parked = shop.Lane.Park("").Value;

        shop.Lane.VoidParked(parked.Basket.SaleId, " ").Refusal.ShouldNotBeNull().Code.ShouldBe("reason-missing");
        shop.Lane.VoidParked(parked.Basket.SaleId, "tidak kembali").Refusal.ShouldBeNull();

        shop.Facts().OfType<BasketVoided>().ShouldHaveSingleItem().Amount.ShouldBe(new(15_000));
        shop.Lane.Parked.ShouldBeEmpty();
    }

    [Fact]
    public void Goods_come_back_by_line_with_an_approval_and_never_twice()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.Scan("3*" + TestTill.Kopi);
        var sale = shop.Lane.PayCash(new(50_000)).Value.Sale;
        ReturnedLine[] two = [new(1, Quantity.Of(2), GoodsCondition.Waste)];

        shop.Lane.RefundSale(sale.ReceiptNumber, two, TenderKind.Cash, null, "rusak").Refusal.ShouldNotBeNull().Code.ShouldBe("approval-needed");
        var refund = shop.Lane.RefundSale(sale.ReceiptNumber, two, TenderKind.Cash, null, "rusak", Allow(shop)).Value;
        shop.Lane.RefundSale(sale.ReceiptNumber, two, TenderKind.Cash, null, "rusak").Refusal.ShouldNotBeNull().Code.ShouldBe("refund-exceeds-sale");

        (refund.Due, refund.OriginalSaleId, refund.Lines[0].Condition).ShouldBe((new Money(30_000), sale.SaleId, GoodsCondition.Waste));
        refund.ApprovalId.ShouldNotBeNull();
        shop.Lane.Receipt(sale.ReceiptNumber).Value.Left[0].Left.ShouldBe(Quantity.One);
        var report = shop.Lane.XReport().Value;
        (report.Refunds, report.RefundsTotal, report.Expected).ShouldBe((1, new Money(30_000), new Money(200_000 + 45_000 - 30_000)));
    }

    [Fact]
    public void A_cancelled_sale_gives_points_back_and_cannot_be_cancelled_again()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.AttachMember(TestTill.Card);
        var before = shop.Lane.State.Basket.Member!.Points;
        var sale = shop.Sell().Sale;

        shop.Lane.VoidSale(sale.ReceiptNumber, "salah").Refusal.ShouldNotBeNull().Code.ShouldBe("approval-needed");
        shop.Lane.VoidSale(sale.ReceiptNumber, "salah", Allow(shop)).Value.Kind.ShouldBe(RefundKind.Void);

        shop.Lane.VoidSale(sale.ReceiptNumber, "salah").Refusal.ShouldNotBeNull().Code.ShouldBe("refund-begun");
        shop.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(before);
        shop.Lane.State.Till!.Expected.ShouldBe(new(200_000));
        shop.Lane.XReport().Value.Voids.ShouldBe(1);
    }

    [Fact]
    public void Without_a_receipt_money_goes_back_with_permission_and_up_to_the_cap()
    {
        using var shop = new TestTill();
        shop.Pull(TestTill.StoreFeed, (FeedKinds.store, TestTill.Store.ToString(), TestTill.Json(TestTill.StoreItem with { Counter = new(RefundWithoutReceiptCap: new(20_000)) }, WireJson.Default.StoreItem)));
        shop.Ready();
        shop.Lane.Scan("2*" + TestTill.Kopi);

        shop.Lane.RefundWithoutReceipt("tanpa struk").Refusal.ShouldNotBeNull().Code.ShouldBe("above-cap");
        shop.Lane.SetQuantity(1, Quantity.One);
        shop.Lane.RefundWithoutReceipt("tanpa struk").Refusal.ShouldNotBeNull().Code.ShouldBe("approval-needed");
        var refund = shop.Lane.RefundWithoutReceipt("tanpa struk", Allow(shop)).Value;

        (refund.OriginalSaleId, refund.Due).ShouldBe((null, new Money(15_000)));
        shop.Lane.State.Basket.IsEmpty.ShouldBeTrue();
        shop.Facts().OfType<ApprovalGiven>().ShouldHaveSingleItem().Right.ShouldBe(Right.RefundWithoutReceipt);
    }

    [Fact]
    public void A_reprint_is_marked_and_counted_and_a_gift_receipt_has_no_price()
    {
        using var shop = new TestTill().Ready();
        var sale = shop.Sell().Sale;

        shop.Lane.Reprint(sale.ReceiptNumber, ReprintKind.Copy, "hilang").Value.Copy.ShouldBe(1);
        shop.Lane.Reprint(sale.ReceiptNumber, ReprintKind.Copy, "hilang").Value.Copy.ShouldBe(2);
        shop.Lane.Reprint(sale.ReceiptNumber, ReprintKind.Gift, "hadiah").Value.Copy.ShouldBe(1);

        var store = TestTill.StoreItem;
        var again = new TillSlip.Reprint(store, shop.Lane.State.Cashier!, new(sale, store, shop.Lane.State.Cashier!, null), ReprintKind.Copy, 2);
        var paper = new SlipOnPaper(48, CodePage.Cp858);
        PaperText.Decode(paper.Lay(again)).ShouldContain("SALINAN / COPY 2");
        var gift = PaperText.Decode(paper.Lay(again with { Kind = ReprintKind.Gift }));
        gift.ShouldContain("STRUK HADIAH");
        gift.ShouldContain(sale.ReceiptNumber.ToString());
        gift.ShouldNotContain("15.000");
        shop.Lane.Reprint(new("JKT01", 2, 1, 999), ReprintKind.Copy, "x").Refusal.ShouldNotBeNull().Code.ShouldBe("receipt-unknown");
    }

    [Fact]
    public void A_sale_whose_payment_is_not_certain_gives_nothing_back_until_it_is_settled()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.Scan(TestTill.Kopi);
        var sale = shop.Lane.Pay(new(TenderKind.EWallet, new(15_000), null, TenderState.Unknown)).Value.Sold!.Sale;
        ReturnedLine[] all = [new(1, Quantity.One)];

        shop.Lane.RefundSale(sale.ReceiptNumber, all, TenderKind.Cash, null, "rusak").Refusal.ShouldNotBeNull().Code.ShouldBe("tender-unsettled");
        shop.Lane.VoidSale(sale.ReceiptNumber, "batal").Refusal.ShouldNotBeNull().Code.ShouldBe("tender-unsettled");
        shop.Lane.Settle(shop.Lane.Unsettled[0], TenderState.Failed, "", "tidak masuk").Refusal.ShouldBeNull();
        shop.SwitchOffAndOn();
        shop.Lane.SignIn(TestTill.ManagerNumber, TestTill.ManagerPin);

        var refund = shop.Lane.RefundSale(sale.ReceiptNumber, all, TenderKind.Cash, null, "rusak").Value;
        refund.Tenders.ShouldHaveSingleItem().State.ShouldBe(TenderState.Failed);
        shop.Lane.XReport().Value.Expected.ShouldBe(new(200_000));
    }

    [Fact]
    public void A_copy_tells_the_points_that_the_member_has_now_and_counts_none_twice()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.AttachMember(TestTill.Card);
        var sale = shop.Sell().Sale;
        shop.Lane.AttachMember(TestTill.Card);
        shop.Sell();

        shop.Lane.Reprint(sale.ReceiptNumber, ReprintKind.Copy, "hilang").Refusal.ShouldBeNull();

        var copy = PaperText.Decode(shop.Database.Read(db => db.One("select bytes from print_job order by job_id desc", row => (byte[])row[0]))!);
        copy.Split('\n').ShouldContain(row => row.StartsWith("Jumlah poin", StringComparison.Ordinal) && row.EndsWith("444", StringComparison.Ordinal), copy);
    }

    [Fact]
    public void A_price_check_sells_nothing()
    {
        using var shop = new TestTill().Ready();

        shop.Lane.CheckPrice(TestTill.Kopi).Value.Net.ShouldBe(new(15_000));
        shop.Lane.CheckPrice("apa ini").Refusal.ShouldNotBeNull().Code.ShouldBe("product-unknown");

        shop.Lane.State.Basket.IsEmpty.ShouldBeTrue();
    }
}
