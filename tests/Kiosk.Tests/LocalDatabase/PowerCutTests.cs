using Sasuai.Dev;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Staff;
using Sasuai.Tills;

namespace Sasuai.Tests;

public sealed class PowerCutTests
{
    [Fact]
    public void After_a_power_cut_behind_any_step_everything_that_was_answered_is_there()
    {
        using var till = new TestTill();
        using var cuts = TempFolder.Create("cuts");
        Action<Lane>[] steps =
        [
            lane => lane.SignIn(TestTill.Number, TestTill.Pin),
            lane => lane.OpenTill(new(100_000)),
            lane => lane.Scan(TestTill.Kopi),
            lane => lane.Scan("9999999999994"),
            lane => lane.Scan("2*" + TestTill.Roti),
            lane => lane.AttachMember(TestTill.Card),
            lane => lane.VoidLine(1, "changed mind"),
            lane => lane.SetQuantity(3, Quantity.Of(4)),
            lane => lane.PayCash(new(100_000)),
            lane => lane.Scan(TestTill.Kopi),
            lane => lane.VoidBasket("left"),
            lane => lane.MoveCash(CashMovementKind.SafeDrop, new(50_000), "safe"),
            lane => lane.OpenDrawer("change", Approved(lane, Right.NoSale, Money.Zero)),
            lane => lane.MoveCash(CashMovementKind.CashOut, new(10_000), "ice", Approved(lane, Right.CashOut, new(10_000))),
            lane => lane.Count(new Money(1)),
            lane => lane.Count(new Money(13_000)),
            lane => lane.CloseCounted("gone", Approved(lane, Right.OverShort, new(100_000))),
            lane => lane.ReprintZ(),
        ];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i](till.Lane);
            var expected = Picture(till.Database);
            var cut = Path.Combine(cuts.Path, $"{i}.db");
            File.Copy(till.Path, cut);
            File.Copy(till.Path + "-wal", cut + "-wal");

            using var after = LocalDatabase.Open(cut, PrintQueue.Schema);

