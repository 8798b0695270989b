using Sasuai.Loyalty;
using Sasuai.Sales;

namespace Sasuai.Simulation;

/// <summary>Remembers every receipt that was given out, and judges in the end whether the chain's books tell the same (the invariants of SYNC 2.2).</summary>
sealed class Verdict(World world, int seed, Mutant mutant)
{
    readonly List<(SimulatedTill Till, SaleCompleted Sale)> printed = [];
    readonly List<(SimulatedTill Till, Guid Fact)> renamed = [];
    readonly List<(SimulatedTill Till, RewardClaimed Claim)> claimed = [];
    readonly List<(SimulatedTill Till, RewardClaimCancelled Back, Guid Fact)> takenBack = [];
    readonly HashSet<Guid> gone = [];

    public int Sales => printed.Count;
    public int Gone => gone.Count;

    public void Printed(SimulatedTill till, SaleCompleted sale) => printed.Add((till, sale));

    public void Renamed(SimulatedTill till, Guid fact) => renamed.Add((till, fact));

    public void Claimed(SimulatedTill till, RewardClaimed claim) => claimed.Add((till, claim));

    public void TakenBack(SimulatedTill till, RewardClaimCancelled back) => takenBack.Add((till, back, SimulatedTill.BackId(back.RewardClaimId)));

    public int Claims => claimed.Count;

    /// <summary>Rewards for points that were the store's risk.</summary>
    public int Risks => claimed.Count(each => each.Claim.Risk is not null);

    /// <summary>Sales that took something of a capped promotion.</summary>
    public int Offers => printed.Count(each => each.Sale.Taken is not null);

    /// <summary>A disk or the cloud was set back: what no living disk and no cloud holds any more is gone, and no program can bring it back.</summary>
    public void Excuse()
    {
        foreach (var (till, fact) in printed.Select(each => (each.Till, each.Sale.SaleId.Value)).Concat(renamed)
                     .Concat(claimed.Select(each => (each.Till, each.Claim.RewardClaimId.Value))).Concat(takenBack.Select(each => (each.Till, each.Fact))))
            if (!gone.Contains(fact) && !world.Cloud.Holds(fact) && !world.Tills.Any(other => other.Terminal == till.Terminal && other.Knows(fact))) gone.Add(fact);
    }

    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<string> Judge() => [.. All().Select(wrong => $"seed {seed}: {wrong}").Take(10)];

    IEnumerable<string> All()
    {
        var cloud = world.Cloud.State;
        var expected = printed.Where(each => !gone.Contains(each.Sale.SaleId.Value)).Select(each => each.Sale).ToArray();
        var ids = printed.ToDictionary(each => each.Sale.SaleId.Value, each => each);
        foreach (var sale in expected)
            if (!cloud.ById.ContainsKey(sale.SaleId.Value)) yield return $"I1: sale {sale.ReceiptNumber} of {sale.CompletedAt:u} never came to the cloud.";
        foreach (var twice in cloud.Facts.GroupBy(fact => fact.Change.FactId).Where(fact => fact.Count() > 1)) yield return $"I1: fact {twice.Key} is in the cloud {twice.Count()} times.";
        if (cloud.PostedTwice > 0) yield return $"I1: {cloud.PostedTwice} sales were posted twice.";
        var kept = cloud.ById.Keys.Where(ids.ContainsKey).Select(id => ids[id].Sale).ToArray();
        var books = cloud.Posted.Values.Sum() + cloud.Suspense.Values.Sum(amount => amount ?? 0);
        // What is in suspense counts as the money that was paid, with the rounding.
        var told = kept.Sum(sale => cloud.Suspense.ContainsKey(sale.SaleId.Value) ? sale.Due.Units : sale.Total.Units);
        if (books != told) yield return $"I2: the receipts tell of {told}, the books of {books}.";
        foreach (var dead in cloud.ById.Keys.Where(id => ids.ContainsKey(id) && !cloud.Posted.ContainsKey(id) && !cloud.Suspense.ContainsKey(id)))
            yield return $"I10: sale {ids[dead].Sale.ReceiptNumber} is neither in the books nor in suspense.";
        foreach (var wrong in Stock(cloud, ids).Concat(Points(cloud, ids)).Concat(Allowances(cloud)).Concat(Names(cloud)).Concat(Tags(cloud)).Concat(Feeds(cloud))) yield return wrong;
        if (world.Faults is { Restores: 0, Clones: 0 } && mutant == Mutant.None)
            foreach (var same in printed.GroupBy(each => each.Sale.ReceiptNumber).Where(number => number.Count() > 1)) yield return $"I8: receipt {same.Key} was given twice.";
        foreach (var till in world.Tills.Where(till => till.Unsent > 0)) yield return $"I9: {till.Terminal.StoreCode}-{till.Terminal.Number} still has {till.Unsent} facts to send.";
        foreach (var (_, sale) in printed)
            foreach (var line in sale.Lines.Where(line => !world.Cloud.Prices.Contains((line.ProductId, line.PriceVersion, line.UnitPrice)))) yield return $"I11: {sale.ReceiptNumber} sold {line.Name} at a price that never was.";
    }

    static IEnumerable<string> Stock(CloudState cloud, Dictionary<Guid, (SimulatedTill Till, SaleCompleted Sale)> ids)
    {
        var sold = from id in cloud.Posted.Keys
                   where ids.ContainsKey(id)
                   from line in ids[id].Sale.Lines
                   group line.Quantity.Amount by (ids[id].Till.Terminal.Store, line.ProductId) into product
                   select (product.Key, Level: -product.Sum());
        foreach (var (key, level) in sold)
            if (cloud.Stock.GetValueOrDefault(key) != level) yield return $"I3: stock of {key.ProductId} is {cloud.Stock.GetValueOrDefault(key)} and should be {level}.";
    }

