using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests;

public sealed class SellingTests : IDisposable
{
    readonly TestTill till = new();
    Lane Lane => till.Lane;

    [Fact]
    public void A_scanned_barcode_becomes_a_line_at_the_price_of_the_store()
    {
        till.Ready();

        var added = Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Added>();

        added.Line.Name.ShouldBe("Kopi Susu Gula Aren 220ml");
        Lane.State.PricedBasket.Total.ShouldBe(new Money(15_000));
        Lane.State.DueInCash.ShouldBe(new Money(15_000));
    }

    [Fact]
    public void A_carton_s_code_counts_all_that_is_in_it()
    {
        till.Ready();

        Lane.Scan(TestTill.KopiCarton).ShouldBeOfType<ScanResult.Added>().Line.Quantity.ShouldBe(Quantity.Of(24));
    }

    [Fact]
    public void A_code_that_nobody_knows_is_flagged_and_the_next_scan_goes_on()
    {
        till.Ready();

        Lane.Scan("9999999999994").ShouldBe(new ScanResult.Flagged("9999999999994"));
        Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Added>();

        Lane.PayCash(new(15_000)).Value.Sale.UnknownCodes.ShouldBe(["9999999999994"]);
    }

    [Theory]
    [InlineData("3*8991002101104", 3_000)]
    [InlineData("0,5*8991002101104", 500)]
    [InlineData("1.25*8991002101104", 1_250)]
    public void A_quantity_and_a_star_before_the_code_count_for_it(string text, long thousandths)
    {
        till.Ready();

        Lane.Scan(text).ShouldBeOfType<ScanResult.Added>().Line.Quantity.ShouldBe(new Quantity(thousandths));
    }

    [Fact]
    public void A_quantity_and_a_star_wait_for_the_next_scan_and_only_for_that()
    {
        till.Ready();

        Lane.Scan("3*").ShouldBe(new ScanResult.QuantityPending(Quantity.Of(3)));
        Lane.State.PendingQuantity.ShouldBe(Quantity.Of(3));
        Lane.Scan(TestTill.Kopi);
        Lane.Scan(TestTill.Roti);

        Lane.State.Basket.Lines.Select(line => line.Quantity).ShouldBe([Quantity.Of(3), Quantity.One]);
        Lane.State.PendingQuantity.ShouldBeNull();
    }

