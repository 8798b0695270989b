using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests.Lanes;

/// <summary>What a till may give for points that it was not granted: the store's risk, up to the last known balance and the limit for one member.</summary>
public sealed class PointsRiskTests : IDisposable
{
    readonly TestTill shop = new();

    public PointsRiskTests()
    {
        RewardTests.PullRewards(shop, left: 100);
        shop.PullRules(new(PointWorth: new(10), PointsRisk: 1_000, PointsRiskPerMember: 200));
        // Budi has 1 000 points, of which this till was granted 400.
        shop.Pull(TestTill.MemberFeed, TestTill.MemberRow(points: 1_000));
    }

    void GrantRisk(long granted) => shop.Pull(Feeds.Control(TestTill.Terminal), (FeedKinds.allowance, TestTill.Store.ToString(),
        TestTill.Json(new(Scarce.PointsRisk, TestTill.Store.Value, 1, granted), WireJson.Default.AllowanceItem)));

    long RiskLeft => shop.Database.Read(db => Allowances.Of(db, TestTill.Store.Value)).Left;

    Lane Budi()
    {
        shop.Ready().Lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();
        return shop.Lane;
    }

    [Fact]
    public void Beyond_the_members_allowance_comes_the_stores_risk_up_to_the_limit_for_one_member()
    {
        GrantRisk(300);
        Budi().Spendable!.Points.ShouldBe(600);
        shop.Lane.Scan(TestTill.Kopi);
        shop.Lane.Pay(new(TenderKind.Points, new(6_010))).Refusal.ShouldNotBeNull();

        shop.Lane.Pay(new(TenderKind.Points, new(6_000))).Refusal.ShouldBeNull();
        var sold = shop.Lane.PayCash(new(9_000)).Value.Sale;

        (sold.PointsSpent, sold.Held).ShouldBe((600, new(1, 400)));
        sold.Taken.ShouldHaveSingleItem().ShouldBe(new(Scarce.PointsRisk, TestTill.Store.Value, 200, new(1, 300)));
        RiskLeft.ShouldBe(100);
        // The limit of one member is for all of their visits until the cloud has told of them.
        shop.Lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();
        shop.Lane.Spendable!.Points.ShouldBe(0);
    }

    [Fact]
    public void It_is_asked_for_ahead_once_and_without_it_nothing_is_given_that_was_not_granted()
    {
        Budi().Spendable!.Points.ShouldBe(400);
        shop.Lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();

        shop.Facts().OfType<AllowanceAsked>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(asked => asked.Of.ShouldBe(Scarce.PointsRisk), asked => asked.Wanted.ShouldBe(200));
    }

    [Fact]
    public void A_reward_at_the_stores_risk_that_is_given_back_frees_it_again()
    {
        GrantRisk(300);
        Budi();
        shop.Lane.Claim(RewardTests.Bread).Refusal.ShouldBeNull();
        shop.Lane.Claim(RewardTests.Bread).Refusal.ShouldBeNull();
        var third = shop.Lane.Claim(RewardTests.Bread).Value;
        shop.Facts().OfType<RewardClaimed>().Last().ShouldSatisfyAllConditions(claim => claim.Points.ShouldBe(150), claim => claim.Risk!.Amount.ShouldBe(50));
        RiskLeft.ShouldBe(250);

        shop.Lane.CancelClaim(third.RewardClaimId, "salah").Refusal.ShouldBeNull();

        RiskLeft.ShouldBe(300);
        shop.Facts().OfType<RewardClaimCancelled>().Single().ShouldSatisfyAllConditions(back => back.Risk!.Amount.ShouldBe(-50), back => back.Held.ShouldBe(new(1, 400)));
        shop.Database.Read(db => Allowances.Of(db, TestTill.Budi.Value)).Left.ShouldBe(100);
    }

    [Fact]
    public void A_store_that_risks_nothing_gives_nothing_even_if_it_was_granted_some_before()
    {
        GrantRisk(300);
        shop.PullRules(new(PointWorth: new(10)));

        Budi().Spendable!.Points.ShouldBe(400);
    }

    public void Dispose() => shop.Dispose();
}
