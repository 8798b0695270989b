using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Tills;

namespace Sasuai.Tests;

/// <summary>Cash in and out, no-sale, the blind count, over and short, X and Z.</summary>
public sealed class DrawerTests : IDisposable
{
    readonly TestTill till = new TestTill().Ready(opening: 200_000);

    Lane Lane => till.Lane;

    [Fact]
    public void Cash_in_and_a_safe_drop_change_what_should_be_in_the_drawer_and_say_who_when_and_why()
    {
        Lane.MoveCash(CashMovementKind.CashIn, new(50_000), " uang receh ").Refusal.ShouldBeNull();
        Lane.MoveCash(CashMovementKind.SafeDrop, new(120_000), "setor brankas").Refusal.ShouldBeNull();

        Lane.State.Till!.Expected.ShouldBe(new(130_000));
        var moved = till.Facts().OfType<CashMoved>().ToArray();
        moved.Select(each => (each.Kind, each.Amount.Units, each.Reason)).ShouldBe([(CashMovementKind.CashIn, 50_000, "uang receh"), (CashMovementKind.SafeDrop, 120_000, "setor brankas")]);
        moved.ShouldAllBe(each => each.CashierId == TestTill.Sari && each.TillSessionId == Lane.State.Till.Id && each.MovedAt == till.Time.GetUtcNow());
    }

    [Fact]
    public void Money_does_not_move_without_a_reason_or_an_amount()
    {
        Lane.MoveCash(CashMovementKind.CashIn, Money.Zero, "x").Refusal!.Code.ShouldBe("cash-not-positive");
        Lane.MoveCash(CashMovementKind.CashIn, new(1_000), " ").Refusal!.Code.ShouldBe("reason-missing");
        Lane.MoveCash(CashMovementKind.CashIn, Lane.DrawerLimit + new Money(1), "x").Refusal!.Code.ShouldBe("amount-too-large");

        Lane.State.Till!.Expected.ShouldBe(new(200_000));
    }

    [Fact]
    public void A_cashier_takes_no_cash_out_and_opens_no_drawer_alone()
    {
        Lane.MoveCash(CashMovementKind.CashOut, new(10_000), "es batu").Refusal!.Code.ShouldBe("approval-needed");
        Lane.OpenDrawer("tukar uang").Refusal!.Code.ShouldBe("approval-needed");

        till.Facts().OfType<TillSessionOpened>().Count().ShouldBe(till.Facts().Count);
    }

    [Fact]
    public void A_count_that_fits_closes_the_till()
    {
        till.Sell();

        var told = Lane.Count([new(new(100_000), 2), new(new(10_000), 1), new(new(5_000), 1)]).Value;
        var closed = Lane.CloseCounted().Value;

        (told.Fits, told.Again, told.Counted.Counted).ShouldBe((true, false, new Money(215_000)));
        (closed.Number, closed.OverShort, closed.Report!.Sales, closed.Report.Number).ShouldBe((1, Money.Zero, 1, 1));
        till.Facts().OfType<DrawerCounted>().ShouldHaveSingleItem().Cash.Count.ShouldBe(3);
    }

    [Fact]
    public void A_count_that_does_not_fit_is_done_once_more_without_a_word_about_the_difference()
    {
        var first = Lane.Count(new Money(100_000)).Value;

        (first.Fits, first.Again, first.OverShort).ShouldBe((false, true, Money.Zero));
        Lane.CloseCounted().Refusal!.Code.ShouldBe("count-again");

        var second = Lane.Count(new Money(199_000)).Value;
        (second.Fits, second.Counted.Attempt, second.OverShort).ShouldBe((true, 2, new Money(-1_000)));
        Lane.CloseCounted().Value.OverShort.ShouldBe(new(-1_000));
        till.Facts().OfType<DrawerCounted>().Select(count => (count.Attempt, count.Counted.Units)).ShouldBe([(1, 100_000), (2, 199_000)]);
    }

