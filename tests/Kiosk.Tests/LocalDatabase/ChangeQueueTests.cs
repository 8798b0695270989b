using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests;

public sealed class ChangeQueueTests : IDisposable
{
    readonly TestTill till = new TestTill().Ready();

    [Fact]
    public void Every_fact_carries_the_hash_of_the_one_before_it()
    {
        for (var i = 0; i < 3; i++) till.Sell();

        var batch = Batch();

        batch.PreviousHash.ShouldBe(HashChain.Genesis(TestTill.Terminal, 1));
        batch.Changes.Select(change => change.Sequence).ShouldBe([1, 2, 3, 4]);
        (batch.HeadSequence, batch.Epoch).ShouldBe((4, 1));
        Hashes(batch).ShouldBe(KeptHashes());
    }

    [Fact]
    public void What_is_acknowledged_is_not_sent_again_and_the_rest_goes_on_from_its_hash()
    {
        till.Sell();
        till.Sell();
        var hashes = Hashes(Batch());

        till.Changes.Acknowledge(1, 2, hashes[1]).ShouldBeTrue();

        Batch().FirstSequence.ShouldBe(3);
        Batch().PreviousHash.ShouldBe(hashes[1]);
        till.Changes.Unsent.ShouldBe(new Unsent(1, new(15_000)));
    }

    [Fact]
    public void An_acknowledgement_of_another_history_marks_nothing()
    {
        till.Sell();

        till.Changes.Acknowledge(1, 1, new string('0', 64)).ShouldBeFalse();
        till.Changes.Acknowledge(2, 1, Hashes(Batch())[0]).ShouldBeFalse();

        Batch().FirstSequence.ShouldBe(1);
    }

    [Fact]
    public void A_cloud_that_lost_what_it_had_acknowledged_gets_it_again()
    {
        till.Sell();
        var hashes = Hashes(Batch());
        till.Changes.Acknowledge(1, 2, hashes[1]);

        till.Changes.Rewind(1, 1).ShouldBeTrue();

        (Batch().FirstSequence, Batch().PreviousHash).ShouldBe((2, hashes[0]));
    }

    [Fact]
    public void Facts_are_kept_for_45_days_after_they_were_acknowledged_and_the_newest_for_ever()
    {
        till.Sell();
        till.Lane.CloseTill(new(215_000)).Refusal.ShouldBeNull();
        var hashes = Hashes(Batch());
        till.Changes.Acknowledge(1, 2, hashes[1]);

        till.Time.Advance(TimeSpan.FromDays(44));
        till.Changes.Forget().ShouldBe(0);
        till.Time.Advance(TimeSpan.FromDays(2));
        till.Changes.Forget().ShouldBe(1);

        till.Changes.Rewind(1, 0).ShouldBeFalse();
        till.Lane.OpenTill(Money.Zero);
        Batch().PreviousHash.ShouldBe(hashes[1]);
    }

    [Fact]
    public void After_a_fork_unsent_facts_keep_their_ids_and_printed_numbers_and_are_numbered_anew()
    {
        till.Sell();
        var kept = Hashes(Batch());
        till.Changes.Acknowledge(1, 1, kept[0]);
        till.Sell();
        var before = Batch();

        till.Changes.Renumber(2);

        var after = Batch();
        (after.Epoch, after.FirstSequence, after.PreviousHash).ShouldBe((2, 1, HashChain.Genesis(TestTill.Terminal, 2)));
        after.Changes.Select(change => change.FactId).ShouldBe(before.Changes.Select(change => change.FactId));
        after.Changes.Select(change => change.Payload).ShouldBe(before.Changes.Select(change => change.Payload));
        Hashes(after).ShouldBe(KeptHashes(epoch: 2));
        till.Sell().Sale.ReceiptNumber.ShouldBe(new ReceiptNumber("JKT01", 2, 2, 1));
        Batch().Changes[^1].Sequence.ShouldBe(3);
    }

    [Fact]
    public void A_cloud_that_lost_earlier_epochs_gets_everything_that_is_kept_under_a_new_one_in_the_old_order()
    {
        till.Sell();
        var first = Batch();
        till.Changes.Acknowledge(1, first.Changes[^1].Sequence, Hashes(first)[^1]).ShouldBeTrue();
        till.Changes.Renumber(2);
        till.Sell();
        var second = Batch();
        second.LastAcknowledged.ShouldBe(first.Changes[^1].FactId);

        till.Changes.Refill(3);

        var all = Batch();
        (all.Epoch, all.FirstSequence, all.PreviousHash, all.LastAcknowledged).ShouldBe((3, 1, HashChain.Genesis(TestTill.Terminal, 3), null));
        all.Changes.Select(change => change.FactId).ShouldBe([.. first.Changes.Select(change => change.FactId), .. second.Changes.Select(change => change.FactId)]);
        Hashes(all).ShouldBe(KeptHashes(epoch: 3));
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_turn_facts_round()
    {
        till.Sell();
        till.SwitchOffAndOn();
        var earlier = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(till.Time.GetUtcNow().AddDays(-3));
        var changes = new ChangeQueue(till.Database, earlier);
        till.Database.Write(db => changes.Append(db, Guid.CreateVersion7(), new BasketVoided(new(Guid.NewGuid()), 1, new(1), TestTill.Sari, earlier.GetUtcNow(), "x"), Money.Zero));

        Batch().Changes.Select(change => change.Clock).ShouldBeInOrder(SortDirection.Ascending);
        changes.Absorb(HybridClock.At(earlier.GetUtcNow().AddDays(30)));

        (Batch().Clock < HybridClock.At(earlier.GetUtcNow().AddDays(5))).ShouldBeTrue();
    }

    ChangeBatch Batch() => till.Changes.Unacked(500, "test")!;

    static string[] Hashes(ChangeBatch batch)
    {
        var hash = batch.PreviousHash;
        return [.. batch.Changes.Select(change => hash = HashChain.Next(hash, change))];
    }

    List<string> KeptHashes(int epoch = 1) =>
        till.Database.Read(db => db.All("select hash from change where epoch = @epoch order by sequence", row => row.GetString(0), ("@epoch", epoch)));

    public void Dispose() => till.Dispose();
}
