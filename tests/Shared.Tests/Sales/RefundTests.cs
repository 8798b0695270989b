using CsCheck;
using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Tests.Sales;

/// <summary>What comes back of a sale is never more than was sold, and adds up to it exactly.</summary>
public sealed class RefundTests
{
    static readonly AtTheTill at = A.Till();

    static SaleCompleted Sale(params (long Price, long Quantity)[] lines)
    {
        var basket = A.Basket([.. lines.Select((line, i) => (A.Product($"P{i}", line.Price), line.Quantity))]).Attach(new(new(Guid.CreateVersion7()), "Budi", null, 500, 100));
        var priced = BestOffer.Price(basket.Lines, [A.PercentOff(7)], A.Today);
        return Checkout.Complete(basket, priced, [(TenderKind.Cash, new(100_000_000), null)], new(100), new(new(1_000)), at).Value with { PointsSpent = 37 };
    }

    static Decision<SaleRefunded> Back(SaleCompleted sale, IReadOnlyList<SaleRefunded> earlier, params ReturnedLine[] lines) =>
        Refund.Decide(sale, earlier, lines, TenderKind.Cash, null, new(100), "rusak", new(Guid.CreateVersion7()), at);

    [Fact]
    public void More_than_was_sold_and_is_not_back_yet_is_refused()
    {
        var sale = Sale((15_500, 3));
        var first = Back(sale, [], new ReturnedLine(1, Quantity.Of(2))).Value;

        Back(sale, [first], new ReturnedLine(1, Quantity.Of(2))).Refusal.ShouldNotBeNull().Code.ShouldBe("refund-exceeds-sale");
        Back(sale, [first], new ReturnedLine(1, Quantity.One)).Refusal.ShouldBeNull();
        Back(sale, [], new ReturnedLine(2, Quantity.One)).Refusal.ShouldNotBeNull().Code.ShouldBe("no-such-line");
        Back(sale, [], new ReturnedLine(1, Quantity.Zero)).Refusal.ShouldNotBeNull().Code.ShouldBe("quantity-not-positive");
        Back(sale, []).Refusal.ShouldNotBeNull().Code.ShouldBe("basket-empty");
        Back(sale, [], new(1, Quantity.One), new(1, Quantity.One)).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void A_cancelled_sale_goes_back_as_it_was_paid_and_only_in_its_own_session()
    {
        var sale = Sale((15_555, 1));

        var refund = Refund.Void(sale, [], "salah", new(Guid.CreateVersion7()), at with { TillSessionId = sale.TillSessionId }).Value;

        (refund.Due, refund.Total, refund.Rounding, refund.Points, refund.PointsReturned).ShouldBe((sale.Due, sale.Total, sale.Rounding, sale.Points, 37));
        refund.Tenders.ShouldHaveSingleItem().Amount.ShouldBe(sale.Due);
        Refund.Void(sale, [], "salah", new(Guid.CreateVersion7()), A.Till() with { TillSessionId = new(Guid.CreateVersion7()) }).Refusal.ShouldNotBeNull().Code.ShouldBe("other-till-session");
        Refund.Void(sale, [refund], "salah", new(Guid.CreateVersion7()), at).Refusal.ShouldNotBeNull().Code.ShouldBe("refund-begun");
    }

    static SaleCompleted PaidBy(long price, params (TenderKind Kind, long Amount)[] tenders)
    {
        var basket = A.Basket((A.Product("A", price), 10)).Attach(new(new(Guid.CreateVersion7()), "Budi", null, 500, 100));
        return Checkout.Complete(basket, BestOffer.Price(basket.Lines, [], A.Today), [.. tenders.Select(tender => (tender.Kind, new Money(tender.Amount), (string?)null))], new(1), new(new(1_000)), at).Value;
    }

    static (TenderKind, long)[] Ways(SaleRefunded refund) => [.. refund.Tenders.Select(tender => (tender.Kind, tender.Amount.Units))];

    [Fact]
    public void What_was_paid_without_money_goes_back_as_itself_before_any_cash_does()
    {
        var sale = PaidBy(10, (TenderKind.Points, 40), (TenderKind.OnAccount, 25), (TenderKind.Cash, 35)) with { PointsSpent = 4 };

        var first = Refund.Decide(sale, [], [new(1, Quantity.Of(5))], TenderKind.Cash, null, new(1), "rusak", default, at).Value;
        var second = Refund.Decide(sale, [first], [new(1, Quantity.Of(5))], TenderKind.Cash, null, new(1), "rusak", default, at).Value;

        Ways(first).ShouldBe([(TenderKind.Points, 40), (TenderKind.OnAccount, 10)]);
        Ways(second).ShouldBe([(TenderKind.OnAccount, 15), (TenderKind.Cash, 35)]);
        (first.PointsReturned, second.PointsReturned).ShouldBe((4, 0));
    }

    [Fact]
    public void A_payment_that_never_came_gives_no_money_back_and_one_that_is_not_certain_waits()
    {
        var sale = PaidBy(10, (TenderKind.Qris, 60), (TenderKind.Cash, 40));
        SaleCompleted As(TenderState state) => sale with { Tenders = [sale.Tenders[0] with { State = state }, sale.Tenders[1]] };
        Decision<SaleRefunded> Whole(SaleCompleted of) => Refund.Decide(of, [], [new(1, Quantity.Of(10))], TenderKind.Cash, null, new(1), "rusak", default, at);

        Whole(As(TenderState.Unknown)).Refusal.ShouldNotBeNull().Code.ShouldBe("tender-unsettled");
        Whole(As(TenderState.Failed)).Value.Tenders.Select(tender => (tender.Kind, tender.State, tender.Amount.Units)).ShouldBe([(TenderKind.Qris, TenderState.Failed, 60), (TenderKind.Cash, TenderState.Confirmed, 40)]);
        Whole(As(TenderState.Confirmed)).Value.Tenders.ShouldHaveSingleItem().Amount.ShouldBe(new(100));
    }

    [Theory]
    [InlineData(TenderKind.Points, "refund-not-by")]
    [InlineData(TenderKind.OnAccount, "refund-not-by")]
    [InlineData(TenderKind.GiftCard, "refund-not-by")]
    [InlineData(TenderKind.Card, "tender-reference-missing")]
    public void Money_does_not_go_back_in_every_way(TenderKind kind, string code) =>
        Refund.Decide(PaidBy(10, (TenderKind.Cash, 100)), [], [new(1, Quantity.One)], kind, null, new(1), "rusak", default, at).Refusal.ShouldNotBeNull().Code.ShouldBe(code);

    [Fact]
    public void Many_small_refunds_in_cash_give_no_more_than_one_large_one()
    {
        var sale = Sale((51, 9));
        var refunds = new List<SaleRefunded>();
        for (var i = 0; i < 9; i++) refunds.Add(Back(sale, refunds, new ReturnedLine(1, Quantity.One)).Value);

        refunds.Sum(refund => refund.Due.Units).ShouldBe(Back(sale, [], new ReturnedLine(1, Quantity.Of(9))).Value.Due.Units);
    }

    [Fact]
    public void In_whatever_parts_it_comes_back_the_parts_are_the_sale() =>
        Gen.Select(Gen.Select(Gen.Long[1, 99_999], Gen.Long[1, 9]).Array[1, 5], Gen.Int[0, 1_000].Array[30]).Sample((lines, dice) =>
        {
            var sale = Sale(lines);
            var refunds = new List<SaleRefunded>();
            for (var turn = 0; Refund.Left(sale, refunds).Any(line => line.Left.IsPositive); turn++)
            {
                var open = Refund.Left(sale, refunds).Where(line => line.Left.IsPositive).ToArray();
                var (line, left) = (open[dice[turn % dice.Length] % open.Length].Line, open[dice[turn % dice.Length] % open.Length].Left);
                var many = Quantity.Of(1 + dice[(turn + 7) % dice.Length] % (left.Thousandths / 1_000));
                refunds.Add(Back(sale, refunds, new ReturnedLine(line.Number, many)).Value);
            }
            Money Sum(Func<SaleRefunded, Money> of) => refunds.Aggregate(Money.Zero, (sum, refund) => sum + of(refund));
            return Sum(refund => refund.Total) == sale.Total && Sum(refund => refund.Tax) == sale.Tax && Sum(refund => refund.Gross) == sale.Gross && Sum(refund => refund.Discount) == sale.Discount
                && refunds.Sum(refund => refund.Points) == sale.Points && refunds.Sum(refund => refund.PointsReturned) == sale.PointsSpent
                && refunds.All(refund => refund.Gross - refund.Discount == refund.Total && refund.Total + refund.Rounding == refund.Due && refund.Lines.All(one => !one.Net.IsNegative && !one.Discount.IsNegative));
        });
}
