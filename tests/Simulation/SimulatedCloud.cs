using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Simulation;

/// <summary>
/// The cloud of the simulated world: pushes are answered by the product's own <see cref="KeepBatch"/> and facts are read by its own
/// <see cref="ReadFacts"/>; where the product asks PostgreSQL, this asks its memory.
/// </summary>
sealed class SimulatedCloud
{
    readonly Shop shop;
    readonly SimulatedTime time;
    readonly Chance chance;
    readonly Mutant mutant;
    CloudState state = new();
    long generation = 1;

    public SimulatedCloud(Shop shop, SimulatedTime time, Chance chance, Mutant mutant)
    {
        (this.shop, this.time, this.chance, this.mutant) = (shop, time, chance, mutant);
        foreach (var terminal in shop.Terminals) state.Heads.Add(terminal.Id, TerminalHead.Begin(terminal.Id, 1));
        foreach (var feed in shop.AllFeeds) state.Feeds.Add(feed, new());
        foreach (var product in shop.Products)
        {
            Tell(shop.CatalogueFeed, FeedKinds.product, product.ProductId.ToString(), JsonSerializer.Serialize(product, WireJson.Default.ProductItem));
            SetPrice(product.ProductId, new(chance.Between(10, 500) * 100));
        }
        foreach (var member in shop.Members) Tell(member, default);
    }

    public CloudState State => state;

    /// <summary>Every price that was ever in force.</summary>
    public HashSet<(ProductId Product, long Version, Money Amount)> Prices { get; } = [];

    /// <summary>Every push and its answer, in order; for the same script on the real database.</summary>
    public List<(ChangeBatch Batch, PushReply Reply)> Script { get; } = [];

    public PushReply Push(ChangeBatch batch)
    {
        var terminal = shop.Terminals.First(each => each.Id == batch.TerminalId);
        if (mutant == Mutant.NoRefill) batch = batch with { LastAcknowledged = null };
        var log = new MemoryLog(state, terminal.Id, terminal.Store, time.Now, mutant);
        var reply = mutant switch
        {
            Mutant.CumAck when Known(batch) => Blindly(batch),
            Mutant.NoForkCheck when batch.FirstSequence <= state.Heads[batch.TerminalId].HeadSequence + 1 => KeepBlindly(log, batch),
            _ => new KeepBatch(log, NullLogger.Instance).Run(batch).GetAwaiter().GetResult()
        };
        Script.Add((batch, reply));
        return reply;
    }

    public FeedPositions Positions(TerminalId terminal) => new(time.Now, HybridClock.At(time.Now),
        [.. shop.FeedsOf(terminal).Select(name => (Name: name, Feed: state.Feeds[name])).Select(feed => new FeedPosition(feed.Name, feed.Feed.Generation, Last(feed.Feed), Checksum(feed.Feed, Last(feed.Feed))))]);

    public FeedPage Pull(string feed, long asked, long after, int limit)
    {
        var told = state.Feeds[feed];
        var from = told.Generation == asked ? after : 0;
        // An item's number is its place in the list.
        var items = told.Items.Skip((int)from).Where(item => item.Visible <= time.Now).Take(limit).Select(item => item.Item).ToArray();
        return new(feed, told.Generation, from, Last(told), mutant == Mutant.NaiveCursor ? Closed(items, from) : items, items.Length > 0 ? Checksum(told, items[^1].Sequence) : null);
    }

    public void SetPrice(ProductId product, Money amount)
    {
        var price = new PriceItem(product, ++state.PriceVersion, amount, SimulatedTime.Start.AddDays(-10));
        Prices.Add((product, price.Version, amount));
        Tell(shop.PriceFeed, FeedKinds.price, $"{product}:{price.Version}", JsonSerializer.Serialize(price, WireJson.Default.PriceItem), Commit());
    }

