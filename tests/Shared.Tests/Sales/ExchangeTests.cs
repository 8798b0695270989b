using CsCheck;
using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Tests.Sales;

/// <summary>Goods for goods on one ticket: the difference is paid, one way or the other, and nothing is lost between the two.</summary>
public sealed class ExchangeTests
{
    static readonly AtTheTill at = A.Till();

    static (Basket Basket, PricedBasket Priced) Goods(long price)
    {
        var basket = A.Basket((A.Product("NEW", price), 1));
        return (basket, BestOffer.Price(basket.Lines, [], A.Today));
    }

    static SaleRefunded Returned(long price)
    {
        var (basket, priced) = Goods(price);
        var sale = Checkout.Complete(basket, priced, [(TenderKind.Cash, new(1_000_000), null)], new(100), new(new(1_000)), at).Value;
        return Refund.Decide(sale, [], [new(1, Quantity.One)], TenderKind.Exchange, null, Money.Zero, "kekecilan", new(Guid.CreateVersion7()), at).Value;
    }

    static Decision<(SaleCompleted Sale, SaleRefunded Refund)> Exchanged(long old, long now, params OfferedTender[] offered)
    {
        var (basket, priced) = Goods(now);
        return Exchange.Complete(basket, priced, Returned(old), offered, new(100), new(new(1_000)), at);
    }

    [Fact]
    public void Dearer_goods_cost_the_difference()
    {
        var (sale, refund) = Exchanged(30_000, 50_050, new OfferedTender(TenderKind.Cash, new(50_000))).Value;

        sale.Tenders.Select(tender => (tender.Kind, tender.Amount.Units)).ShouldBe([(TenderKind.Exchange, 30_000), (TenderKind.Cash, 20_000)]);
        (sale.Change, sale.Rounding).ShouldBe((new Money(30_000), new Money(-50)));
        refund.Tenders.ShouldHaveSingleItem().ShouldBe(new(TenderKind.Exchange, new(30_000), new(30_000)));
        (sale.Exchange, refund.ExchangeSaleId, refund.Kind).ShouldBe((refund.RefundId, sale.SaleId, RefundKind.Exchange));
    }

    [Fact]
    public void Cheaper_goods_give_the_difference_back_in_coins_that_exist()
    {
        var (sale, refund) = Exchanged(30_000, 12_340).Value;

        sale.Tenders.ShouldHaveSingleItem().Amount.ShouldBe(new(12_340));
        refund.Tenders.Select(tender => (tender.Kind, tender.Amount.Units)).ShouldBe([(TenderKind.Exchange, 12_340), (TenderKind.Cash, 17_700)]);
        (refund.Rounding, refund.Due).ShouldBe((new Money(40), new Money(30_040)));
    }

    [Fact]
    public void Too_little_besides_is_refused_and_the_same_worth_costs_nothing()
    {
        Exchanged(30_000, 50_000, new OfferedTender(TenderKind.Cash, new(19_900))).Refusal.ShouldNotBeNull().Code.ShouldBe("tender-too-small");
        Exchanged(30_000, 50_000).Refusal.ShouldNotBeNull().Code.ShouldBe("tender-too-small");
        var (sale, refund) = Exchanged(30_000, 30_000).Value;

        (sale.Due, refund.Due, sale.Change).ShouldBe((new Money(30_000), new Money(30_000), Money.Zero));
    }

    [Fact]
    public void Nobody_offers_an_exchange_as_a_payment() =>
        new OfferedTender(TenderKind.Exchange, new(1_000)).Wrong(null, Money.Zero, []).ShouldNotBeNull().Code.ShouldBe("tender-not-offered");

    [Fact]
    public void What_one_pays_with_goods_the_other_pays_out_and_each_adds_up() =>
        Gen.Select(Gen.Long[1, 200_000], Gen.Long[1, 200_000]).Sample((old, now) =>
        {
            var (sale, refund) = Exchanged(old, now, now > old ? [new OfferedTender(TenderKind.Cash, new(1_000_000))] : []).Value;
            Money Sum(IEnumerable<Tender> tenders) => tenders.Aggregate(Money.Zero, (sum, tender) => sum + tender.Amount);
            return Sum(sale.Tenders.Where(tender => tender.Kind == TenderKind.Exchange)) == refund.GoesBackBy(TenderKind.Exchange)
                && sale.Total + sale.Rounding == sale.Due && Sum(sale.Tenders) == sale.Due
                && refund.Total + refund.Rounding == refund.Due && Sum(refund.Tenders) == refund.Due
                && refund.GoesBackBy(TenderKind.Cash).Units % 100 == 0;
        });
}
