using Sasuai.Functions.Flags;
using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>What counters put right of members. The latest edit of a field holds, in whatever order they arrive; a number that is somebody else's is flagged.</summary>
static class PostProfiles
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<(WaitingFact Fact, MemberChanged Changed)> edits)
    {
        if (edits.Count == 0) return;
        var same = await MemberAlias.Of(work, edits.Select(edit => edit.Changed.MemberId));
        foreach (var member in edits.GroupBy(edit => same.GetValueOrDefault(edit.Changed.MemberId, edit.Changed.MemberId)))
        {
            foreach (var taken in await ProfileTable.Join(work, shop.ChainId, member.Key, [.. member.SelectMany(edit => FieldsOf(member.Key, edit.Fact, edit.Changed))]))
                if (taken is { } fact) await PostFlags.PhoneTaken(work, fact, member.Key);
            foreach (var (_, changed) in member)
            {
                await EntryTable.Add(work, shop.ChainId, member.Key, (changed.Added ?? []).Where(IsOne), changed.CashierId, changed.ChangedAt);
                await EntryTable.Remove(work, shop.ChainId, member.Key, changed.Removed ?? [], changed.CashierId, changed.ChangedAt);
            }
            foreach (var (fact, changed) in member)
                if (changed.MayBeTold is { } given) await ConsentTable.Say(work, shop.ChainId, member.Key, fact.FactId, given, ConsentTable.SourceOf(changed.ConsentWay), changed.ChangedAt, fact.ReceivedAt);
            await MemberTable.Tell(work, shop.ChainId, [member.Key], member.ToLookup(_ => member.Key, edit => edit.Fact.FactId));
        }
    }

    /// <summary>The clock that an edit counts with: a till that is far ahead must not win for ever, so its edit counts as made when it came.</summary>
    public static long ClockOf(WaitingFact fact) => Math.Min(fact.Clock, HybridClock.At(fact.ReceivedAt + HybridClock.DriftLimit));

    static bool IsOne(ProfileEntry entry) => ProfileEntry.Read(entry.Value) is { } read && entry.Is(read);

    static IEnumerable<FieldEdit> FieldsOf(MemberId member, WaitingFact fact, MemberChanged changed)
    {
        FieldEdit Edit(string field, string value) => new(member, field, value, ClockOf(fact), fact.TerminalId, fact.FactId, changed.CashierId, changed.ChangedAt);
        if (changed.Name is { } name) yield return Edit(ProfileFields.name, name);
        if (changed.Phone is { } phone && !PhoneNumber.Read(phone).IsRefused(out _, out var number)) yield return Edit(ProfileFields.phone, number.Digits);
    }
}
