namespace Sasuai.Simulation;

/// <summary>Days alone, then exact agreement: histories drawn from seeds. SASUAI_SEEDS says how many, from seed SASUAI_FIRST_SEED on.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    /// <summary>So many seeds at the most until a mutant must be noticed.</summary>
    const int mutantSeedsMax = 20;

    /// <summary>From here on the seeds have every fault soon, and those with which the simulation found something (1002, 1014, 1018).</summary>
    const int firstSeed = 1_000;

    [Fact]
    public void Whatever_breaks_and_for_how_long_ever_in_the_end_all_books_agree()
    {
        var run = Seeds.Run(Setting("SASUAI_FIRST_SEED", firstSeed), Setting("SASUAI_SEEDS", 40));

        output.WriteLine(run.ToString());
        run.Wrong.ShouldBeEmpty();
        run.Sales.ShouldBeGreaterThan(run.Seeds * 100);
        run.Claims.ShouldBeGreaterThan(run.Seeds * 10);
        run.Risks.ShouldBeGreaterThan(run.Seeds);
        run.Offers.ShouldBeGreaterThan(run.Seeds * 10);
    }

    [Theory]
    [InlineData(Mutant.NoDedup)]
    [InlineData(Mutant.NoForkCheck)]
    [InlineData(Mutant.CumAck)]
    [InlineData(Mutant.SyncNormal)]
    [InlineData(Mutant.CursorSeparate)]
    [InlineData(Mutant.SwallowPoison)]
    [InlineData(Mutant.NaiveCursor)]
    [InlineData(Mutant.OverlayByAck)]
    [InlineData(Mutant.NoRefill)]
    [InlineData(Mutant.NoChecksum)]
    [InlineData(Mutant.LwwArrival)]
    [InlineData(Mutant.NoTieBreak)]
    [InlineData(Mutant.RemoveByValue)]
    [InlineData(Mutant.NoOverlay)]
    [InlineData(Mutant.NoWitness)]
    [InlineData(Mutant.GrantNotDurable)]
    [InlineData(Mutant.BlindReclaim)]
    public void A_broken_rule_is_noticed(Mutant mutant)
    {
        var run = Seeds.Run(firstSeed, mutantSeedsMax, mutant, untilFirst: true);

        output.WriteLine($"{mutant}: {(run.Wrong.Count > 0 ? run.Wrong[0] : "nothing")} ({run.Seeds} seeds run)");
        // It is the mutant that is noticed: the same history without it is well.
        run.WrongSeeds.ShouldNotBeEmpty();
        Seeds.Run(run.WrongSeeds[0], 1).Wrong.ShouldBeEmpty();
    }

    [Fact]
    public void A_seed_is_the_same_history_every_time()
    {
        using var first = new World(7);
        using var second = new World(7);

        first.Run().ShouldBe(second.Run());
        first.Steps.ShouldBe(second.Steps);
        Replies(first).ShouldBe(Replies(second));
    }

    static IEnumerable<(string, long, string)> Replies(World world) => world.Cloud.Script.Select(push => (push.Reply.Status, push.Reply.AckThrough, push.Reply.AckHash));

    static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), out var set) ? set : usual;
}