    /// <summary>Posts what waits for one store, as ApplyChanges does, and tells the members' points.</summary>
    public void Apply(StoreId store)
    {
        if (!state.Waiting.TryGetValue(store, out var waiting) || waiting.Count == 0) return;
        var place = new PostingStore(shop.Chain, store, "Asia/Jakarta");
        var facts = waiting.Select(fact => new WaitingFact(fact.Change.FactId, fact.Terminal.Value, fact.Change.Type, fact.Change.Version, fact.Change.Payload, time.Now, fact.Change.Clock, fact.Epoch)).ToArray();
        waiting.Clear();
        var read = ReadFacts.From(facts, place);
        foreach (var dead in read.Dead) SetAside(dead);
        var touched = read.Dead.Where(dead => dead.Member is not null).Select(dead => (Member: dead.Member!.Value, Fact: dead.FactId)).ToList();
        foreach (var (fact, changed) in read.Profiles)
        {
            Name(changed.MemberId, new(changed.Name, new(PostProfiles.ClockOf(fact), fact.TerminalId)));
            Edit(changed);
            touched.Add((changed.MemberId, mutant == Mutant.NoOverlay ? Guid.Empty : fact.FactId));
        }
        var fresh = new List<PostedSale>();
        foreach (var sale in read.Sales)
        {
            if (state.Posted.ContainsKey(sale.SaleId))
            {
                if (mutant != Mutant.NoDedup) continue;
                state.PostedTwice++;
            }
            else if (!state.Receipts.Add(sale.ReceiptNumber.ToString()))
            {
                SetAside(DeadFact.Of(sale.Fact, "Its receipt number is in the books."));
                if (sale.MemberId is { } other) touched.Add((other, sale.Fact.FactId));
                continue;
            }
            fresh.Add(sale);
            state.Posted[sale.SaleId] = sale.Total.Units;
            foreach (var line in sale.Lines)
                state.Stock[(store, line.ProductId)] = state.Stock.GetValueOrDefault((store, line.ProductId)) - line.Quantity.Amount;
            if (sale.MemberId is { } member)
            {
                state.Points[member] = state.Points.GetValueOrDefault(member) + sale.Points;
                touched.Add((member, sale.Fact.FactId));
            }
        }
        new SimulatedAllowances(state, shop, time.Now, mutant, Tell).Post(read, fresh, touched);
        foreach (var settled in touched.GroupBy(each => each.Member, each => each.Fact)) Tell(settled.Key, Commit(), [.. settled]);
    }

    /// <summary>The newest price of a product.</summary>
    public (long Version, Money Price)? PriceOf(ProductId product) => state.Feeds[shop.PriceFeed].Items
        .Select(item => JsonSerializer.Deserialize(item.Item.Body, WireJson.Default.PriceItem)!).Where(price => price.ProductId == product)
        .Select(price => ((long, Money)?)(price.Version, price.Amount)).LastOrDefault();

    public CloudState Backup() => state.Copy();

    /// <summary>Half of the operators let the numbering of every feed begin anew after that (SYNC 1.4, trap 2); the others know nothing of it.</summary>
    public void Restore(CloudState backup)
    {
        state = backup.Copy();
        if (chance.Hit(0.5)) generation++;
        foreach (var feed in state.Feeds.Values) feed.Generation = generation;
    }

    public bool Holds(Guid fact) => state.ById.ContainsKey(fact);

    /// <summary>How long a transaction goes on after its items were numbered.</summary>
    TimeSpan Commit() => mutant == Mutant.NaiveCursor ? chance.Between(TimeSpan.Zero, TimeSpan.FromHours(2)) : default;

    void SetAside(DeadFact dead)
    {
        if (mutant != Mutant.SwallowPoison) state.Suspense[dead.FactId] = dead.Amount;
    }

    void Name(MemberId member, Register edit)
    {
        var held = NameOf(member);
        state.Edits.Add((member, edit));
        state.Names[member] = mutant switch
        {
            Mutant.LwwArrival => edit,
            Mutant.NoTieBreak => edit.At.Clock > held.At.Clock ? edit : held,
            _ => held.Join(edit)
        };
    }

