using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Sales;

namespace Sasuai.Tests.Lanes;

/// <summary>What a till without a network may give for a member's points: its own allowance, and why not more.</summary>
public sealed class AllowanceTests : IDisposable
{
    readonly TestTill shop = new();

    public AllowanceTests() => RewardTests.PullRewards(shop, left: 100);

    /// <summary>Budi has 400 points, of which this till may take 400 under its first epoch.</summary>
    TestTill Budi()
    {
        shop.Ready().Lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();
        return shop;
    }

    long Left => shop.Database.Read(db => Allowances.Of(db, TestTill.Budi.Value)).Left;

    [Fact]
    public void Above_its_allowance_a_till_says_how_many_points_it_may_take_and_asks_for_more()
    {
        shop.Pull(TestTill.MemberFeed, TestTill.MemberRow(points: 1_000));
        Budi().Lane.Spendable.ShouldBe(new(400, Asked: true));
        shop.Lane.Claim(RewardTests.Bread).Refusal.ShouldBeNull();
        shop.Lane.Claim(RewardTests.Bread).Refusal.ShouldBeNull();

        var refusal = shop.Lane.Claim(RewardTests.Bread).Refusal.ShouldNotBeNull();

        refusal.Code.ShouldBe("points-not-answered");
        refusal.Text.ShouldStartWith("100 points can be spent here now");
        // Asked once, however often it is tried before the cloud has heard it.
        shop.Facts().OfType<PointsAsked>().ShouldHaveSingleItem().Wanted.ShouldBe(1_000);

        shop.PullAllowance(400);
        shop.Lane.Claim(RewardTests.Bread).Refusal.ShouldNotBeNull().Code.ShouldBe("points-not-here");
        shop.PullAllowance(900);
        shop.Lane.Claim(RewardTests.Bread).Refusal.ShouldBeNull();
        shop.Facts().OfType<RewardClaimed>().Select(claim => claim.Held).ShouldBe([new(1, 400), new(1, 400), new(1, 900)]);
        Left.ShouldBe(450);
    }

    [Fact]
    public void Points_that_pay_come_from_the_allowance_and_the_sale_says_so()
    {
        shop.PullRules(new(PointWorth: new(10)));
        shop.Pull(TestTill.MemberFeed, TestTill.MemberRow(points: 1_000));
        Budi().Lane.Scan(TestTill.Kopi);

        shop.Lane.Pay(new(TenderKind.Points, new(4_010))).Refusal.ShouldNotBeNull().Code.ShouldBe("points-not-answered");
        shop.Lane.Pay(new(TenderKind.Points, new(3_000))).Refusal.ShouldBeNull();
        shop.Lane.Pay(new(TenderKind.Points, new(1_010))).Refusal.ShouldNotBeNull();
        var sold = shop.Lane.PayCash(new(12_000)).Value.Sale;

        (sold.PointsSpent, sold.Held).ShouldBe((300, new(1, 400)));
        Left.ShouldBe(100);
    }

    [Fact]
    public void A_reward_given_back_can_be_taken_again_without_asking()
    {
        var taken = Budi().Lane.Claim(RewardTests.Bread).Value;
        Left.ShouldBe(250);

        shop.Lane.CancelClaim(taken.RewardClaimId, "salah").Refusal.ShouldBeNull();

        Left.ShouldBe(400);
        shop.Facts().OfType<RewardClaimCancelled>().Single().Held.ShouldBe(new(1, 400));
    }

    [Fact]
    public void What_is_wanted_elsewhere_is_given_back_when_its_member_has_left()
    {
        Budi().Lane.Claim(RewardTests.Bread).Refusal.ShouldBeNull();
        shop.PullAllowance(400, recalled: true);
        shop.Changes.GiveBackAllowances();
        (Left, shop.Facts().OfType<PointsReleased>().Count()).ShouldBe((250, 0));

        shop.Sell();
        shop.Changes.GiveBackAllowances();
        shop.Changes.GiveBackAllowances();

        shop.Facts().OfType<PointsReleased>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(told => told.Points.ShouldBe(250), told => told.MemberId.ShouldBe(TestTill.Budi));
        Left.ShouldBe(0);
    }

    [Fact]
    public void Under_a_new_epoch_nothing_is_held_until_the_cloud_grants_anew()
    {
        Budi();
        shop.Changes.Renumber(2);
        shop.Lane.Claim(RewardTests.Bread).Refusal.ShouldNotBeNull().Code.ShouldBe("points-not-here");

        shop.PullAllowance(150, epoch: 2);

        shop.Lane.Claim(RewardTests.Bread).Refusal.ShouldBeNull();
        shop.Facts().OfType<RewardClaimed>().Single().Held.ShouldBe(new(2, 150));
    }

    public void Dispose() => shop.Dispose();
}