    [Theory]
    [InlineData("0*8991002101104", "quantity-not-positive")]
    [InlineData("100000*8991002101104", "quantity-too-large")]
    [InlineData("", "product-unknown")]
    [InlineData("1234567890123456789012345678901234567890123456789", "code-too-long")]
    [InlineData(TestTill.Unpriced, "no-price")]
    public void A_scan_that_cannot_be_sold_is_refused_and_changes_nothing(string text, string code)
    {
        till.Ready();

        Lane.Scan(text).ShouldBeOfType<ScanResult.Refused>().Refusal.Code.ShouldBe(code);

        Lane.State.Basket.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_sold_before_sign_in_or_without_an_open_till()
    {
        Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Refused>().Refusal.Code.ShouldBe("sign-in-first");
        Lane.SignIn(TestTill.Number, TestTill.Pin).Value.Name.ShouldBe("Sari");

        Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Refused>().Refusal.Code.ShouldBe("till-session-closed");
    }

    [Fact]
    public void A_terminal_without_its_store_says_that_it_is_not_ready()
    {
        using var empty = new TestTill(withFeeds: false);

        empty.Lane.SignIn(TestTill.Number, TestTill.Pin).Refusal!.Code.ShouldBe("terminal-not-ready");
        empty.PullEverything();

        empty.Lane.SignIn(TestTill.Number, TestTill.Pin).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Five_wrong_pins_pause_everybody_for_thirty_seconds()
    {
        for (var i = 0; i < 4; i++) Lane.SignIn(TestTill.Number, "0000").Refusal!.Code.ShouldBe("sign-in-wrong");
        Lane.SignIn("no such number", "0000").Refusal!.Code.ShouldBe("sign-in-paused");

        Lane.SignIn(TestTill.Number, TestTill.Pin).Refusal!.Code.ShouldBe("sign-in-paused");
        till.Time.Advance(TimeSpan.FromSeconds(30));

        Lane.SignIn(TestTill.Number, TestTill.Pin).Refusal.ShouldBeNull();
    }

    [Fact]
    public void The_business_date_is_the_day_in_the_store_s_own_zone_when_the_till_was_opened()
    {
        till.Ready();
        till.Time.Advance(TimeSpan.FromHours(26));

        till.Sell().Sale.BusinessDate.ShouldBe(new DateOnly(2026, 3, 3));
    }

    [Fact]
    public void Cash_gives_change_and_the_coins_round_what_is_due()
    {
        till.Ready();
        Lane.Scan(TestTill.Roti);
        Lane.State.DueInCash.ShouldBe(new Money(18_200));

        var sale = Lane.PayCash(new(20_000)).Value.Sale;

        (sale.Total, sale.Rounding, sale.Due, sale.Change).ShouldBe((new Money(18_250), new Money(-50), new Money(18_200), new Money(1_800)));
        sale.Tax.ShouldBe(new Money(1_809));
    }

    [Fact]
    public void Too_little_cash_is_refused_and_uses_up_no_number()
    {
        till.Ready();
        Lane.Scan(TestTill.Kopi);
        Lane.PayCash(new(14_900)).Refusal!.Code.ShouldBe("tender-too-small");
        Lane.PayCash(new(-1)).Refusal!.Code.ShouldBe("tender-not-positive");

        Lane.PayCash(new(15_000)).Value.Sale.ReceiptNumber.ShouldBe(new ReceiptNumber("JKT01", 2, 1, 1));
    }

    [Fact]
    public void A_second_sale_within_the_same_second_has_its_own_id_and_number()
    {
        till.Ready();

        var (first, second) = (till.Sell().Sale, till.Sell().Sale);

        second.SaleId.ShouldNotBe(first.SaleId);
        second.ReceiptNumber.ToString().ShouldBe("JKT01-02-1-000002");
        till.Changes.Unacked(10, "test")!.Changes.Count(change => change.Type == FactTypes.saleCompleted).ShouldBe(2);
    }

    [Fact]
    public void A_promotion_in_force_is_taken_off_and_one_that_begins_later_waits()
    {
        till.Ready();
        var promotion = new Promotion(new(Guid.CreateVersion7()), "Minuman 10 %", 1_000, "minuman", null, till.Time.GetUtcNow().AddHours(1), null, true);
        till.Pull(TestTill.StoreFeed, TestTill.PromotionRow(promotion));
        Lane.Scan(TestTill.Kopi);
        Lane.State.PricedBasket.Discount.ShouldBe(Money.Zero);

        till.Time.Advance(TimeSpan.FromHours(1));

        Lane.State.PricedBasket.Discount.ShouldBe(new Money(1_500));
        Lane.PayCash(new(13_500)).Value.Sale.Lines[0].PromotionId.ShouldBe(promotion.PromotionId);
    }

    [Fact]
    public void A_new_price_holds_from_its_own_moment_on()
    {
        till.Ready();
        till.Pull(TestTill.PriceFeed, TestTill.Price(TestTill.KopiId, 2, 16_000, "2026-03-03"));
        Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Added>().Line.UnitPrice.ShouldBe(new Money(15_000));

        till.Time.Advance(TimeSpan.FromHours(6.5));

        Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Added>().Line.UnitPrice.ShouldBe(new Money(16_000));
    }

    [Theory]
    [InlineData(TestTill.Card)]
    [InlineData(TestTill.Phone)]
    [InlineData("+62 812-3456-7890")]
    public void A_member_is_attached_by_card_or_phone_and_earns_by_the_tier(string phoneOrCard)
    {
        till.Ready();
        Lane.Scan(TestTill.Kopi);
        Lane.AttachMember(phoneOrCard).Value.TierName.ShouldBe("Gold");

        var sold = Lane.PayCash(new(15_000)).Value;

        sold.Sale.Points.ShouldBe(22);
        sold.PointsNow.ShouldBe(422);
        Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(422);
    }

    [Fact]
    public void A_scanned_member_card_attaches_the_member()
    {
        till.Ready();

        Lane.Scan(TestTill.Card).ShouldBeOfType<ScanResult.MemberAttached>().Member.Name.ShouldBe("Budi");
        Lane.DetachMember();

        Lane.State.Basket.Member.ShouldBeNull();
    }

    [Fact]
    public void A_phone_that_nobody_has_is_refused() =>
        till.Ready().Lane.AttachMember("0812999999").Refusal!.Code.ShouldBe("member-unknown");

    [Fact]
    public void A_voided_line_is_a_recorded_fact_with_person_and_reason_and_can_be_brought_back()
    {
        till.Ready();
        Lane.Scan("2*" + TestTill.Kopi);

        Lane.VoidLine(1, "changed mind").Value.Lines.ShouldBeEmpty();
        Lane.UndoVoid().Value.Lines.Single().Number.ShouldBe(2);

        var fact = Fact<LineVoided>();
        (fact.Number, fact.Quantity, fact.Amount, fact.CashierId, fact.Reason).ShouldBe((1, Quantity.Of(2), new Money(30_000), TestTill.Sari, "changed mind"));
        Lane.VoidLine(9, "x").Refusal!.Code.ShouldBe("no-such-line");
        Lane.VoidLine(2, " ").Refusal!.Code.ShouldBe("reason-missing");
    }

    [Fact]
    public void A_voided_basket_is_a_recorded_fact_and_the_next_sale_has_another_id()
    {
        till.Ready();
        Lane.Scan(TestTill.Kopi);
        var id = Lane.State.Basket.SaleId;

        Lane.VoidBasket("customer left").Value.SaleId.ShouldNotBe(id);

        Fact<BasketVoided>().Amount.ShouldBe(new Money(15_000));
        Lane.VoidBasket("again").Refusal!.Code.ShouldBe("basket-empty");
    }

    [Fact]
    public void Closing_the_till_counts_what_was_sold_and_what_is_over_or_short()
    {
        till.Ready(opening: 200_000);
        till.Sell();
        Lane.Scan(TestTill.Kopi);
        Lane.CloseTill(new(215_000)).Refusal!.Code.ShouldBe("basket-open");
        Lane.VoidLine(1, "x");

        var closed = Lane.CloseTill(new(214_000)).Value;

        (closed.Number, closed.Sales, closed.SalesTotal, closed.Expected, closed.OverShort)
            .ShouldBe((1, 1, new Money(15_000), new Money(215_000), new Money(-1_000)));
        Lane.State.Till.ShouldBeNull();
        Lane.OpenTill(new(100)).Refusal.ShouldBeNull();
        Lane.OpenTill(new(100)).Refusal!.Code.ShouldBe("till-session-open");
        Lane.CloseTill(new(100)).Value.Number.ShouldBe(2);
    }

    [Fact]
    public void Drawer_and_receipt_are_written_down_in_the_sale_s_own_transaction()
    {
        till.Ready();

        var sale = till.Sell().Sale;

        till.Database.Read(db => db.All("select kind from print_job where sale_id = @id order by job_id", row => row.GetString(0), ("@id", sale.SaleId.ToString())))
            .ShouldBe(["drawer", "receipt"]);
    }

    [Fact]
    public void A_sale_whose_receipt_cannot_be_written_down_is_not_sold_and_leaves_no_gap_in_the_numbers()
    {
        till.Ready();
        var broken = new Lane(till.Database, till.Changes, till.Time, (_, _, _) => throw new InvalidOperationException("no room"));
        broken.SignIn(TestTill.Number, TestTill.Pin);
        broken.Scan(TestTill.Kopi);
        Should.Throw<InvalidOperationException>(() => broken.PayCash(new(15_000)));
        broken.State.Basket.Lines.Count.ShouldBe(1);

        till.SwitchOffAndOn();
        Lane.SignIn(TestTill.Number, TestTill.Pin);

        Lane.PayCash(new(15_000)).Value.Sale.ReceiptNumber.Sequence.ShouldBe(1);
        till.Database.Read(SaleJournal.Count).ShouldBe(1);
    }

    T Fact<T>() => till.Changes.Unacked(100, "test")!.Changes.Select(change => FactTypes.Read(change.Type, change.Version, change.Payload)).OfType<T>().Single();

    public void Dispose() => till.Dispose();
}
