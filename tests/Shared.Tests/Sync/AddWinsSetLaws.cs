using CsCheck;
using Sasuai.Sync;

namespace Sasuai.Tests.Sync;

/// <summary>The laws of a set that several places edit, and the one that gives it its name: a removal takes away only what it saw.</summary>
public sealed class AddWinsSetLaws
{
    // Few ids and values, so that the same is added and removed at several places; an id has one value for ever.
    static readonly Guid[] ids = [.. Enumerable.Range(1, 8).Select(number => new Guid(number, 0, 0, new byte[8]))];

    static readonly Gen<AddWinsSet<string>> sets =
        from added in Gen.Int[0, ids.Length - 1].Array[0, 6]
        from removed in Gen.Int[0, ids.Length - 1].Array[0, 4]
        select new AddWinsSet<string>(added.Distinct().Select(place => KeyValuePair.Create(ids[place], $"tag {place % 3}")), removed.Select(place => ids[place]));

    static string Text(AddWinsSet<string> set) => string.Join(' ', set.Entries.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key} {entry.Value}"));

    // Two sets are alike when nothing that may still come tells them apart.
    static string Whole(AddWinsSet<string> set) => Text(set) + "|" + Text(set.Join(new(ids.Select((id, place) => KeyValuePair.Create(id, $"tag {place % 3}")), [])));

    [Fact]
    public void Joining_is_commutative_associative_and_idempotent() => Gen.Select(sets, sets, sets).Sample((a, b, c) =>
    {
        Whole(a.Join(b)).ShouldBe(Whole(b.Join(a)));
        Whole(a.Join(b).Join(c)).ShouldBe(Whole(a.Join(b.Join(c))));
        Whole(a.Join(a)).ShouldBe(Whole(a));
    });

    [Fact]
    public void What_was_added_elsewhere_meanwhile_stays() => Gen.Select(sets, Gen.Int[0, 2]).Sample((seen, value) =>
    {
        var tag = $"tag {value}";
        var here = seen.Join(new([], seen.Entries.Where(entry => entry.Value == tag).Select(entry => entry.Key)));
        var there = seen.Join(new([KeyValuePair.Create(new Guid(99, 0, 0, new byte[8]), tag)], []));

        here.Entries.ShouldNotContain(entry => entry.Value == tag);
        here.Join(there).Entries.Count(entry => entry.Value == tag).ShouldBe(1);
        there.Join(here).Entries.Count(entry => entry.Value == tag).ShouldBe(1);
    });

    [Fact]
    public void A_removal_may_come_before_what_it_removes()
    {
        var addition = new AddWinsSet<string>([KeyValuePair.Create(ids[0], "VIP")], []);

        new AddWinsSet<string>([], [ids[0]]).Join(addition).Entries.ShouldBeEmpty();
        addition.Entries.ShouldHaveSingleItem().Value.ShouldBe("VIP");
    }
}
