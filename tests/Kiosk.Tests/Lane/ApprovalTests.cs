using Sasuai.Kiosk.Lanes;
using Sasuai.Staff;
using Sasuai.Tills;

namespace Sasuai.Tests;

/// <summary>Who may do what, and the one-off approval: by PIN, and by telephone without a network.</summary>
public sealed class ApprovalTests : IDisposable
{
    readonly TestTill till = new TestTill().Ready();

    Lane Lane => till.Lane;

    [Fact]
    public void A_manager_s_PIN_allows_one_act_and_both_names_stand_in_the_books()
    {
        var approval = ByPin(Wanted());

        var opened = Lane.OpenDrawer("tukar uang", approval).Value;

        var given = till.Facts().OfType<ApprovalGiven>().ShouldHaveSingleItem();
        (given.Right, given.AskedBy, given.ApprovedBy, given.Way, given.Reason).ShouldBe((Right.NoSale, TestTill.Sari, TestTill.Ani, ApprovalWay.Pin, "boleh"));
        opened.ApprovalId.ShouldBe(given.ApprovalId);
        opened.CashierId.ShouldBe(TestTill.Sari);
    }

    [Fact]
    public void An_approval_is_good_once()
    {
        var approval = ByPin(Wanted());
        Lane.OpenDrawer("tukar uang", approval).Refusal.ShouldBeNull();

        Lane.OpenDrawer("sekali lagi", approval).Refusal!.Code.ShouldBe("approval-over");

        till.Facts().OfType<DrawerOpened>().Count().ShouldBe(1);
    }

    [Fact]
    public void An_approval_is_for_its_own_act_its_own_amount_and_whoever_asked()
    {
        Lane.MoveCash(CashMovementKind.CashOut, new(20_000), "es").Refusal!.Code.ShouldBe("approval-needed");
        var approval = ByPin(Lane.Wanted!);

        Lane.OpenDrawer("x", approval).Refusal!.Code.ShouldBe("other-approval");
        Lane.MoveCash(CashMovementKind.CashOut, new(20_001), "es", approval).Refusal!.Code.ShouldBe("other-approval");
        Lane.MoveCash(CashMovementKind.CashOut, new(20_000), "es", approval).Refusal.ShouldBeNull();
    }

    [Fact]
    public void An_approval_that_nobody_used_for_ten_minutes_is_over()
    {
        var approval = ByPin(Wanted());
        till.Time.Advance(Lane.ApprovalLife + TimeSpan.FromSeconds(1));

        Lane.OpenDrawer("tukar uang", approval).Refusal!.Code.ShouldBe("approval-over");
    }

