using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Sasuai.Dev;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Sync;

namespace Sasuai.Simulation;

/// <summary>
/// The memory of the simulated cloud stands for PostgreSQL, so the same scripts of pushes, replays, gaps and forks are run on the real
/// database too: every answer and every row must be the same.
/// </summary>
public sealed class ParityTests(ITestOutputHelper output)
{
    static readonly Size small = new(2, 3, 6);

    [Fact]
    public async Task The_real_database_answers_and_keeps_the_same_as_the_simulated_one()
    {
        await using var postgres = await PostgresServer.StartAsync(syncToDisk: false, TestContext.Current.CancellationToken);
        var (pushes, statuses) = (0, new HashSet<string>());
        foreach (var seed in Enumerable.Range(1, 12))
        {
            // A cloud that is set back between two pushes is no script that the real one could follow.
            using var world = new World(seed, size: small, faults: drawn => drawn with { CloudRestores = 0, Restores = 0.2, Clones = 1, Twice = 0.2, Poison = 0.05 });
            world.Run();
            await using var cloud = await Database(postgres, world, seed);
            foreach (var (batch, reply) in world.Cloud.Script)
            {
                var terminal = world.Shop.Terminals.Single(each => each.Id == batch.TerminalId);
                var caller = new TerminalCaller(terminal.Id, world.Shop.Chain, terminal.Store, Revoked: false);
                var real = await cloud.Push.Keep(caller, batch, TestContext.Current.CancellationToken);
                Answer(real).ShouldBe(Answer(reply), $"seed {seed}, push {pushes}");
                pushes++;
                statuses.Add(reply.Status);
            }
            (await cloud.Rows("select fact_id, epoch, sequence, payload from fact")).ShouldBe(
                [.. world.Cloud.State.Facts.Select(fact => (fact.Change.FactId, fact.Epoch, fact.Change.Sequence, fact.Change.Payload)).Order()], $"seed {seed}");
            (await cloud.Rows("select fact_id, epoch, sequence, payload from quarantine")).ShouldBe(
                [.. world.Cloud.State.Aside.Select(aside => (aside.Key.Id, aside.Key.Epoch, aside.Key.Sequence, aside.Value.Payload)).Order()], $"seed {seed}");
            await SameBooks(cloud, world, seed);
        }
        output.WriteLine($"{pushes} pushes answered alike: {string.Join(", ", statuses.Order(StringComparer.Ordinal))}.");
        statuses.ShouldContain(PushStatus.ok);
        statuses.ShouldContain(PushStatus.fork);
    }

    /// <summary>What the facts came to: sales, what is in suspense, stock and points.</summary>
    static async Task SameBooks(RealCloud cloud, World world, int seed)
    {
        foreach (var (store, _) in world.Shop.Stores) await cloud.Applier.Apply(store, TestContext.Current.CancellationToken);
        var books = world.Cloud.State;
        books.Suspense.ShouldNotBeEmpty();
        (await cloud.Sums("select sale_id, total from sale")).ShouldBe(Sorted(books.Posted.Select(sale => (sale.Key, (decimal)sale.Value))), $"seed {seed}");
        (await cloud.Sums("select fact_id, coalesce(amount, 0) from suspense")).ShouldBe(Sorted(books.Suspense.Select(dead => (dead.Key, (decimal)(dead.Value ?? 0)))), $"seed {seed}");
        (await cloud.Sums("select product_id, quantity from stock_level")).ShouldBe(Sorted(books.Stock.Select(stock => (stock.Key.Product.Value, stock.Value))), $"seed {seed}");
        (await cloud.Sums("select terminal_id, sum(used)::bigint from allowance group by terminal_id")).ShouldBe(
            Sorted(books.Allowances.All.GroupBy(row => row.TerminalId.Value).Select(till => (till.Key, (decimal)till.Sum(row => row.Used)))), $"seed {seed}");
        (await cloud.Sums("select promotion_id, uses from promotion")).ShouldBe(Sorted(world.Shop.Offers.Select(offer => (offer.PromotionId.Value, (decimal)books.OfferUses.GetValueOrDefault(offer.PromotionId)))), $"seed {seed}");
        (await cloud.Sums("select entry_id, 1 from member_entry where kind = 'tag' and removed_at is null")).ShouldBe(Sorted(world.Shop.Members.SelectMany(world.Cloud.Entries).Select(entry => (entry.EntryId, 1m))), $"seed {seed}");
        (await cloud.Sums("select member_id, points from member")).ShouldBe(Sorted(world.Shop.Members.Select(member => (member.Value, (decimal)books.Points.GetValueOrDefault(member)))), $"seed {seed}");
    }