    IEnumerable<string> Points(CloudState cloud, Dictionary<Guid, (SimulatedTill Till, SaleCompleted Sale)> ids)
    {
        foreach (var member in world.Shop.Members)
        {
            var earned = cloud.Posted.Keys.Where(ids.ContainsKey).Select(id => ids[id].Sale).Where(sale => sale.MemberId == member).Sum(sale => sale.Points)
                - claimed.Where(each => each.Claim.MemberId == member && cloud.ById.ContainsKey(each.Claim.RewardClaimId.Value)).Sum(each => each.Claim.Points)
                + takenBack.Where(each => each.Back.MemberId == member && cloud.ById.ContainsKey(each.Fact)).Sum(each => each.Back.Points);
            if (cloud.Points.GetValueOrDefault(member) != earned) yield return $"I3: a member has {cloud.Points.GetValueOrDefault(member)} points in the cloud and earned {earned}.";
            foreach (var till in world.Tills)
                if (till.Points(member) != earned) yield return $"I9: {till.Terminal.StoreCode}-{till.Terminal.Number} shows {till.Points(member)} points of a member who has {earned}.";
        }
    }

    /// <summary>Nobody takes more than was granted, and no member more than they have, above what the stores may risk: but for a machine that runs twice, and a cloud that forgot its own grants.</summary>
    IEnumerable<string> Allowances(CloudState cloud)
    {
        foreach (var (_, fact) in claimed.Select(each => (each.Till, each.Claim.RewardClaimId.Value)).Concat(takenBack.Select(each => (each.Till, each.Fact))).Where(each => !gone.Contains(each.Item2) && !cloud.ById.ContainsKey(each.Item2)))
            yield return $"I1: claim {fact} never came to the cloud.";
        if (world.Faults is not { Clones: 0, CloudRestores: 0 }) yield break;
        foreach (var row in cloud.Allowances.All.Where(row => row.Used > row.Granted)) yield return $"I4: {row.TerminalId} took {row.Used} of the {row.Granted} points that it was granted under epoch {row.Epoch}.";
        foreach (var offer in world.Shop.Offers.Where(offer => cloud.OfferUses.GetValueOrDefault(offer.PromotionId) > offer.MaximumUses))
            yield return $"I5: {cloud.OfferUses[offer.PromotionId]} baskets used a promotion that {offer.MaximumUses} may use.";
        if (cloud.Overdraft > world.Shop.Risk * world.Shop.Stores.Count) yield return $"I5: {cloud.Overdraft} points were missing, of which the stores may risk {world.Shop.Risk} each.";
    }

    /// <summary>Agreeing is not enough: everybody may agree on what came last. The oracle sorts all edits that count and takes the greatest.</summary>
    IEnumerable<string> Names(CloudState cloud)
    {
        foreach (var (_, fact) in renamed.Where(edit => !gone.Contains(edit.Fact) && !cloud.ById.ContainsKey(edit.Fact))) yield return $"I1: edit {fact} never came to the cloud.";
        var latest = cloud.Edits.GroupBy(edit => edit.Member, edit => edit.Name).ToDictionary(member => member.Key,
            member => member.OrderBy(name => name.At.Clock).ThenBy(name => name.At.Origin.ToString(), StringComparer.Ordinal).ThenBy(name => name.Value, StringComparer.Ordinal).Last().Value);
        foreach (var (member, name) in latest)
        {
            if (world.Cloud.NameOf(member).Value != name) yield return $"I6: a member is {world.Cloud.NameOf(member).Value} in the cloud and should be {name}.";
            foreach (var till in world.Tills)
                if (till.Name(member) != world.Cloud.NameOf(member).Value) yield return $"I6: {till.Terminal.StoreCode}-{till.Terminal.Number} calls a member {till.Name(member)} who is {world.Cloud.NameOf(member).Value}.";
        }
    }

    /// <summary>A tag is there when some addition of it came that no removal names; the oracle knows no sets.</summary>
    IEnumerable<string> Tags(CloudState cloud)
    {
        foreach (var member in world.Shop.Members)
        {
            var edits = cloud.EntryEdits.Where(edit => edit.MemberId == member).ToArray();
            var right = edits.SelectMany(edit => edit.Added ?? []).Where(entry => !edits.Any(edit => edit.Removed?.Contains(entry.EntryId) == true)).OrderBy(entry => entry.EntryId).ToArray();
            if (!world.Cloud.Entries(member).SequenceEqual(right)) yield return $"I6: a member has {world.Cloud.Entries(member).Count} tags in the cloud and should have {right.Length}.";
            foreach (var till in world.Tills)
                if (!till.Entries(member).OrderBy(entry => entry.EntryId).SequenceEqual(right)) yield return $"I6: {till.Terminal.StoreCode}-{till.Terminal.Number} shows {till.Entries(member).Count} tags of a member who has {right.Length}.";
        }
    }

    IEnumerable<string> Feeds(CloudState cloud)
    {
        foreach (var product in world.Shop.Products)
        {
            var price = world.Cloud.PriceOf(product.ProductId);
            foreach (var till in world.Tills)
                if (till.PriceOf(product.ProductId) != price) yield return $"I7: {till.Terminal.StoreCode}-{till.Terminal.Number} sells {product.Name} at {till.PriceOf(product.ProductId)}, the cloud says {price}.";
        }
        foreach (var feed in cloud.Feeds.Where(feed => feed.Value.Items.Select(item => item.Item.Sequence).Where((number, index) => number != index + 1).Any())) yield return $"I7: feed {feed.Key} has gaps.";
    }
}