    [Fact]
    public void Another_cashier_cannot_approve_and_a_wrong_PIN_is_told()
    {
        var wanted = Wanted();

        Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, TestTill.Number, TestTill.Pin, "x").Refusal!.Code.ShouldBe("may-not-approve");
        Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, TestTill.ManagerNumber, "0000", "x").Refusal!.Code.ShouldBe("sign-in-wrong");
        Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, TestTill.ManagerNumber, TestTill.ManagerPin, " ").Refusal!.Code.ShouldBe("reason-missing");
    }

    [Fact]
    public void A_manager_does_alone_what_a_cashier_asks_for()
    {
        Lane.SignIn(TestTill.ManagerNumber, TestTill.ManagerPin).Refusal.ShouldBeNull();

        Lane.OpenDrawer("tukar uang").Value.ApprovalId.ShouldBeNull();
        Lane.MoveCash(CashMovementKind.CashOut, new(20_000), "es").Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_store_gives_rights_up_to_its_own_limit()
    {
        till.PullRules(new(Rights: [new(Role.Cashier, [new(Right.CashOut, UpTo: new(50_000))])]));

        Lane.MoveCash(CashMovementKind.CashOut, new(50_000), "es").Refusal.ShouldBeNull();
        Lane.MoveCash(CashMovementKind.CashOut, new(50_001), "es").Refusal!.Code.ShouldBe("approval-needed");
        Lane.XReport().Refusal!.Code.ShouldBe("approval-needed");
    }

    [Fact]
    public void Without_a_network_a_manager_elsewhere_answers_the_till_s_code()
    {
        var challenge = Challenge(Wanted());

        var approval = Lane.Answer(Answered(challenge)).Value;
        Lane.OpenDrawer("tukar uang", approval).Refusal.ShouldBeNull();

        var given = till.Facts().OfType<ApprovalGiven>().ShouldHaveSingleItem();
        (given.ApprovedBy, given.Way).ShouldBe((TestTill.Ani, ApprovalWay.Challenge));
        (challenge.StoreCode, challenge.Terminal, challenge.Spoken.Length).ShouldBe(("JKT01", 2, 9));
    }

    [Fact]
    public void An_answer_is_good_once_and_for_ten_minutes()
    {
        var challenge = Challenge(Wanted());
        Lane.Answer(Answered(challenge)).Refusal.ShouldBeNull();
        Lane.Answer(Answered(challenge)).Refusal!.Code.ShouldBe("no-challenge");

        challenge = Challenge(Wanted());
        till.Time.Advance(TimeSpan.FromMinutes(11));
        Lane.Answer(Answered(challenge)).Refusal!.Code.ShouldBe("no-challenge");
    }

    [Fact]
    public void Guessing_answers_ends_the_challenge_and_makes_everybody_wait()
    {
        var wanted = Wanted();
        var challenge = Challenge(wanted);
        string[] codes = [.. Enumerable.Range(0, 3).Select(number => Lane.Answer($"0000000{number}").Refusal!.Code)];

        codes.ShouldBe(["answer-wrong", "answer-wrong", "answer-paused"]);
        Lane.Answer(Answered(challenge)).Refusal!.Code.ShouldBe("answer-paused");
        till.Time.Advance(TimeSpan.FromSeconds(61));
        Lane.Answer(Answered(challenge)).Refusal!.Code.ShouldBe("no-challenge");
        Challenge(wanted).Code.ShouldNotBe(challenge.Code);
    }

    [Fact]
    public void An_answer_for_another_amount_does_not_fit()
    {
        Lane.MoveCash(CashMovementKind.CashOut, new(500_000), "es").Refusal!.Code.ShouldBe("approval-needed");
        var challenge = Challenge(Lane.Wanted!);

        Lane.Answer((challenge with { Amount = new(50_000) }).Answer(ApprovalChallenge.StoreKey(TestTill.AniSecret, TestTill.Store))).Refusal!.Code.ShouldBe("answer-wrong");
    }

    [Fact]
    public void Whoever_signs_in_goes_on_with_the_basket_and_the_till_knows_who_locked_it()
    {
        Lane.Scan(TestTill.Kopi);
        Lane.SignOut();
        Lane.State.LockedBy!.Name.ShouldBe("Sari");

        Lane.SignIn(TestTill.ManagerNumber, TestTill.ManagerPin);

        Lane.State.LockedBy.ShouldBeNull();
        Lane.PayCash(new(15_000)).Value.Cashier.Name.ShouldBe("Ani");
    }

    WantedApproval Wanted()
    {
        Lane.OpenDrawer("tukar uang").Refusal!.Code.ShouldBe("approval-needed");
        return Lane.Wanted!;
    }

    Approval ByPin(WantedApproval wanted) =>
        Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, TestTill.ManagerNumber, TestTill.ManagerPin, "boleh").Value;

    ApprovalChallenge Challenge(WantedApproval wanted) => Lane.Challenge(wanted.Right, wanted.Subject, wanted.Amount, TestTill.ManagerNumber, "boleh").Value;

    static string Answered(ApprovalChallenge challenge) => challenge.Answer(ApprovalChallenge.StoreKey(TestTill.AniSecret, TestTill.Store));

    public void Dispose() => till.Dispose();
}