    static IReadOnlyList<(Guid, decimal)> Sorted(IEnumerable<(Guid, decimal)> rows) => [.. rows.Order()];

    static (string, long, string, int) Answer(PushReply reply) => (reply.Status, reply.AckThrough, reply.AckHash, reply.Epoch);

    static async Task<RealCloud> Database(PostgresServer postgres, World world, int seed)
    {
        var connection = await postgres.CreateDatabaseAsync($"parity_{seed}", null, TestContext.Current.CancellationToken);
        await Migrator.Migrate(connection);
        var cloud = new RealCloud(connection);
        await cloud.Prepare(world.Shop);
        return cloud;
    }

    sealed class RealCloud(string connection) : IAsyncDisposable
    {
        readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connection);

        // Both are used below their HTTP and queue, so that nobody calls and no bell rings.
        public PushChanges Push => new(new(source, TimeProvider.System), null!, null!, null!, NullLogger<PushChanges>.Instance);
        public FactApplier Applier => new(new(source, TimeProvider.System), null!, NullLogger<FactApplier>.Instance);

        public ValueTask DisposeAsync() => source.DisposeAsync();

        public async Task Prepare(Shop shop)
        {
            await Do("""
                insert into chain (chain_id, name) values (@chain, 'Sim');
                insert into price_book (price_book_id, chain_id, name) values (@chain, @chain, 'Sim');
                """, new { chain = shop.Chain.Value });
            foreach (var (store, code) in shop.Stores)
                await Do("insert into store (store_id, chain_id, code, name, time_zone, price_book_id, counter_rules) values (@store, @chain, @code, @code, 'Asia/Jakarta', @chain, @rules)",
                    new { store = store.Value, chain = shop.Chain.Value, code, rules = $$"""{"pointsRisk":{{shop.Risk}}}""" });
            foreach (var offer in shop.Offers)
                await Do("""
                    insert into promotion (promotion_id, chain_id, name, percent_basis_points, starts_at, active, maximum_uses)
                    values (@offer, @chain, @name, 500, '2026-01-01Z', true, @uses)
                    """, new { offer = offer.PromotionId.Value, chain = shop.Chain.Value, name = offer.Name, uses = offer.MaximumUses });
            foreach (var member in shop.Members)
                await Do("insert into member (member_id, chain_id, name, joined_at) values (@member, @chain, 'Anggota', '2026-01-01Z')", new { member = member.Value, chain = shop.Chain.Value });
            foreach (var terminal in shop.Terminals)
                await Do("""
                    insert into terminal (terminal_id, chain_id, store_id, number, public_key, epoch, head_hash)
                    values (@terminal, @chain, @store, @number, '\x00', 1, @hash)
                    """, new { terminal = terminal.Id.Value, chain = shop.Chain.Value, store = terminal.Store.Value, number = terminal.Number, hash = HashChain.Genesis(terminal.Id, 1) });
        }

        public async Task<IReadOnlyList<(Guid, decimal)>> Sums(string sql)
        {
            await using var db = await Open();
            return Sorted(await db.QueryAsync<(Guid, decimal)>(sql));
        }

        public async Task<IReadOnlyList<(Guid, int, long, string)>> Rows(string sql)
        {
            await using var db = await Open();
            return [.. (await db.QueryAsync<(Guid, int, long, string)>(sql)).Order()];
        }

        async Task Do(string sql, object given)
        {
            await using var db = await Open();
            await db.ExecuteAsync(sql, given);
        }

        async Task<NpgsqlConnection> Open()
        {
            var db = await source.OpenConnectionAsync();
            await db.ExecuteAsync("select set_config('sasuai.scope', 'all', false)");
            return db;
        }
    }
}