            Picture(after).ShouldBe(expected, $"after step {i}");
        }
        Picture(till.Database).ShouldContain("sale 1");
        till.Database.Read(db => db.Number("select count(*) from till_session where closed_at is not null")).ShouldBe(1);
    }

    static Approval Approved(Lane lane, Right right, Money amount) =>
        lane.Approve(right, lane.State.Till!.Id.Value, amount, TestTill.ManagerNumber, TestTill.ManagerPin, "boleh").Value;

    [Fact]
    public void A_log_cut_anywhere_opens_and_shows_whole_sales_only()
    {
        using var till = new TestTill().Ready();
        till.Database.Checkpoint();
        var bare = File.ReadAllBytes(till.Path);
        for (var i = 0; i < 4; i++) till.Sell();
        var log = File.ReadAllBytes(till.Path + "-wal");
        using var cuts = TempFolder.Create("wal");
        var seen = new SortedSet<long>();

        // A prime step falls into frames, headers and pages alike.
        for (var length = 0; length <= log.Length; length += 6_151)
        {
            var cut = Path.Combine(cuts.Path, $"{length}.db");
            File.WriteAllBytes(cut, bare);
            File.WriteAllBytes(cut + "-wal", log[..length]);
            using var after = LocalDatabase.Open(cut, PrintQueue.Schema);
            var sales = after.Read(SaleJournal.Count);
            // Sale, number, fact, receipt and totals of one sale are there together or not at all.
            after.Read(db => db.Number("select coalesce(max(last), 0) from receipt_series")).ShouldBe(sales);
            after.Read(db => db.Number("select count(*) from change where type = 'sale-completed'")).ShouldBe(sales);
            after.Read(db => db.Number("select count(*) from print_job where kind = 'receipt'")).ShouldBe(sales);
            after.Read(db => db.Number("select coalesce(sum(sales), 0) from till_session")).ShouldBe(sales);
            seen.Add(sales);
        }
        seen.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void A_log_cut_anywhere_shows_whole_movements_counts_and_approvals_only()
    {
        using var till = new TestTill().Ready(opening: 200_000);
        till.Database.Checkpoint();
        var bare = File.ReadAllBytes(till.Path);
        for (var i = 1; i <= 4; i++) till.Lane.MoveCash(CashMovementKind.CashOut, new(1_000 * i), "ice", Approved(till.Lane, Right.CashOut, new(1_000 * i))).Refusal.ShouldBeNull();
        till.Lane.MoveCash(CashMovementKind.CashIn, new(500), "change").Refusal.ShouldBeNull();
        till.Lane.OpenDrawer("change", Approved(till.Lane, Right.NoSale, Money.Zero)).Refusal.ShouldBeNull();
        till.Lane.Count(new Money(1)).Refusal.ShouldBeNull();
        var log = File.ReadAllBytes(till.Path + "-wal");
        using var cuts = TempFolder.Create("wal");
        var seen = new SortedSet<int>();

        foreach (var length in Enumerable.Range(0, log.Length / 2_039 + 1).Select(step => step * 2_039).Append(log.Length))
        {
            var cut = Path.Combine(cuts.Path, $"{length}.db");
            File.WriteAllBytes(cut, bare);
            File.WriteAllBytes(cut + "-wal", log[..length]);
            using var after = LocalDatabase.Open(cut, PrintQueue.Schema);
            var session = after.Read(TillSessions.Open)!;
            var facts = after.Read(db => TillSessions.Facts(db, session.Id));
            // What the drawer should hold, its facts, and who allowed them are there together or not at all.
            TillTally.Of(new(session.Id, session.OpenedBy, session.BusinessDate, session.OpenedAt, session.Float), facts).Expected.ShouldBe(session.Expected);
            facts.OfType<ApprovalGiven>().Select(given => given.ApprovalId).ShouldBe(
                facts.Select(fact => fact switch { CashMoved moved => moved.ApprovalId, DrawerOpened opened => opened.ApprovalId, _ => null }).OfType<ApprovalId>());
            seen.Add(facts.Count);
        }
        seen.Count.ShouldBe(8);
    }

    [Fact]
    public void A_damaged_file_is_named_and_not_opened()
    {
        using var folder = TempFolder.Create("damaged");
        var path = folder.File(LocalDatabase.FileName);
        File.WriteAllText(path, new string('x', 8_192));

        Should.Throw<LocalDatabaseDamaged>(() => LocalDatabase.Open(path)).Message.ShouldContain(path);
    }

    [Fact]
    public void Damage_in_the_middle_of_a_file_is_found_while_it_sells()
    {
        using var till = new TestTill();
        till.Database.Examine().ShouldBeNull();
        till.Database.Dispose();
        using (var file = File.OpenWrite(till.Path))
        {
            // Over the pages behind the schema; the first page still opens.
            file.Position = 20 * 4_096;
            file.Write(new byte[60 * 4_096]);
        }

        using var damaged = LocalDatabase.Open(till.Path);
        damaged.Examine().ShouldNotBeNull().ShouldContain(till.Path);
    }

    [Fact]
    public void A_file_of_a_newer_program_is_left_alone()
    {
        using var till = new TestTill();
        till.Database.Write(db => db.Execute("pragma user_version = 999"));
        till.Database.Dispose();

        Should.Throw<LocalDatabaseDamaged>(() => LocalDatabase.Open(till.Path)).Message.ShouldContain("newer");
    }

    [Fact]
    public void Every_commit_is_forced_to_the_disk()
    {
        using var till = new TestTill();

        till.Database.Write(db => db.Number("pragma synchronous")).ShouldBe(2);
        till.Database.Write(db => db.One("pragma journal_mode", row => row.GetString(0))).ShouldBe("wal");
        new Version(till.Database.Read(db => db.One("select sqlite_version()", row => row.GetString(0)))!).ShouldBeGreaterThanOrEqualTo(new Version(3, 51, 3));
    }

    static string Picture(LocalDatabase database) => database.Read(db => string.Join('\n',
        string.Join(',', db.All("select 'sale ' || count(*) || ' ' || coalesce(sum(total), 0) from sale", row => row.GetString(0))),
        string.Join(',', db.All("select type || ' ' || hash from change order by epoch, sequence", row => row.GetString(0))),
        string.Join(',', db.All("select body from open_basket union all select body from open_line", row => row.GetString(0))),
        string.Join(',', db.All("select till_session_id || sales || cash || coalesce(number, '') from till_session", row => row.GetString(0))),
        string.Join(',', db.All("select kind || state from print_job order by job_id", row => row.GetString(0)))));
}
