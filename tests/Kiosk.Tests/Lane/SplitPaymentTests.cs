using Sasuai.Kiosk.Lanes;
using Sasuai.Qris;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests.Lanes;

/// <summary>Payments in several parts, QRIS, and what is settled later.</summary>
public sealed class SplitPaymentTests
{
    static TestTill Shop()
    {
        var shop = new TestTill();
        shop.Pull(TestTill.StoreFeed, (FeedKinds.store, TestTill.Store.ToString(), TestTill.Json(TestTill.StoreItem with
        {
            Counter = new(PointWorth: new(100), Qris: new([new("26", "0012ID.CO.SASUAI")], "5411", "TOKO SASUAI", "JAKARTA"))
        }, WireJson.Default.StoreItem)));
        return shop.Ready();
    }

    [Fact]
    public void A_power_cut_in_the_middle_of_a_payment_loses_no_part_of_it()
    {
        using var shop = Shop();
        shop.Lane.Scan(TestTill.Kopi);
        shop.Lane.Pay(new(TenderKind.Card, new(10_000), "APPR 1")).Value.Left.ShouldBe(new(5_000));

        shop.SwitchOffAndOn();
        shop.Lane.SignIn(TestTill.Number, TestTill.Pin);
        shop.Lane.State.Left.ShouldBe(new(5_000));
        var sold = shop.Lane.Pay(new(TenderKind.Cash, new(10_000))).Value.Sold.ShouldNotBeNull().Sale;

        sold.Tenders.Select(tender => (tender.Kind, tender.Amount.Units, tender.Reference)).ShouldBe([(TenderKind.Card, 10_000, "APPR 1"), (TenderKind.Cash, 5_000, null)]);
        sold.Change.ShouldBe(new(5_000));
        shop.Lane.State.Till!.Expected.ShouldBe(new(205_000));
    }

    [Fact]
    public void A_part_that_is_given_back_stays_on_record()
    {
        using var shop = Shop();
        shop.Lane.Scan(TestTill.Kopi);
        shop.Lane.Pay(new(TenderKind.EWallet, new(5_000), "OVO 9")).Refusal.ShouldBeNull();
        shop.Lane.VoidBasket("batal").Refusal.ShouldNotBeNull().Code.ShouldBe("payment-begun");

        shop.Lane.WithdrawTender("salah").Refusal.ShouldBeNull();

        shop.Lane.State.Left.ShouldBe(new(15_000));
        shop.Facts().OfType<TenderWithdrawn>().ShouldHaveSingleItem().Reference.ShouldBe("OVO 9");
        shop.Lane.VoidBasket("batal").Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_qris_payment_that_is_not_certain_is_settled_later_and_once()
    {
        using var shop = Shop();
        shop.Lane.Scan(TestTill.Kopi);
        var code = shop.Lane.Qris(new(15_000)).Value;
        QrisCode.Read(code.Text(0), 0).Value.ShouldBe(code with { Merchant = code.Merchant }, Comparer());

        var sold = shop.Lane.Pay(new(TenderKind.Qris, new(15_000), code.Reference, TenderState.Unknown)).Value.Sold.ShouldNotBeNull();
        var waiting = shop.Lane.Unsettled.ShouldHaveSingleItem();
        shop.Lane.XReport().Value.Unsettled.ShouldBe(1);
        shop.Lane.Settle(waiting, TenderState.Confirmed, "", "mutasi").Refusal.ShouldNotBeNull().Code.ShouldBe("tender-reference-missing");
        shop.Lane.Settle(waiting, TenderState.Confirmed, "RRN 4711", "mutasi").Refusal.ShouldBeNull();

        shop.Lane.Settle(waiting, TenderState.Failed, "-", "lagi").Refusal.ShouldNotBeNull();
        shop.Lane.Unsettled.ShouldBeEmpty();
        shop.Lane.XReport().Value.Unsettled.ShouldBe(0);
        shop.Facts().OfType<TenderSettled>().ShouldHaveSingleItem().SaleId.ShouldBe(sold.Sale.SaleId);
    }

    [Fact]
    public void Points_pay_and_are_gone_at_once_at_this_till()
    {
        using var shop = Shop();
        shop.Lane.Scan(TestTill.Kopi);
        shop.Lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();
        var before = shop.Lane.State.Basket.Member!.Points;

        shop.Lane.Pay(new(TenderKind.Points, new(10_000))).Refusal.ShouldBeNull();
        var sold = shop.Lane.Pay(new(TenderKind.Cash, new(5_000))).Value.Sold.ShouldNotBeNull().Sale;

        sold.PointsSpent.ShouldBe(100);
        shop.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(before - 100 + sold.Points);
    }

    [Fact]
    public void A_store_without_qris_says_so()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.Scan(TestTill.Kopi);

        shop.Lane.Qris(new(15_000)).Refusal.ShouldNotBeNull().Code.ShouldBe("no-qris");
    }

    static IEqualityComparer<QrisCode> Comparer() =>
        EqualityComparer<QrisCode>.Create((a, b) => a!.Amount == b!.Amount && a.Reference == b.Reference && a.Merchant.Name == b.Merchant.Name && a.Merchant.AccountTemplate.SequenceEqual(b.Merchant.AccountTemplate), code => code.Amount.GetHashCode());
}
