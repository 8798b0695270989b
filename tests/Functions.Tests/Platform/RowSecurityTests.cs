using Npgsql;
using Sasuai.Functions.Seed;
using Sasuai.Tests.Sales;

namespace Sasuai.Tests.Platform;

public sealed class RowSecurityTests(TestServers servers)
{
    [Fact]
    public async Task Hand_written_sql_for_one_store_sees_nothing_of_another()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync("DPS01");
        await terminal.PushAsync(SaleOf.Product(terminal));
        await ApplyTests.ApplyAsync(cloud, "DPS01");

        foreach (var table in (string[])["sale", "sale_line", "tender", "fact", "stock_movement", "stock_level", "daily_sales", "daily_tender"])
        {
            (await CountAsync(cloud, table, "JKT01")).ShouldBe(0, table);
            (await CountAsync(cloud, table, "DPS01")).ShouldBe(1, table);
        }
    }

    [Fact]
    public async Task Another_chain_sees_no_row_of_any_table()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        var tables = await cloud.Database.Everywhere(work => work.Query<string>("select table_name::text from information_schema.columns where column_name = 'chain_id' and table_schema = 'public'"), TestContext.Current.CancellationToken);

        tables.Count.ShouldBeGreaterThan(20);
        foreach (var table in tables)
            (await cloud.Database.InChain(new(Guid.NewGuid()), work => work.Single<long>($"select count(*) from {table} where chain_id is not null"), TestContext.Current.CancellationToken)).ShouldBe(0, table);
    }

    [Fact]
    public async Task Every_table_with_a_chain_has_its_row_security_forced()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);

        var open = await cloud.Database.Everywhere(work => work.Query<string>("""
            select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'chain_id'
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not (c.relrowsecurity and c.relforcerowsecurity)
            """), TestContext.Current.CancellationToken);

        open.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_of_another_store_cannot_be_written()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);

        var written = () => cloud.Database.InStore(DemoChain.Chain, DemoChain.Store("JKT01"), work => work.Execute("""
            insert into stock_level (chain_id, store_id, product_id, quantity) values (@chain, @store, @product, 1)
            """, new { chain = DemoChain.Chain, store = DemoChain.Store("DPS01"), product = Guid.NewGuid() }), TestContext.Current.CancellationToken);

        (await written.ShouldThrowAsync<PostgresException>()).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    static Task<long> CountAsync(CloudUnderTest cloud, string table, string store) =>
        cloud.Database.InStore(DemoChain.Chain, DemoChain.Store(store), work => work.Single<long>($"select count(*) from {table}"), TestContext.Current.CancellationToken);
}
