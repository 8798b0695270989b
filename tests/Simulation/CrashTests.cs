using Sasuai.Kiosk.LocalData;

namespace Sasuai.Simulation;

/// <summary>A sale that is cut off at any step of the database's machine is there whole, with its fact and what it took, or it is not there at all.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    const int stride = 3, cutsMin = 60;

    [Fact]
    public void A_sale_cut_off_at_any_step_is_whole_or_not_there()
    {
        using var world = new World(3, size: new(1, 3, 4), faults: _ => new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false));
        world.Run().ShouldBeEmpty();
        var till = world.Tills[0];
        var disk = till.Backup();
        var (cuts, steps) = (0, stride);
        for (var whole = false; !whole; steps += stride)
        {
            till.Load(disk);
            var before = till.Held();
            till.CrashAfter(steps);
            var sale = till.Sell(new(11), damaged: false);

            var after = till.Held();
            whole = sale is not null;
            if (whole)
            {
                after.Sales.ShouldBe(before.Sales + 1);
                sale!.Taken.ShouldNotBeNull();
                after.Used.ShouldBe(before.Used + sale.Taken.Sum(taken => taken.Amount));
                till.Knows(sale.SaleId.Value).ShouldBeTrue();
            }
            else
            {
                cuts++;
                (after.Sales, after.Used).ShouldBe((before.Sales, before.Used), $"cut off after {steps} steps");
            }
        }
        output.WriteLine($"{cuts} cuts, one every {stride} steps, until the sale was whole after {steps}.");
        cuts.ShouldBeGreaterThan(cutsMin);
    }
}