    [Fact]
    public void A_difference_above_the_limit_needs_a_reason_and_somebody_who_may()
    {
        Lane.Count(new Money(150_000));
        var second = Lane.Count(new Money(150_000)).Value;
        (second.Fits, second.Again, second.OverShort).ShouldBe((false, false, new Money(-50_000)));
        Lane.Count(new Money(200_000)).Refusal!.Code.ShouldBe("count-stands");
        Lane.CloseCounted().Refusal!.Code.ShouldBe("reason-missing");
        Lane.CloseCounted("hilang").Refusal!.Code.ShouldBe("approval-needed");
        var wanted = Lane.Wanted!;
        wanted.Amount.ShouldBe(new(50_000));

        var approval = Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, TestTill.ManagerNumber, TestTill.ManagerPin, "dihitung bersama").Value;
        var closed = Lane.CloseCounted("hilang", approval).Value;

        (closed.OverShort, closed.Reason, closed.ApprovalId).ShouldBe((new Money(-50_000), "hilang", approval.Given.ApprovalId));
    }

    [Fact]
    public void Money_that_moves_after_a_count_makes_the_count_worthless()
    {
        Lane.Count(new Money(200_000)).Value.Fits.ShouldBeTrue();
        till.Sell();

        Lane.CloseCounted().Refusal!.Code.ShouldBe("count-first");
        Lane.Count(new Money(215_000)).Value.Counted.Attempt.ShouldBe(1);
        Lane.CloseCounted().Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_power_cut_between_count_and_recount_gives_no_third_count()
    {
        Lane.Count(new Money(1));
        till.SwitchOffAndOn();
        Lane.SignIn(TestTill.Number, TestTill.Pin);

        Lane.Count(new Money(2)).Value.Counted.Attempt.ShouldBe(2);
        Lane.Count(new Money(3)).Refusal!.Code.ShouldBe("count-stands");
    }

    [Fact]
    public void The_store_s_own_limit_counts()
    {
        till.PullRules(new(OverShortLimit: Money.Zero));

        Lane.Count(new Money(199_900)).Value.Again.ShouldBeTrue();
    }

    [Fact]
    public void An_X_report_can_be_asked_at_any_time_and_changes_nothing()
    {
        till.Sell();
        Lane.Scan(TestTill.Roti);
        var before = till.Facts().Count;

        var report = Lane.XReport().Value;

        (report.Number, report.Sales, report.SalesTotal, report.Expected, report.Counted).ShouldBe((null, 1, new Money(15_000), new Money(215_000), null));
        till.Facts().Count.ShouldBe(before);
    }

    [Fact]
    public void A_Z_report_is_numbered_and_can_be_read_again_later()
    {
        till.Sell();
        var first = Lane.CloseTill(new Money(215_000)).Value;
        Lane.OpenTill(new(0));
        var second = Lane.CloseTill(new Money(0)).Value;

        (first.Number, second.Number).ShouldBe((1, 2));
        Lane.ReprintZ().Value.Number.ShouldBe(2);
        Lane.ReprintZ(1).Value.SalesTotal.ShouldBe(new(15_000));
        Lane.ReprintZ(3).Refusal!.Code.ShouldBe("no-such-z");
    }

    [Fact]
    public void The_drawer_opens_before_the_slip_of_a_movement_and_not_for_a_report()
    {
        Lane.MoveCash(CashMovementKind.CashIn, new(50_000), "receh").Refusal.ShouldBeNull();
        Lane.XReport(onPaper: true).Refusal.ShouldBeNull();
        Lane.CloseTill(new Money(250_000)).Refusal.ShouldBeNull();
        Lane.ReprintZ().Refusal.ShouldBeNull();

        till.Database.Read(db => db.All("select kind from print_job order by job_id", row => row.GetString(0))).ShouldBe(["drawer", "receipt", "receipt", "receipt", "receipt"]);
    }

    [Fact]
    public void Facts_of_an_open_session_are_kept_however_old_they_are()
    {
        till.Sell();
        var batch = till.Changes.Unacked(100, "test")!;
        var hash = till.Database.Read(db => db.One("select hash from change order by sequence desc limit 1", row => row.GetString(0)))!;
        till.Changes.Acknowledge(1, batch.Changes[^1].Sequence, hash).ShouldBeTrue();
        till.Time.Advance(ChangeQueue.KeptFor + TimeSpan.FromDays(1));
        till.Changes.Forget();

        Lane.XReport().Value.Sales.ShouldBe(1);
    }

    public void Dispose() => till.Dispose();
}