    void Edit(MemberChanged changed)
    {
        var held = EntriesOf(changed.MemberId);
        state.EntryEdits.Add(changed);
        var removed = (changed.Removed ?? []).ToHashSet();
        if (mutant == Mutant.RemoveByValue)
        {
            var values = state.EntryEdits.SelectMany(edit => edit.Added ?? []).Where(entry => removed.Contains(entry.EntryId)).Select(entry => entry.Value).ToHashSet(StringComparer.Ordinal);
            removed.UnionWith(held.Entries.Where(entry => values.Contains(entry.Value.Value)).Select(entry => entry.Key));
        }
        state.Entries[changed.MemberId] = held.Join(new((changed.Added ?? []).Select(entry => KeyValuePair.Create(entry.EntryId, entry)), removed));
    }

    AddWinsSet<ProfileEntry> EntriesOf(MemberId member) => state.Entries.GetValueOrDefault(member, new([], []));

    /// <summary>A member's tags.</summary>
    public IReadOnlyList<ProfileEntry> Entries(MemberId member) => [.. EntriesOf(member).Entries.Select(entry => entry.Value).OrderBy(entry => entry.EntryId)];

    /// <summary>What a member is called, and since which edit.</summary>
    public Register NameOf(MemberId member) => state.Names.GetValueOrDefault(member, new("Anggota", default));

    void Tell(MemberId member, TimeSpan commit, IReadOnlyList<Guid>? settled = null)
    {
        var (points, name) = (state.Points.GetValueOrDefault(member), NameOf(member));
        Tell(shop.MemberFeed(member), FeedKinds.member, member.ToString(),
            JsonSerializer.Serialize(new MemberItem(member, name.Value!, null, null, null, points, points, true)
            {
                Entries = Entries(member) is { Count: > 0 } entries ? entries : null,
                Facts = mutant == Mutant.OverlayByAck ? null : settled,
                Stamps = name.At.Clock == 0 ? null : new Dictionary<string, Stamp> { [ProfileFields.name] = name.At }
            }, WireJson.Default.MemberItem), commit);
    }

    void Tell(TerminalId terminal, AllowanceItem told)
    {
        var (kind, body) = AllowanceTable.Told(told);
        Tell(Shop.ControlFeed(terminal), kind, told.Subject.ToString(), body);
    }

    void Tell(string feed, string kind, string key, string body, TimeSpan commit = default)
    {
        var told = state.Feeds[feed];
        var next = told.Items.Count + 1;
        var item = new FeedItem(next, next, kind, key, body);
        told.Items.Add((item, time.Now + commit, FeedChecksum.After(next == 1 ? 0 : told.Items[^1].Checksum, item)!.Value));
    }

    long Last(SimulatedFeed feed)
    {
        var last = feed.Items.Count;
        while (last > 0 && feed.Items[last - 1].Visible > time.Now) last--;
        return last;
    }

    long? Checksum(SimulatedFeed feed, long through) => mutant is Mutant.NoChecksum or Mutant.NaiveCursor ? null : through == 0 ? 0 : feed.Items[(int)through - 1].Checksum;

    /// <summary>A cursor that only knows "greater than": what is not there yet looks as if it would never come.</summary>
    static FeedItem[] Closed(FeedItem[] items, long after)
    {
        var closed = new List<FeedItem>();
        foreach (var item in items)
        {
            if (item.Sequence > after + 1) closed.Add(new(after + 1, item.Sequence - 1, FeedKinds.skip, "", ""));
            closed.Add(item);
            after = item.Sequence;
        }
        return [.. closed];
    }

    bool Known(ChangeBatch batch) => batch.FirstSequence + batch.Changes.Count - 1 <= state.Heads[batch.TerminalId].HeadSequence;

    PushReply Blindly(ChangeBatch batch) =>
        new(PushStatus.ok, batch.FirstSequence + batch.Changes.Count - 1, batch.Changes.Aggregate(batch.PreviousHash, HashChain.Next), batch.Epoch, HybridClock.At(time.Now), time.Now, ChangeBatch.maxChanges);

    PushReply KeepBlindly(MemoryLog log, ChangeBatch batch)
    {
        log.Keep(batch.Epoch, batch.Changes);
        var reply = Blindly(batch);
        if (reply.AckThrough > state.Heads[batch.TerminalId].HeadSequence) log.MoveHead(batch.Epoch, reply.AckThrough, reply.AckHash, reply.AckThrough, batch.AppVersion);
        return reply;
    }
}
