using Sasuai.Pricing;
using Sasuai.Sync;

namespace Sasuai.Simulation;

/// <summary>The chain that is simulated: stores, terminals, goods and members, the same for a seed at every run.</summary>
sealed class Shop
{
    public const int memberFeeds = 4;

    public Shop(Chance chance, int stores, int terminals)
    {
        Chain = new(chance.Id());
        Cashier = new(chance.Id());
        Stores = [.. Enumerable.Range(1, stores).Select(number => (new StoreId(chance.Id()), $"S{number}"))];
        Terminals = [.. from store in Stores
                        from number in Enumerable.Range(1, terminals)
                        select new SimulatedTerminal(new(chance.Id()), store.Store, store.Code, number)];
        Products = [.. Enumerable.Range(1, 12).Select(number => new ProductItem(new(chance.Id()), $"P{number}", $"Barang {number}", "umum", "pcs", new TaxRate("PPN", 1_200, 11, 12), true, []))];
        Offers = [Offer(chance, 1, "SEKALI"), Offer(chance, chance.Between(2, 40)), Offer(chance, chance.Between(100, 300))];
        Risk = chance.Hit(0.5) ? 0 : chance.Between(20, 60);
        Members = [.. Enumerable.Range(1, 60).Select(_ => new MemberId(chance.Id()))];
    }

    public ChainId Chain { get; }
    public StaffId Cashier { get; }
    public IReadOnlyList<(StoreId Store, string Code)> Stores { get; }
    public IReadOnlyList<SimulatedTerminal> Terminals { get; }
    public IReadOnlyList<ProductItem> Products { get; }
    /// <summary>Points that each store may give for without having been granted them; 0 in half of the seeds.</summary>
    public long Risk { get; }
    public CounterRules Rules => new(PointsRisk: Risk, PointsRiskPerMember: Risk / 2);
    /// <summary>Capped promotions: a coupon that counts once, one that is scarce, and one of which tills hold whole portions.</summary>
    public IReadOnlyList<Promotion> Offers { get; }
    public IReadOnlyList<MemberId> Members { get; }

    static Promotion Offer(Chance chance, long uses, string? coupon = null) =>
        new(new(chance.Id()), $"Promo {uses}", 500, null, null, SimulatedTime.Start.AddDays(-10), null, true, Coupon: coupon, Stacking: Stacking.Compounded, MaximumUses: uses);

    public string CatalogueFeed => Feeds.Catalogue(Chain);
    public string PriceFeed => Feeds.Price(new(Chain.Value));
    public string MemberFeed(MemberId member) => Feeds.Member(Chain, member.Value.ToByteArray()[^1] % memberFeeds);
    public static string ControlFeed(TerminalId terminal) => Feeds.Control(terminal);
    public IEnumerable<string> AllFeeds => [.. Terminals.Select(terminal => ControlFeed(terminal.Id)), .. SharedFeeds];
    public IEnumerable<string> FeedsOf(TerminalId terminal) => [ControlFeed(terminal), .. SharedFeeds];
    IEnumerable<string> SharedFeeds => [CatalogueFeed, PriceFeed, .. Enumerable.Range(0, memberFeeds).Select(shard => Feeds.Member(Chain, shard))];
}

sealed record SimulatedTerminal(TerminalId Id, StoreId Store, string StoreCode, int Number);
