using Sasuai.Dev;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sync;

namespace Sasuai.Tests;

/// <summary>A disk that was set back, or copied, does not take the same points twice.</summary>
public sealed class WitnessTests : IDisposable
{
    readonly TestTill shop = new();
    readonly TempFolder outside = TempFolder.Create("witness");

    string Copy => shop.Path + ".backup";
    Witness Witness => new(Path.Combine(outside.Path, "points"));

    LocalDatabase Open() => LocalDatabase.Open(shop.Path, Witness);

    static long Left(LocalDatabase database) => database.Read(db => Allowances.Of(db, TestTill.Budi.Value)).Left;

    /// <summary>A backup is made, and then points are taken.</summary>
    public WitnessTests()
    {
        shop.Database.Dispose();
        using var database = Open();
        database.Write(db => Allowances.Use(db, TestTill.Budi.Value, 50).ShouldBe(new(1, 400)));
        database.Checkpoint();
        File.Copy(shop.Path, Copy);
        database.Write(db => Allowances.Use(db, TestTill.Budi.Value, 300)).ShouldNotBeNull();
    }

    void SetBack()
    {
        foreach (var file in Directory.GetFiles(shop.Folder).Where(file => file.StartsWith(shop.Path, StringComparison.Ordinal) && file != Copy)) File.Delete(file);
        File.Copy(Copy, shop.Path);
    }

    [Fact]
    public void A_restart_on_the_same_disk_goes_on_with_what_is_left()
    {
        using var database = Open();

        Left(database).ShouldBe(50);
    }

    [Fact]
    public void A_disk_that_was_set_back_holds_nothing_until_the_cloud_has_kept_something_new_from_it()
    {
        SetBack();
        using (var again = Open()) Left(again).ShouldBe(0);
        using var database = Open();
        var changes = new ChangeQueue(database, shop.Time);
        Left(database).ShouldBe(0);

        var told = database.Write(db => changes.Append(db, Guid.CreateVersion7(), new Loyalty.PointsAsked(TestTill.Budi, 400, 1, shop.Time.GetUtcNow()), Money.Zero));
        changes.Acknowledge(1, told.Sequence, HashChain.Next(changes.Unacked(1, "test")!.PreviousHash, told)).ShouldBeTrue();

        Left(database).ShouldBe(350);
        database.Write(db => Allowances.Use(db, TestTill.Budi.Value, 350)).ShouldNotBeNull();
    }

    [Fact]
    public void Without_the_set_back_being_noticed_the_same_points_would_be_taken_twice()
    {
        SetBack();
        using var database = LocalDatabase.Open(shop.Path);

        Left(database).ShouldBe(350);
    }

    [Fact]
    public void A_disk_of_before_a_new_epoch_holds_nothing_though_no_points_were_taken_since()
    {
        using (var database = Open())
        {
            database.Checkpoint();
            File.Copy(shop.Path, Copy, overwrite: true);
            new ChangeQueue(database, shop.Time).Renumber(2);
        }
        SetBack();
        using var again = Open();

        Left(again).ShouldBe(0);
    }

    [Fact]
    public void A_machine_that_dies_in_the_middle_of_taking_points_still_holds_the_rest()
    {
        // As after a kill between the witness and the commit: it expects one more than the database counts.
        File.WriteAllText(Path.Combine(outside.Path, "points"), "3 2");
        using (var database = Open())
        {
            Left(database).ShouldBe(50);
            Should.Throw<InvalidOperationException>(() => database.Write(db => { Allowances.Use(db, TestTill.Budi.Value, 10); throw new InvalidOperationException(); }));
        }
        using var again = Open();
        again.Write(db => (Allowances.Use(db, TestTill.Budi.Value, 10), Allowances.Use(db, TestTill.Budi.Value, 10))).ShouldBe((new(1, 400), new(1, 400)));

        (Left(again), Witness.Read()).ShouldBe((30, new Testimony(4, 4)));
    }

    [Fact]
    public async Task Whenever_a_till_is_killed_while_its_witness_is_written_the_file_says_what_was_or_what_is()
    {
        var (file, witness, over) = (Path.Combine(outside.Path, "busy"), new Witness(Path.Combine(outside.Path, "busy")), false);
        witness.Settle(1);
        // Whoever looks at any moment sees what a kill at that moment would have left.
        var looking = Task.Run(() =>
        {
            var seen = new HashSet<long>();
            while (!Volatile.Read(ref over))
            {
                var told = new Witness(file).Read();
                (told.Count - told.Before).ShouldBeInRange(0, 1, File.ReadAllText(file));
                seen.Add(told.Count);
            }
            return seen;
        }, TestContext.Current.CancellationToken);
        for (var count = 2L; count <= 3_000; count++)
        {
            witness.Expect(count).ShouldBeTrue();
            witness.Settle(count);
        }
        Volatile.Write(ref over, true);

        (await looking).ShouldAllBe(count => count >= 1 && count <= 3_000);
        new Witness(file).Read().ShouldBe(new Testimony(3_000, 3_000));
    }

    [Fact]
    public void What_an_older_program_wrote_is_read()
    {
        var file = Path.Combine(outside.Path, "old");
        File.WriteAllText(file, "12 11");
        new Witness(file).Read().ShouldBe(new Testimony(12, 11));
        File.WriteAllText(file, "12");
        var witness = new Witness(file);
        witness.Read().ShouldBe(new Testimony(12, 12));
        witness.Expect(13).ShouldBeTrue();

        new Witness(file).Read().ShouldBe(new Testimony(13, 12));
    }

    [Fact]
    public void A_copy_without_its_witness_holds_nothing()
    {
        File.Delete(Path.Combine(outside.Path, "points"));
        using var database = Open();

        Left(database).ShouldBe(0);
    }

    [Fact]
    public void No_point_is_taken_that_the_witness_cannot_count()
    {
        using var database = LocalDatabase.Open(shop.Path, new Witness(Path.Combine(outside.Path, "points")));
        Directory.Delete(outside.Path, recursive: true);

        database.Write(db => Allowances.Use(db, TestTill.Budi.Value, 10)).ShouldBeNull();
        Left(database).ShouldBe(50);
    }

    public void Dispose()
    {
        shop.Dispose();
        outside.Dispose();
    }
}
