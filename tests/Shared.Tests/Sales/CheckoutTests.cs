using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Tests.Sales;

public sealed class CheckoutTests
{
    static readonly SellableProduct kopi = A.Product("Kopi", 15_525);
    static readonly Money coin = new(100);
    static readonly Loyalty.EarningRule earning = new(new(1_000));

    static Decision<SaleCompleted> Pay(Basket basket, params (TenderKind, Money, string?)[] offered) =>
        Checkout.Complete(basket, BestOffer.Price(basket.Lines, [], A.Today), offered, coin, earning, A.Till());

    [Fact]
    public void Cash_is_rounded_to_the_coin_and_change_is_given()
    {
        var sale = Pay(A.Basket((kopi, 1)), (TenderKind.Cash, new(20_000), null)).Value;

        (sale.Total.Units, sale.Rounding.Units, sale.Due.Units, sale.Change.Units).ShouldBe((15_525, -25, 15_500, 4_500));
        sale.Tenders.ShouldHaveSingleItem().ShouldBe(new Tender(TenderKind.Cash, new(15_500), new(20_000)));
    }

    [Fact]
    public void A_card_pays_the_exact_total_and_not_a_rupiah_more()
    {
        Pay(A.Basket((kopi, 1)), (TenderKind.Card, new(15_525), "T-1")).Value.Rounding.ShouldBe(Money.Zero);
        Pay(A.Basket((kopi, 1)), (TenderKind.Card, new(15_526), "T-1")).Refusal!.Code.ShouldBe("tender-too-large");
    }

    [Fact]
    public void Too_little_money_is_refused_with_what_is_missing() =>
        Pay(A.Basket((kopi, 1)), (TenderKind.Cash, new(10_000), null)).Refusal!.ShouldBe(Refusals.TenderTooSmall(new(5_500)));

    [Fact]
    public void An_empty_basket_is_not_a_sale() => Pay(A.Basket(), (TenderKind.Cash, new(1), null)).Refusal!.Code.ShouldBe("basket-empty");

    [Fact]
    public void A_member_earns_by_the_tier_s_multiplier_on_what_was_paid_for_goods()
    {
        var basket = A.Basket((kopi, 2)).Attach(new(new(Guid.CreateVersion7()), "Sari", "Emas", 0, 150));

        Pay(basket, (TenderKind.Cash, new(50_000), null)).Value.Points.ShouldBe(46);
    }

    [Fact]
    public void The_same_product_straight_after_adds_to_its_line_and_a_carton_counts_its_pieces()
    {
        var carton = kopi with { PackSize = Quantity.Of(24) };
        var basket = A.Basket((kopi, 1), (kopi, 2), (carton, 2));

        basket.Lines.ShouldHaveSingleItem().Quantity.ShouldBe(Quantity.Of(51));
    }

    [Fact]
    public void An_unknown_code_is_flagged_in_its_place_and_does_not_stop_the_sale()
    {
        var basket = A.Basket((kopi, 1)).Flag("0000").Add(kopi, A.One).Value;

        basket.Lines.Select(line => line.Number).ShouldBe([1, 3]);
        Pay(basket, (TenderKind.Cash, new(50_000), null)).Value.UnknownCodes.ShouldBe(["0000"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000)]
    public void A_quantity_of_nothing_less_or_far_too_much_is_refused(long quantity) =>
        A.Basket().Add(kopi, Quantity.Of(quantity)).Refusal!.Field.ShouldBe("quantity");

    [Fact]
    public void A_voided_line_is_gone_and_its_number_is_never_used_again()
    {
        var basket = A.Basket((kopi, 1)).Void(1).Value.Add(kopi, A.One).Value;

        basket.Lines.ShouldHaveSingleItem().Number.ShouldBe(2);
        basket.Void(1).Refusal!.Code.ShouldBe("no-such-line");
    }
}
