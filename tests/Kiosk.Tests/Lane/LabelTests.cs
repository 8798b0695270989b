using Sasuai.Codes;
using Sasuai.Kiosk.Lanes;
using Sasuai.Sync;

namespace Sasuai.Tests.Lanes;

/// <summary>What labels and symbols say is sold as they say it.</summary>
public sealed class LabelTests
{
    static readonly ProductId apel = TestTill.Product(20);
    static string Coded(string digits) => digits + Gtin.CheckDigit(digits);

    static TestTill Shop(CounterRules? rules = null)
    {
        var shop = new TestTill();
        if (rules is not null) shop.Pull(TestTill.StoreFeed, (FeedKinds.store, TestTill.Store.ToString(), TestTill.Json(TestTill.StoreItem with { Counter = rules }, WireJson.Default.StoreItem)));
        shop.Pull(TestTill.CatalogueFeed, TestTill.ProductRow(new(apel, "4011", "Apel Fuji", "buah", "kg", TestTill.Ppn, true, [], Weighed: true)));
        shop.Pull(TestTill.PriceFeed, TestTill.Price(apel, 1, 40_000, "2026-01-01"));
        return shop.Ready();
    }

    [Fact]
    public void A_label_with_a_weight_is_priced_by_it()
    {
        using var shop = Shop();

        var line = shop.Lane.Scan(Coded("210401101250")).ShouldBeOfType<ScanResult.Added>().Line;

        line.Quantity.ShouldBe(new Quantity(1_250));
        shop.Lane.State.PricedBasket.Total.ShouldBe(new(50_000));
    }

    [Fact]
    public void A_label_with_a_price_costs_that_and_the_stock_learns_the_weight()
    {
        using var shop = Shop();

        var line = shop.Lane.Scan(Coded("230401115501")).ShouldBeOfType<ScanResult.Added>().Line;

        shop.Lane.State.PricedBasket.Total.ShouldBe(new(15_501));
        line.Quantity.ShouldBe(new Quantity(388));
    }

    [Fact]
    public void A_store_s_own_pattern_counts_before_the_usual_ones()
    {
        using var shop = Shop(new(CodePatterns: ["weight 29.....{NNNND}"]));

        shop.Lane.Scan(Coded("290401100105")).ShouldBeOfType<ScanResult.Added>().Line.Quantity.ShouldBe(new Quantity(10_500));
        shop.Lane.Scan(Coded("210401101250")).ShouldBeOfType<ScanResult.Flagged>();
    }

    [Fact]
    public void A_symbol_s_lot_expiry_and_serial_are_sold_with_the_line_and_an_expired_lot_warns()
    {
        using var shop = Shop();

        shop.Lane.Scan("]C101089910021011041728123110LOT7\u001d21S1").ShouldBeOfType<ScanResult.Added>().IsExpired.ShouldBeFalse();
        shop.Lane.Scan("(01)08991002101104(17)260302(10)LOT6").ShouldBeOfType<ScanResult.Added>().IsExpired.ShouldBeTrue();
        var sale = shop.Lane.PayCash(new(50_000)).Value.Sale;

        sale.Lines.Select(line => (line.Lot, line.Expiry, line.Serial)).ShouldBe([("LOT7", new DateOnly(2028, 12, 31), "S1"), ("LOT6", new DateOnly(2026, 3, 2), null)]);
    }

    [Fact]
    public void A_symbol_s_count_and_price_price_the_line()
    {
        using var shop = Shop();

        shop.Lane.Scan("]C101089910021011043006\u001d");
        shop.Lane.Scan("]C1010899100210110439003608000".Replace("3900360", "3930360", StringComparison.Ordinal));

        shop.Lane.State.PricedBasket.Lines.Select(line => line.Gross.Units).ShouldBe([90_000, 8_000]);
        shop.Lane.Scan("]C101089910021011043930840100").ShouldBeOfType<ScanResult.Refused>().Refusal.Code.ShouldBe("other-currency");
    }

    [Fact]
    public void A_wrong_check_digit_and_a_broken_symbol_are_told_as_such_and_selling_goes_on()
    {
        using var shop = Shop();

        shop.Lane.Scan("8991002101105").ShouldBeOfType<ScanResult.Flagged>().WrongCheckDigit.ShouldBeTrue();
        shop.Lane.Scan("]C10108991002101105").ShouldBeOfType<ScanResult.Flagged>().Why.ShouldNotBeNull().Code.ShouldBe("gs1-wrong-value");
        shop.Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Added>();

        shop.Lane.State.Basket.UnknownCodes.Count.ShouldBe(2);
    }

    [Fact]
    public void Receipts_and_badges_are_known_for_what_they_are()
    {
        using var shop = Shop();

        shop.Lane.Scan("JKT01-02-1-000001").ShouldBe(new ScanResult.ReceiptRead(new("JKT01", 2, 1, 1)));
        shop.Lane.Scan("STAFF-7").ShouldBe(new ScanResult.BadgeRead("7"));
        shop.Lane.State.Basket.IsEmpty.ShouldBeTrue();
    }
}
