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
