using CsCheck;
using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Tests.Sales;

/// <summary>Several payments for one sale.</summary>
public sealed class SplitTenderTests
{
    static readonly BasketMember member = new(new(Guid.CreateVersion7()), "Budi", null, 100, 100, null, new(20_000), new(50_000));

    static Decision<SaleCompleted> Pay(long price, BasketMember? who, params OfferedTender[] offered)
    {
        var basket = A.Basket((A.Product("Kopi", price), 1)).Attach(who);
        return Checkout.Complete(basket, BestOffer.Price(basket.Lines, [], A.Today), offered, new(100), new(new(1_000)), A.Till(), new(100));
    }

    [Fact]
    public void Only_what_is_paid_in_cash_is_rounded_to_coins()
    {
        var sale = Pay(15_555, null, new(TenderKind.Card, new(10_000), "A1"), new(TenderKind.Cash, new(6_000))).Value;

        (sale.Total, sale.Rounding, sale.Due, sale.Change).ShouldBe((new Money(15_555), new Money(45), new Money(15_600), new Money(400)));
        sale.Tenders.Select(tender => (tender.Kind, tender.Amount.Units)).ShouldBe([(TenderKind.Card, 10_000), (TenderKind.Cash, 5_600)]);
        Pay(15_555, null, new OfferedTender(TenderKind.Card, new(15_555), "A1")).Value.Rounding.ShouldBe(Money.Zero);
    }

    [Fact]
    public void Points_that_pay_are_spent_and_the_sale_says_how_many() =>
        Pay(15_500, member, new(TenderKind.Points, new(5_000)), new(TenderKind.Cash, new(10_500))).Value.PointsSpent.ShouldBe(50);

    [Theory]
    [InlineData(TenderKind.Card, 16_000, "A1", "tender-too-large")]
    [InlineData(TenderKind.Card, 15_000, "A1", "tender-too-small")]
    public void Nothing_but_cash_is_more_than_what_is_due(TenderKind kind, long given, string reference, string code) =>
        Pay(15_500, null, new OfferedTender(kind, new(given), reference)).Refusal.ShouldNotBeNull().Code.ShouldBe(code);

    [Theory]
    [InlineData(TenderKind.Card, 100, null, false, TenderState.Confirmed, "tender-reference-missing")]
    [InlineData(TenderKind.GiftCard, 100, " ", false, TenderState.Confirmed, "tender-reference-missing")]
    [InlineData(TenderKind.Card, 100, "A", false, TenderState.Unknown, "tender-not-certain")]
    [InlineData(TenderKind.Points, 100, null, false, TenderState.Confirmed, "tender-needs-member")]
    [InlineData(TenderKind.Points, 150, null, true, TenderState.Confirmed, "points-not-whole")]
    [InlineData(TenderKind.Points, 10_100, null, true, TenderState.Confirmed, "tender-beyond")]
    [InlineData(TenderKind.StoreCredit, 20_001, null, true, TenderState.Confirmed, "tender-beyond")]
    [InlineData(TenderKind.OnAccount, 50_001, null, true, TenderState.Confirmed, "tender-beyond")]
    [InlineData(TenderKind.Cash, 0, null, false, TenderState.Confirmed, "tender-not-positive")]
    public void What_cannot_be_taken_says_why(TenderKind kind, long given, string? reference, bool withMember, TenderState state, string code) =>
        new OfferedTender(kind, new(given), reference, state).Wrong(withMember ? member : null, new(100), []).ShouldNotBeNull().Code.ShouldBe(code);

    [Fact]
    public void What_was_taken_already_counts_against_what_a_member_has() =>
        new OfferedTender(TenderKind.StoreCredit, new(10_001)).Wrong(member, default, [new(TenderKind.StoreCredit, new(10_000))]).ShouldNotBeNull().Code.ShouldBe("tender-beyond");

    [Fact]
    public void However_a_sale_is_split_the_tenders_add_up_to_what_is_due() =>
        Gen.Select(Gen.Long[1, 500_000], Gen.Long[0, 500_000], Gen.Long[0, 500_000]).Sample((price, first, second) =>
        {
            var card = Math.Min(first, price - 1);
            OfferedTender[] offered = [.. card > 0 ? [new OfferedTender(TenderKind.Card, new(card), "A")] : (OfferedTender[])[], new(TenderKind.Cash, new(second + price - card + 50))];
            var sale = Pay(price, null, offered).Value;
            return sale.Tenders.Aggregate(Money.Zero, (sum, tender) => sum + tender.Amount) == sale.Due && sale.Total + sale.Rounding == sale.Due && (sale.Due.Units - card) % 100 == 0 && !sale.Change.IsNegative;
        });
}
