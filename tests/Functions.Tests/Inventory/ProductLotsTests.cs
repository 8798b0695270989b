using Sasuai.Functions.Inventory;

namespace Sasuai.Tests.Inventory;

/// <summary>First expired, first out, and whatever the labels say, nothing is lost between the lots.</summary>
public sealed class ProductLotsTests
{
    static readonly DateOnly soon = new(2026, 6, 10), later = new(2026, 9, 1);

    static ProductLots Lots(params (string Name, DateOnly? Expiry, decimal Quantity)[] lots) => new(lots.Select(lot => new Lot(Guid.Empty, lot.Name, lot.Expiry, lot.Quantity)));

    static (string, decimal, string)[] Of(IEnumerable<LotMove> moves) => [.. moves.Select(move => (move.Lot, move.Quantity, move.Reason))];

    [Fact]
    public void A_lot_that_has_enough_is_taken_as_the_label_says() =>
        Of(Lots(("A", soon, 5), ("B", later, 5)).Take("B", later, 3, "sale")).ShouldBe([("B", -3m, "sale")]);

    [Fact]
    public void What_an_empty_lot_no_longer_had_comes_off_the_one_that_expires_first()
    {
        var lots = Lots(("A", later, 5), ("B", soon, 2), ("C", null, 9), ("D", soon, 1));

        Of(lots.Take("D", soon, 4, "sale")).ShouldBe([("D", -4m, "sale"), ("B", -2m, "fefo"), ("D", 2m, "fefo"), ("A", -1m, "fefo"), ("D", 1m, "fefo")]);
        lots.Total.ShouldBe(13);
    }

    [Fact]
    public void Goods_without_a_lot_on_the_label_come_off_the_one_that_expires_first() =>
        Of(Lots(("A", later, 5), ("B", soon, 2)).Take(null, null, 1, "sale")).ShouldBe([("", -1m, "sale"), ("B", -1m, "fefo"), ("", 1m, "fefo")]);

    [Fact]
    public void What_no_lot_has_stays_as_a_shortage_and_what_is_short_already_is_not_moved_twice()
    {
        var lots = Lots(("A", soon, 1));

        Of(lots.Take("B", later, 3, "sale")).ShouldBe([("B", -3m, "sale"), ("A", -1m, "fefo"), ("B", 1m, "fefo")]);
        lots.Add("A", soon, 10, "received");
        Of(lots.Take("B", later, 1, "sale")).ShouldBe([("B", -1m, "sale"), ("A", -1m, "fefo"), ("B", 1m, "fefo")]);
        lots.Total.ShouldBe(7);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_is_sold_and_comes_back_the_lots_come_to_what_moved_and_no_lot_is_short_while_another_has_some_of_this_sale(int seed)
    {
        var chance = new Random(seed);
        var lots = Lots(("A", soon, 6), ("B", later, 4), ("", null, 3));
        var total = lots.Total;
        for (var step = 0; step < 500; step++)
        {
            string? name = chance.Next(4) switch { 0 => null, 1 => "A", 2 => "B", _ => "X" };
            var quantity = chance.Next(1, 4);
            var moves = chance.Next(2) == 0 ? [lots.Add(name, null, quantity, "refund")] : lots.Take(name, null, quantity, "sale");

            total += moves.Sum(move => move.Quantity);
            moves.Where(move => move.Reason == ProductLots.fefo).Sum(move => move.Quantity).ShouldBe(0);
            Math.Abs(moves.Where(move => move.Reason != ProductLots.fefo).Sum(move => move.Quantity)).ShouldBe(quantity);
        }
        lots.Total.ShouldBe(total);
    }
}
