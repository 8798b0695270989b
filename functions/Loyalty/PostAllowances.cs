using Sasuai.Functions.GiftCards;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Promotions;
using Sasuai.Functions.Sync;
using Sasuai.Functions.Terminals;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>
/// Tills ask for a part of something scarce, and give it back. It comes after everything that the same batch took: what a till asks for anew under a later
/// epoch says that all it did under earlier ones is in the books.
/// </summary>
static class PostAllowances
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<(WaitingFact Fact, AllowanceAsked Asked)> asks, IReadOnlyList<(WaitingFact Fact, AllowanceReleased Released)> releases)
    {
        if (asks.Count + releases.Count == 0) return;
        var members = asks.Where(ask => ask.Asked.Of == Scarce.Points).Select(ask => new MemberId(ask.Asked.Subject)).Concat(releases.Where(release => release.Released.Of == Scarce.Points).Select(release => new MemberId(release.Released.Subject)));
        var same = await MemberAlias.Of(work, members);
        (Scarce, Guid) Known(Scarce of, Guid id) => (of, of == Scarce.Points ? same.GetValueOrDefault(new(id), new(id)).Value : id);
        var asked = asks.ToLookup(ask => Known(ask.Asked.Of, ask.Asked.Subject));
        var released = releases.ToLookup(release => Known(release.Released.Of, release.Released.Subject));
        var sums = await Lock(work, [.. asked.Select(each => each.Key).Union(released.Select(each => each.Key))]);
        // Of a card that nobody issued, or a promotion without a cap, there is nothing: who asked is not to wait for an answer.
        foreach (var ask in asked.Where(each => each.Key.Item1 != Scarce.Points && !sums.Any(sum => sum.Key == each.Key)).SelectMany(each => each))
            AllowanceTable.Tell(work, shop.ChainId, new(ask.Fact.TerminalId), new(ask.Asked.Of, ask.Asked.Subject, ask.Fact.Epoch, 0));
        foreach (var (key, sum) in sums)
        {
            var (of, subject) = key;
            foreach (var (fact, release) in released[key])
            {
                await AllowanceTable.Use(work, shop.ChainId, [new(fact.FactId, fact.TerminalId, subject, release.Amount, new(release.Epoch, 0))]);
                await AllowanceTable.CloseBefore(work, subject, new(fact.TerminalId), release.Epoch);
            }
            TerminalId? asker = null;
            foreach (var (fact, ask) in asked[key])
            {
                asker = new(fact.TerminalId);
                // Granted under the epoch in which it came, which the till has by now; what it closes are those before the one it was asked in.
                await AllowanceTable.Ask(work, shop.ChainId, subject, asker.Value, fact.Epoch, ask.Wanted);
                await AllowanceTable.CloseBefore(work, subject, asker.Value, ask.Epoch);
            }
            await AllowanceTable.Settle(work, shop.ChainId, of, subject, sum, asker);
        }
    }

    /// <summary>Locks each row and tells what there is to grant from it; what nobody knows of is left out.</summary>
    static async Task<IReadOnlyList<((Scarce Of, Guid Subject) Key, long Sum)>> Lock(Work work, IReadOnlyList<(Scarce Of, Guid Subject)> keys)
    {
        var sums = new List<((Scarce, Guid), long)>();
        foreach (var kind in keys.GroupBy(key => key.Of, key => key.Subject).OrderBy(kind => kind.Key))
        {
            var sql = kind.Key switch { Scarce.Points => MemberTable.lockPoints, Scarce.GiftCard => GiftCardTable.lockBalances, Scarce.PointsRisk => StoreTable.lockRisk, _ => PromotionTable.lockLeft };
            sums.AddRange((await work.Query<Sum>(sql, new { ids = kind.ToArray() })).Select(row => ((kind.Key, row.Subject), row.Amount)));
        }
        return sums;
    }

    sealed record Sum(Guid Subject, long Amount);
}
