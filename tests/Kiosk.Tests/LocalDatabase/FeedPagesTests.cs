using System.Diagnostics;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sync;

namespace Sasuai.Tests;

public sealed class FeedPagesTests : IDisposable
{
    readonly TestTill till = new TestTill().Ready();

    [Fact]
    public void A_page_that_lacks_a_number_is_not_taken_and_moves_nothing()
    {
        FeedItem Item(long sequence) => new(sequence, sequence, "note", "k", "{}");
        FeedPage Page(long generation, long after, params FeedItem[] items) => new(TestTill.StoreFeed, generation, after, 9, items);

        var at = till.Feeds.Position(TestTill.StoreFeed)!.Sequence;

        till.Feeds.Take(Page(1, at, Item(at + 1), Item(at + 3))).ShouldBeFalse();
        till.Feeds.Take(Page(1, at - 1, Item(at))).ShouldBeFalse();
        till.Feeds.Take(Page(2, at, Item(at + 1))).ShouldBeFalse();

        till.Feeds.Position(TestTill.StoreFeed)!.Sequence.ShouldBe(at);
    }

    [Fact]
    public void A_feed_that_sums_up_to_something_else_is_read_again_and_what_it_had_goes_only_when_all_of_it_is_here()
    {
        FeedItem Product(long sequence, string name) => TestTill.ProductRow(new(TestTill.RotiId, TestTill.Roti, name, "roti", "pcs", TestTill.Ppn, true, [])) is var row ? new(sequence, sequence, row.Item1, row.Item2, row.Item3) : throw new UnreachableException();
        var at = till.Feeds.Position(TestTill.CatalogueFeed)!;

        // The cloud was set back to its backup and numbered other things since; nobody began a new generation.
        var (first, second) = (Product(1, "Roti Lain"), new FeedItem(2, 2, "note", "n", "{}"));
        till.Feeds.Take(new(TestTill.CatalogueFeed, 1, at.Sequence, at.Sequence + 1, [new(at.Sequence + 1, at.Sequence + 1, "note", "m", "{}")], Checksum: 7)).ShouldBeFalse();
        till.Feeds.Position(TestTill.CatalogueFeed)!.Sequence.ShouldBe(0);
        var sum = FeedChecksum.After(0, first);
        till.Feeds.Take(new(TestTill.CatalogueFeed, 1, 0, 2, [first], sum)).ShouldBeTrue();
        till.Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Added>();

        till.Feeds.Take(new(TestTill.CatalogueFeed, 1, 1, 2, [second], FeedChecksum.After(sum, second))).ShouldBeTrue();

        till.Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Flagged>();
        till.Lane.Scan(TestTill.Roti).ShouldBeOfType<ScanResult.Added>().Line.Name.ShouldBe("Roti Lain");
    }

    [Fact]
    public void Where_a_feed_stands_is_compared_by_number_and_sum()
    {
        var at = till.Feeds.Position(TestTill.StoreFeed)!;
        Cursor Compared(long last, long? checksum, long generation = 1)
        {
            till.Feeds.Compare(new(TestTill.StoreFeed, generation, last, checksum));
            return till.Feeds.Position(TestTill.StoreFeed)!;
        }

        Compared(at.Sequence, at.Checksum).ShouldBe(at);
        Compared(at.Sequence + 5, 1).ShouldBe(at);
        Compared(at.Sequence, null).ShouldBe(at);
        Compared(at.Sequence, at.Checksum + 1).Sequence.ShouldBe(0);
    }

    [Fact]
    public void A_till_of_before_there_were_sums_takes_the_clouds_word_for_the_first_one()
    {
        var at = till.Feeds.Position(TestTill.StoreFeed)!;
        till.Database.Write(db => Cursors.Move(db, at with { Checksum = null }));

        till.Feeds.Compare(new(TestTill.StoreFeed, 1, at.Sequence, 4711));

        till.Feeds.Position(TestTill.StoreFeed)!.ShouldBe(at with { Checksum = 4711 });
        till.Feeds.Take(new(TestTill.StoreFeed, 1, at.Sequence, at.Sequence + 1, [new(at.Sequence + 1, at.Sequence + 1, "note", "n", "{}")], Checksum: 4711)).ShouldBeFalse();
    }

