using System.Globalization;
using Sasuai.Dev;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Simulation;

/// <summary>
/// Agreeing with oneself proves little. What the product's own client and server came to, through all faults, is compared with what independent CRDT libraries make
/// of the same operations, shuffled and a third of them delivered twice: cr-sqlite of the names (registers by our clock), Yjs and Loro of the stock (counters).
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    static readonly Size small = new(2, 4, 9);

    [Fact]
    public async Task Independent_crdts_make_the_same_of_the_same_operations()
    {
        using var oracle = await Oracle.InstallAsync();
        var (edits, sales) = (0, 0);
        foreach (var seed in Enumerable.Range(1_000, 6))
        {
            using var world = new World(seed, size: small);
            world.Run().ShouldBeEmpty();
            var registers = Registers(world).ToArray();
            var replicas = Replicas(world);

            var told = await oracle.AskAsync("oracles.mjs", new { seed, registers = registers.Select(edit => new { key = edit.Member, value = edit.Name, version = edit.Version }), replicas });

            var names = told.GetProperty("registers");
            foreach (var member in registers.Select(edit => edit.Member).Distinct())
                names.GetProperty(member).GetString().ShouldBe(world.Cloud.NameOf(new(Guid.Parse(member))).Value, $"seed {seed}: cr-sqlite, {member}");
            foreach (var library in (string[])["yjs", "loro"])
                foreach (var total in told.GetProperty(library).EnumerateObject())
                    total.Value.GetDouble().ShouldBe((double)Stock(world, total.Name) * 1_000, $"seed {seed}: {library}, {total.Name}");
            told.GetProperty("yjs").EnumerateObject().Count().ShouldBe(world.Cloud.State.Stock.Count);
            (edits, sales) = (edits + registers.Length, sales + replicas.Sum(replica => replica.Length));
        }
        output.WriteLine($"{edits} edits of names and {sales} movements of stock came to the same in cr-sqlite, Yjs and Loro.");
        edits.ShouldBeGreaterThan(100);
        sales.ShouldBeGreaterThan(1_500);
    }

    /// <summary>The clock above, the terminal in the low bits: cr-sqlite compares one number.</summary>
    static IEnumerable<(string Member, string Name, string Version)> Registers(World world)
    {
        var places = world.Cloud.State.Edits.Select(edit => edit.Name.At.Origin).Distinct().OrderBy(origin => origin).Select((origin, place) => (origin, place)).ToDictionary(each => each.origin, each => each.place);
        places.Count.ShouldBeLessThan(32);
        return world.Cloud.State.Edits.Select(edit => (edit.Member.ToString(), edit.Name.Value!, ((edit.Name.At.Clock << 5) | (uint)places[edit.Name.At.Origin]).ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>What each terminal did to the stock, in thousandths of a piece: the sales that are in the books, and nothing else.</summary>
    static Movement[][] Replicas(World world) =>
    [
        .. from fact in world.Cloud.State.Facts
           where world.Cloud.State.Posted.ContainsKey(fact.Change.FactId)
           group fact by fact.Terminal into terminal
           select terminal.SelectMany(fact => ((SaleCompleted)FactTypes.Read(fact.Change.Type, fact.Change.Version, fact.Change.Payload)!).Lines
               .Select(line => new Movement($"{fact.Store}|{line.ProductId}", -(long)(line.Quantity.Amount * 1_000)))).ToArray()
    ];

    static decimal Stock(World world, string key) => world.Cloud.State.Stock[(new(Guid.Parse(key.Split('|')[0])), new(Guid.Parse(key.Split('|')[1])))];

    sealed record Movement(string Key, long Delta);
}
