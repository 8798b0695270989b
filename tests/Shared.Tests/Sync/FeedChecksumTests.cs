using CsCheck;
using Sasuai.Sync;

namespace Sasuai.Tests.Sync;

/// <summary>A feed sums up to the same whichever of its items a terminal reads and whichever are skipped, and to something else when anything is another.</summary>
public sealed class FeedChecksumTests
{
    static FeedItem Item(long sequence, string body) => new(sequence, sequence, FeedKinds.product, $"K{sequence % 3}", body);

    static long Sum(IEnumerable<FeedItem> items) => items.Aggregate((long?)0, FeedChecksum.After)!.Value;

    [Fact]
    public void Skipped_or_read_it_sums_up_to_the_same() => Gen.Select(Gen.String.List[1, 20], Gen.Int[0, 19], Gen.Int[0, 19]).Sample((bodies, one, other) =>
    {
        var items = bodies.Select((body, place) => Item(place + 1, body)).ToArray();
        var (from, to) = (Math.Min(one, other) % items.Length, Math.Min(Math.Max(one, other), items.Length - 1));
        if (from > to) (from, to) = (to, from);
        var (before, after) = (Sum(items[..from]), Sum(items[..(to + 1)]));

        Sum([.. items[..from], FeedChecksum.Skip(from + 1, to + 1, before, after), .. items[(to + 1)..]]).ShouldBe(Sum(items));
    });

    [Fact]
    public void Another_item_is_another_sum() => Gen.Select(Gen.String, Gen.String).Where((a, b) => a != b).Sample((a, b) =>
        Sum([Item(1, a), Item(2, "x")]).ShouldNotBe(Sum([Item(1, b), Item(2, "x")])));

    [Fact]
    public void It_is_the_first_four_bytes_of_sha256() => FeedChecksum.Hash("price", "k", "{}").ShouldBe(expected);

    // printf 'price\nk\n{}' | sha256sum
    const long expected = 0x58c9a654;

    [Fact]
    public void A_skip_that_does_not_say_what_it_leaves_out_makes_the_sum_unknown()
    {
        FeedChecksum.After(5, new(2, 4, FeedKinds.skip, "", "")).ShouldBeNull();
        FeedChecksum.After(null, Item(1, "x")).ShouldBeNull();
    }
}
