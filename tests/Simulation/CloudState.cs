using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Sync;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Simulation;

/// <summary>One fact as the simulated cloud keeps it.</summary>
sealed record KeptFact(TerminalId Terminal, StoreId Store, int Epoch, Change Change);

/// <summary>A feed: its items, and from when each can be seen.</summary>
sealed class SimulatedFeed
{
    public long Generation { get; set; } = 1;
    public List<(FeedItem Item, DateTimeOffset Visible, long Checksum)> Items { get; init; } = [];

    public SimulatedFeed Copy() => new() { Generation = Generation, Items = [.. Items] };
}

/// <summary>All that the simulated cloud has on its disks, so that a backup is a copy.</summary>
sealed class CloudState
{
    public Dictionary<TerminalId, TerminalHead> Heads { get; init; } = [];
    public List<KeptFact> Facts { get; init; } = [];
    public Dictionary<Guid, KeptFact> ById { get; init; } = [];
    public HashSet<(TerminalId Terminal, int Epoch, long Sequence)> Places { get; init; } = [];
    public Dictionary<(TerminalId Terminal, int Epoch, long Sequence, Guid Id, string Cause), Change> Aside { get; init; } = [];
    public Dictionary<StoreId, Queue<KeptFact>> Waiting { get; init; } = [];
    public Dictionary<Guid, long> Posted { get; init; } = [];
    public long PostedTwice { get; set; }
    public HashSet<string> Receipts { get; init; } = [];
    public Dictionary<Guid, long?> Suspense { get; init; } = [];
    public Dictionary<(StoreId Store, ProductId Product), decimal> Stock { get; init; } = [];
    public Dictionary<MemberId, long> Points { get; init; } = [];
    /// <summary>Claims that were posted, and whether they were given back.</summary>
    public Dictionary<RewardClaimId, bool> Claims { get; init; } = [];
    public AllowanceBook Allowances { get; init; } = new();
    /// <summary>In how many posted sales each capped promotion was used.</summary>
    public Dictionary<PromotionId, long> OfferUses { get; init; } = [];
    /// <summary>What was lost of each store's risk.</summary>
    public Dictionary<Guid, long> RiskLost { get; init; } = [];
    /// <summary>How many points were missing at the worst moment, over all members.</summary>
    public long Overdraft { get; set; }
    public Dictionary<MemberId, Register> Names { get; init; } = [];
    /// <summary>Every edit of a name that was posted, as it counts.</summary>
    public List<(MemberId Member, Register Name)> Edits { get; init; } = [];
    public Dictionary<MemberId, AddWinsSet<ProfileEntry>> Entries { get; init; } = [];
    /// <summary>Every edit that was posted.</summary>
    public List<MemberChanged> EntryEdits { get; init; } = [];
    public Dictionary<string, SimulatedFeed> Feeds { get; init; } = [];
    public long PriceVersion { get; set; }

    public CloudState Copy() => new()
    {
        Heads = new(Heads), Facts = [.. Facts], ById = new(ById), Places = [.. Places], Aside = new(Aside),
        Waiting = Waiting.ToDictionary(store => store.Key, store => new Queue<KeptFact>(store.Value)), Posted = new(Posted), PostedTwice = PostedTwice, Receipts = [.. Receipts],
        Suspense = new(Suspense), Stock = new(Stock), Points = new(Points), Claims = new(Claims), Allowances = Allowances.Copy(), OfferUses = new(OfferUses), RiskLost = new(RiskLost), Overdraft = Overdraft, Names = new(Names), Edits = [.. Edits], Entries = new(Entries), EntryEdits = [.. EntryEdits], Feeds = Feeds.ToDictionary(feed => feed.Key, feed => feed.Value.Copy()), PriceVersion = PriceVersion
    };
}
