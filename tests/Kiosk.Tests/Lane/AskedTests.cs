using Sasuai.Kiosk.Lanes;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests.Lanes;

/// <summary>Weighed items, items without a fixed price, one more of the last, notes.</summary>
public sealed class AskedTests
{
    public const string Apples = "APEL-01", Parcel = "PAKET-01";

    internal static TestTill WithThem(TestTill shop)
    {
        var (apples, parcel) = (TestTill.Product(11), TestTill.Product(12));
        shop.Pull(TestTill.CatalogueFeed,
            TestTill.ProductRow(new(apples, Apples, "Apel Fuji", "buah", "kg", TestTill.Ppn, true, []) { Weighed = true }),
            TestTill.ProductRow(new(parcel, Parcel, "Parsel Lebaran", "lain", "pcs", TestTill.Ppn, true, []) { OpenPrice = true }));
        shop.Pull(TestTill.PriceFeed, TestTill.Price(apples, 1, 40_000, "2026-01-01"), TestTill.Price(parcel, 1, 100_000, "2026-01-01"));
        return shop;
    }

    [Fact]
    public void What_is_weighed_is_asked_for_its_weight_unless_it_was_typed_before()
    {
        using var shop = WithThem(new TestTill().Ready());

        shop.Lane.Scan(Apples).ShouldBeOfType<ScanResult.Asks>().What.ShouldBe(Asked.Weight);
        shop.Lane.State.Basket.IsEmpty.ShouldBeTrue();
        shop.Lane.Scan("0,350*" + Apples).ShouldBeOfType<ScanResult.Added>();
        shop.Lane.Add(TestTill.Product(11), new(1_250)).Refusal.ShouldBeNull();

        shop.Lane.State.PricedBasket.Total.ShouldBe(new(64_000));
        shop.Lane.Repeat().Refusal.ShouldNotBeNull().Code.ShouldBe("nothing-to-repeat");
    }

    [Fact]
    public void An_open_price_is_typed_above_zero_and_a_fixed_one_never_is()
    {
        using var shop = WithThem(new TestTill().Ready());

        var asks = shop.Lane.Scan("2*" + Parcel).ShouldBeOfType<ScanResult.Asks>();
        shop.Lane.Add(asks.Product.ProductId, asks.Quantity).Refusal.ShouldNotBeNull().Code.ShouldBe("price-missing");
        shop.Lane.Add(asks.Product.ProductId, asks.Quantity, Money.Zero).Refusal.ShouldNotBeNull().Code.ShouldBe("price-missing");
        shop.Lane.Add(asks.Product.ProductId, asks.Quantity, new(2_000_000_000_000)).Refusal.ShouldNotBeNull().Code.ShouldBe("amount-too-large");
        shop.Lane.Add(TestTill.KopiId, Quantity.One, new(1)).Refusal.ShouldNotBeNull().Code.ShouldBe("price-fixed");
        shop.Lane.Add(asks.Product.ProductId, asks.Quantity, new(75_000)).Refusal.ShouldBeNull();
        shop.Lane.Repeat().Refusal.ShouldBeNull();

        shop.Lane.State.PricedBasket.Total.ShouldBe(new(225_000));
        shop.Lane.GiveDiscount(1, new(500, Money.Zero, "langganan")).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Notes_go_with_the_sale_and_survive_a_power_cut()
    {
        using var shop = new TestTill().Ready();
        shop.Lane.Scan(TestTill.Kopi);

        shop.Lane.Note(1, " tanpa gula ").Refusal.ShouldBeNull();
        shop.Lane.Note(null, "antar jam 5").Refusal.ShouldBeNull();
        shop.Lane.Note(9, "x").Refusal.ShouldNotBeNull().Code.ShouldBe("no-such-line");
        shop.SwitchOffAndOn();
        shop.Lane.SignIn(TestTill.Number, TestTill.Pin);
        shop.Lane.Scan(TestTill.Kopi);
        var sale = shop.Lane.PayCash(new(50_000)).Value.Sale;

        (sale.Note, sale.Lines[0].Note, sale.Lines[1].Note).ShouldBe(("antar jam 5", "tanpa gula", null));
    }
}
