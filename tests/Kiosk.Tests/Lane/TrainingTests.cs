using System.Text;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Staff;
using Sasuai.Tills;

namespace Sasuai.Tests;

/// <summary>A training touches nothing: not the books, not the sums, not the basket that was open.</summary>
public sealed class TrainingTests : IDisposable
{
    readonly TestTill till = new TestTill().Ready();

    [Fact]
    public void Nothing_that_is_done_in_a_training_reaches_the_books()
    {
        till.Sell();
        till.Lane.Scan(TestTill.Kopi);
        var before = Picture();
        using var training = till.Lane.BeginTraining().Value;
        training.Lane.State.Basket.IsEmpty.ShouldBeTrue();

        training.Lane.Scan(TestTill.Card);
        training.Lane.Scan(TestTill.Roti);
        var sale = training.Lane.PayCash(new(20_000)).Value.Sale;
        training.Lane.MoveCash(CashMovementKind.CashIn, new(1_000), "latihan").Refusal.ShouldBeNull();
        training.Lane.CloseTill(new Money(19_200)).Refusal.ShouldBeNull();

        Picture().ShouldBe(before);
        sale.ReceiptNumber.ToString().ShouldBe("T.JKT01-02-1-000001");
        training.End().Sales.ShouldBe(1);
        till.Facts().OfType<TrainingHeld>().ShouldHaveSingleItem().CashierId.ShouldBe(TestTill.Sari);
        till.Lane.State.Basket.Lines.ShouldHaveSingleItem();
        till.Lane.PayCash(new(15_000)).Value.Sale.ReceiptNumber.ToString().ShouldBe("JKT01-02-1-000002");
        File.Exists(Path.Combine(till.Folder, Training.FileName)).ShouldBeFalse();
    }

    [Fact]
    public void Paper_of_a_training_says_so_and_no_drawer_opens()
    {
        var waits = 0;
        till.Lane.PaperWaits += () => waits++;
        using var training = till.Lane.BeginTraining().Value;

        training.Lane.Scan(TestTill.Kopi);
        training.Lane.PayCash(new(15_000)).Refusal.ShouldBeNull();

        var jobs = till.Database.Read(db => db.All("select kind, bytes from print_job", row => (Kind: row.GetString(0), Text: Encoding.Latin1.GetString(row.GetFieldValue<byte[]>(1)))));
        jobs.ShouldHaveSingleItem().Kind.ShouldBe("receipt");
        jobs[0].Text.ShouldContain("LATIHAN / TRAINING");
        jobs[0].Text.ShouldContain("T.JKT01-02-1-000001");
        waits.ShouldBe(1);
    }

    [Fact]
    public void After_a_power_cut_in_a_training_the_real_basket_is_as_it_was_and_the_training_is_told_once()
    {
        till.Lane.Scan(TestTill.Kopi);
        var basket = till.Lane.State.Basket;
        var training = till.Lane.BeginTraining().Value;
        training.Lane.Scan(TestTill.Roti);
        training.Lane.PayCash(new(20_000)).Refusal.ShouldBeNull();
        var left = Path.Combine(till.Folder, Training.FileName);
        // As the disk was when the power went.
        foreach (var end in (string[])["", "-wal"]) File.Copy(left + end, left + end + ".cut");
        training.Dispose();
        till.Database.Dispose();
        foreach (var end in (string[])["", "-wal"]) File.Move(left + end + ".cut", left + end);

        till.SwitchOn();
        Training.Recover(till.Database, till.Changes, till.Time);
        Training.Recover(till.Database, till.Changes, till.Time);

        till.Lane.State.Basket.SaleId.ShouldBe(basket.SaleId);
        till.Lane.State.Basket.Lines.ShouldBe(basket.Lines);
        till.Facts().OfType<TrainingHeld>().ShouldHaveSingleItem().Sales.ShouldBe(1);
        File.Exists(left).ShouldBeFalse();
    }

    [Fact]
    public void Half_a_copy_is_thrown_away_without_a_word()
    {
        File.WriteAllText(Path.Combine(till.Folder, Training.FileName), "");

        Training.Recover(till.Database, till.Changes, till.Time);

        till.Facts().OfType<TrainingHeld>().ShouldBeEmpty();
        File.Exists(Path.Combine(till.Folder, Training.FileName)).ShouldBeFalse();
    }

    [Fact]
    public void There_is_no_training_in_a_training_and_none_without_its_right()
    {
        using (var training = till.Lane.BeginTraining().Value) training.Lane.BeginTraining().Refusal!.Code.ShouldBe("in-training");
        till.PullRules(new(Rights: [new(Role.Cashier, [])]));

        till.Lane.BeginTraining().Refusal!.Code.ShouldBe("approval-needed");
    }

    string Picture() => till.Database.Read(db => string.Join('\n',
        string.Join(',', db.All("select hash from change order by epoch, sequence", row => row.GetString(0))),
        string.Join(',', db.All("select body from open_basket", row => row.GetString(0))),
        string.Join(',', db.All("select till_session_id || sales || cash || coalesce(number, '') from till_session", row => row.GetString(0))),
        string.Join(',', db.All("select sale_id from sale union all select sale_id from member_points_pending", row => row.GetString(0))),
        string.Join(',', db.All("select epoch || ' ' || last from receipt_series", row => row.GetString(0)))));

    public void Dispose() => till.Dispose();
}
