using Sasuai.Codes;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Seed;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Seed;

public sealed class SeedTests(TestServers servers)
{
    [Fact]
    public void Every_product_of_the_demo_has_a_valid_gtin_a_name_and_a_price_of_its_own()
    {
        DemoCatalogue.All.Count.ShouldBe(2_000);
        DemoCatalogue.All.ShouldAllBe(product => Gtin.IsValid(product.Gtin));
        DemoCatalogue.All.Select(product => product.Gtin).Distinct().Count().ShouldBe(2_000);
        DemoCatalogue.All.Select(product => product.Name).Distinct().Count().ShouldBe(2_000);
        DemoCatalogue.All.ShouldAllBe(product => product.Price > 0 && product.Price % 100 == 0);
    }

    [Fact]
    public async Task Seeding_again_changes_nothing_but_the_enrolment_codes()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        const string everything = "select (select count(*) from feed_item) + (select count(*) from product) + (select count(*) from price) + (select count(*) from member) + (select count(*) from staff) + (select count(*) from terminal)";
        var before = await cloud.Ask<long>(everything);

        var again = await SeedVerb.Plant(cloud.Postgres, TestContext.Current.CancellationToken);

        (await cloud.Ask<long>(everything)).ShouldBe(before);
        again.Terminals.Select(terminal => terminal.TerminalId).ShouldBe(CloudUnderTest.Seeded.Terminals.Select(terminal => terminal.TerminalId));
        using var terminal = new TestTerminal(cloud.Client, "JKT01", 1);
        await terminal.EnrolAsync(again.Terminals[0].EnrolmentCode);
        terminal.Epoch.ShouldBe(1);
    }

    [Fact]
    public async Task Several_instances_may_migrate_an_empty_database_at_once()
    {
        var postgres = await servers.NewDatabaseAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrator.Migrate(postgres, TestContext.Current.CancellationToken))));

        applied.Count(steps => steps.Count > 0).ShouldBe(1);
        (await Migrator.Migrate(postgres, TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }
}
