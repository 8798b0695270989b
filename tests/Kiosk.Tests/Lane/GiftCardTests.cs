using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests.Lanes;

/// <summary>A gift card of the chain's own pays only what this till was granted of it; one of another house is only written down.</summary>
public sealed class GiftCardTests : IDisposable
{
    const string number = "GC-0001 77";

    static readonly Guid card = GiftCard.IdOf(TestTill.Chain, "gc000177");

    readonly TestTill shop = new();

    public GiftCardTests() => shop.PullRules(new(GiftCards: true));

    void Grant(long granted, bool recalled = false) => shop.Pull(Feeds.Control(TestTill.Terminal),
        (FeedKinds.allowance, card.ToString(), TestTill.Json(new(Scarce.GiftCard, card, 1, granted, recalled), WireJson.Default.AllowanceItem)));

    Decision<Payment> Pay(long amount) => shop.Lane.Pay(new(TenderKind.GiftCard, new(amount), number));

    [Fact]
    public void The_first_time_the_cloud_is_asked_and_then_the_card_pays_what_it_told()
    {
        shop.Ready().Lane.Scan(TestTill.Kopi);
        Pay(15_000).Refusal.ShouldNotBeNull().Code.ShouldBe("gift-card-not-answered");
        shop.Facts().OfType<AllowanceAsked>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(asked => asked.Of.ShouldBe(Scarce.GiftCard), asked => asked.Subject.ShouldBe(card));

        Grant(10_000);
        var refusal = Pay(15_000).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Text[..6]).ShouldBe(("gift-card-not-enough", "10.000"));
        shop.Lane.OnGiftCard("GC 0001-77").ShouldBe(new(10_000));
        Pay(10_000).Value.Left.ShouldBe(new(5_000));
        // The same value is not there twice, also not in one basket.
        Pay(5_000).Refusal.ShouldNotBeNull();
        var sold = shop.Lane.PayCash(new(5_000)).Value.Sale;

        sold.Taken.ShouldHaveSingleItem().ShouldBe(new(Scarce.GiftCard, card, 10_000, new(1, 10_000)));
        shop.Lane.OnGiftCard(number).ShouldBe(Money.Zero);
    }

    [Fact]
    public void A_cancelled_sale_puts_its_value_back_here_at_once()
    {
        Grant(15_000);
        shop.Ready().Lane.Scan(TestTill.Kopi);
        var sold = Pay(15_000).Value.Sold!.Sale;

        shop.Lane.VoidSale(sold.ReceiptNumber, "salah").Refusal.ShouldNotBeNull();
        var back = shop.Lane.VoidSale(sold.ReceiptNumber, "salah", AfterSaleTests.Allow(shop)).Value;

        back.Taken.ShouldHaveSingleItem().Amount.ShouldBe(-15_000);
        back.Tenders.ShouldHaveSingleItem().Kind.ShouldBe(TenderKind.GiftCard);
        shop.Lane.OnGiftCard(number).ShouldBe(new(15_000));
    }

    [Fact]
    public void What_a_till_holds_of_a_card_survives_a_power_cut_and_is_not_spent_twice()
    {
        Grant(20_000);
        shop.Ready().Lane.Scan(TestTill.Kopi);
        Pay(15_000).Value.Sold.ShouldNotBeNull();

        shop.SwitchOffAndOn();

        shop.Lane.OnGiftCard(number).ShouldBe(new(5_000));
    }

    [Fact]
    public void Where_cards_are_of_another_house_their_number_is_written_down_and_nobody_is_asked()
    {
        shop.PullRules(new());
        shop.Ready().Lane.Scan(TestTill.Kopi);

        Pay(15_000).Value.Sold!.Sale.Taken.ShouldBeNull();

        shop.Facts().OfType<AllowanceAsked>().ShouldBeEmpty();
    }

    public void Dispose() => shop.Dispose();
}