    [Fact]
    public void An_explicit_skip_counts_for_all_that_it_names()
    {
        var at = till.Feeds.Position(TestTill.StoreFeed)!.Sequence;

        till.Feeds.Take(new(TestTill.StoreFeed, 1, at, at + 6, [new(at + 1, at + 5, FeedKinds.skip, "", ""), new(at + 6, at + 6, "note", "k", "{}")])).ShouldBeTrue();

        till.Feeds.Position(TestTill.StoreFeed)!.Sequence.ShouldBe(at + 6);
    }

    [Fact]
    public void An_item_that_this_program_does_not_know_or_cannot_read_is_kept_aside_and_stops_nothing()
    {
        till.Pull(TestTill.StoreFeed, ("hologram", "h1", "{\"x\":1}"), (FeedKinds.product, "p", "{not json"), ("note", "n", "{}"));

        till.Database.Read(db => db.All("select kind from feed_row where key in ('h1', 'p') order by kind", row => row.GetString(0)))
            .ShouldBe(["hologram", "unreadable:product"]);
    }

    [Fact]
    public void A_feed_whose_numbers_began_anew_replaces_what_it_had_only_when_all_of_it_is_here()
    {
        till.Feeds.Restart(TestTill.CatalogueFeed, 2);
        var roti = TestTill.ProductRow(new(TestTill.RotiId, TestTill.Roti, "Roti Baru", "roti", "pcs", TestTill.Ppn, true, []));
        till.Feeds.Take(new(TestTill.CatalogueFeed, 2, 0, 2, [new(1, 1, roti.Item1, roti.Item2, roti.Item3)]));
        till.Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Added>();

        till.Feeds.Take(new(TestTill.CatalogueFeed, 2, 1, 2, [new(2, 2, "note", "n", "{}")]));

        till.Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Flagged>();
        till.Lane.Scan(TestTill.Roti).ShouldBeOfType<ScanResult.Added>().Line.Name.ShouldBe("Roti Baru");
        till.Lane.Search("kopi", 5).ShouldBeEmpty();
    }

    [Fact]
    public void Own_points_count_until_the_member_comes_back_with_them()
    {
        till.Lane.Scan(TestTill.Kopi);
        till.Lane.AttachMember(TestTill.Card);
        till.Lane.PayCash(new(15_000));
        var told = (FeedKinds.member, TestTill.Budi.ToString(), TestTill.Json(new(TestTill.Budi, "Budi", "6281234567890", TestTill.Card, null, 422, 1_222, true), WireJson.Default.MemberItem));

        // The cloud writes the member before it knows of the sale, then after.
        till.Pull(TestTill.MemberFeed, (FeedKinds.member, TestTill.Budi.ToString(), told.Item3.Replace("422", "400", StringComparison.Ordinal)));
        till.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(422);
        var batch = till.Changes.Unacked(500, "test")!;
        till.Changes.Acknowledge(1, 2, batch.Changes.Aggregate(batch.PreviousHash, HashChain.Next)).ShouldBeTrue();
        till.Pull(TestTill.MemberFeed, told);

        till.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(422);
    }

    [Fact]
    public void Own_points_are_counted_once_when_the_member_comes_back_before_the_acknowledgement()
    {
        till.Lane.Scan(TestTill.Kopi);
        till.Lane.AttachMember(TestTill.Card);
        till.Lane.PayCash(new(15_000));
        var batch = till.Changes.Unacked(500, "test")!;
        var member = new MemberItem(TestTill.Budi, "Budi", "6281234567890", TestTill.Card, null, 422, 1_222, true) { Facts = [batch.Changes[^1].FactId] };

        // The answer to the push was lost; the sale was posted, and its page overtakes the second answer.
        till.Pull(TestTill.MemberFeed, (FeedKinds.member, TestTill.Budi.ToString(), TestTill.Json(member, WireJson.Default.MemberItem)));
        till.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(422);
        till.Changes.Acknowledge(1, 2, batch.Changes.Aggregate(batch.PreviousHash, HashChain.Next)).ShouldBeTrue();

        till.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(422);
    }

    public void Dispose() => till.Dispose();
}
