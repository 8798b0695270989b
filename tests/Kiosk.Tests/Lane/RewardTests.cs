using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.Paper;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests.Lanes;

/// <summary>Rewards for points: taken, given back, and given back with the sale; points, stock, basket and fact always together.</summary>
public sealed class RewardTests : IDisposable
{
    public static readonly RewardId Bread = new(TestTill.Product(71).Value), Voucher = new(TestTill.Product(72).Value);

    readonly TestTill shop = new();

    public RewardTests() => PullRewards(shop);

    /// <summary>A loaf for 150 points, of which two are left, and 5 000 off for 100.</summary>
    internal static void PullRewards(TestTill shop, long? left = 2) => shop.Pull(TestTill.StoreFeed,
        Row(new(Bread, "Roti gratis", 150, TestTill.RotiId, Money.Zero, left, null, true)), Row(new(Voucher, "Potongan 5.000", 100, null, new(5_000), null, null, true)));

    [Fact]
    public void Rewards_are_listed_by_points_with_the_reason_why_not()
    {
        shop.Pull(TestTill.StoreFeed, Row(new(Reward(73), "Sepeda", 401, null, new(1), null, null, true)), Row(new(Reward(74), "Habis", 10, null, new(1), 0, null, true)),
            Row(new(Reward(75), "Lama", 10, null, new(1), null, shop.Time.GetUtcNow(), true)), Row(new(Reward(76), "Mati", 10, null, new(1), null, null, false)));
        shop.Ready();
        shop.Lane.Rewards.ShouldAllBe(one => one.WhyNot!.Code == "reward-needs-member");

        shop.Lane.AttachMember(TestTill.Card);

        shop.Lane.Rewards.Select(one => $"{one.Reward.Name} {one.WhyNot?.Code}").ShouldBe(["Habis reward-gone", "Potongan 5.000 ", "Roti gratis ", "Sepeda points-too-few"]);
    }

    [Fact]
    public void Goods_for_points_join_the_sale_without_a_price_and_survive_a_power_cut()
    {
        Member().Lane.Scan(TestTill.Kopi);
        shop.Lane.Claim(Bread).Value.Line.ShouldBe(2);

        shop.SwitchOffAndOn();
        shop.Lane.SignIn(TestTill.Number, TestTill.Pin);
        (shop.Lane.State.PricedBasket.Total, shop.Lane.State.Basket.Member!.Points, shop.Lane.Rewards.Single(one => one.Reward.RewardId == Bread).Reward.Left).ShouldBe((new Money(15_000), 250, 1));
        var sold = shop.Lane.PayCash(new(15_000)).Value;

        (sold.Sale.Lines[1].ProductId, sold.Sale.Lines[1].Quantity, sold.Sale.Lines[1].Net, sold.Sale.Lines[1].Note).ShouldBe((TestTill.RotiId, Quantity.One, Money.Zero, "Roti gratis"));
        sold.PointsNow.ShouldBe(250 + sold.Sale.Points);
        var fact = shop.Facts().OfType<RewardClaimed>().ShouldHaveSingleItem();
        (fact.MemberId, fact.SaleId, fact.Points, fact.CashierId).ShouldBe((TestTill.Budi, sold.Sale.SaleId, 150, TestTill.Sari));
        shop.Lane.Claimed.ShouldBeEmpty();
    }

    [Fact]
    public void Money_off_comes_off_after_every_promotion_and_stands_by_name_on_the_lines()
    {
        shop.Pull(TestTill.StoreFeed, TestTill.PromotionRow(new(new(Guid.CreateVersion7()), "Kopi hemat", 1_000, "minuman", null, DateTimeOffset.UnixEpoch, null, true)));
        Member().Lane.Scan(TestTill.Kopi);
        shop.Lane.Scan(TestTill.Roti);

        shop.Lane.Claim(Voucher).Refusal.ShouldBeNull();

        shop.Lane.State.PricedBasket.Total.ShouldBe(new(13_500 + 18_250 - 5_000));
        shop.Lane.Explain().Lines[0].First(why => why.Name == "Potongan 5.000").Kind.ShouldBe(WhyKind.Applied);
        shop.Lane.CheckPrice(TestTill.Kopi).Value.Net.ShouldBe(new(13_500));
        var sale = shop.Lane.PayCash(new(50_000)).Value.Sale;
        sale.Lines.SelectMany(line => line.Offers!).Where(offer => offer.PromotionId.Value == Voucher.Value).Sum(offer => offer.Amount.Units).ShouldBe(5_000);
        shop.Sell().Sale.Total.ShouldBe(new(13_500));
    }

    [Fact]
    public void A_voucher_of_which_a_part_would_be_lost_keeps_its_points()
    {
        shop.Pull(TestTill.StoreFeed, Row(new(Voucher, "Potongan 20.000", 100, null, new(20_000), null, null, true)));
        Member().Lane.Scan(TestTill.Kopi);

        shop.Lane.Claim(Voucher).Refusal.ShouldNotBeNull().Code.ShouldBe("reward-too-great");

        shop.Lane.State.Basket.Member!.Points.ShouldBe(400);
        shop.Facts().OfType<RewardClaimed>().ShouldBeEmpty();
    }

    [Fact]
    public void A_reward_given_back_returns_points_and_stock_and_leaves_the_basket_as_it_was()
    {
        Member().Lane.Scan(TestTill.Kopi);
        var taken = shop.Lane.Claim(Bread).Value;

        shop.Lane.CancelClaim(taken.RewardClaimId, " ").Refusal.ShouldNotBeNull().Code.ShouldBe("reason-missing");
        shop.Lane.CancelClaim(taken.RewardClaimId, "tidak jadi").Refusal.ShouldBeNull();
        shop.Lane.CancelClaim(taken.RewardClaimId, "tidak jadi").Refusal.ShouldNotBeNull().Code.ShouldBe("reward-unknown");

        (shop.Lane.State.Basket.Lines.Count, shop.Lane.State.Basket.Member!.Points, shop.Lane.Rewards.Single(one => one.Reward.RewardId == Bread).Reward.Left).ShouldBe((1, 400, 2));
        var back = shop.Facts().OfType<RewardClaimCancelled>().ShouldHaveSingleItem();
        (back.RewardClaimId, back.Points, back.Reason).ShouldBe((taken.RewardClaimId, 150, "tidak jadi"));
        shop.Lane.Claim(Bread).Refusal.ShouldBeNull();
        shop.Lane.Claim(Bread).Refusal.ShouldBeNull();
        shop.Lane.Claim(Bread).Refusal.ShouldNotBeNull().Code.ShouldBe("reward-gone");
    }

    [Fact]
    public void A_line_that_is_a_reward_cannot_be_multiplied_repriced_or_voided()
    {
        Member().Lane.Claim(Bread).Refusal.ShouldBeNull();

        shop.Lane.SetQuantity(1, Quantity.Of(5)).Refusal.ShouldNotBeNull().Code.ShouldBe("reward-line");
        shop.Lane.VoidLine(1, "salah").Refusal.ShouldNotBeNull().Code.ShouldBe("reward-line");
        shop.Lane.ChangePrice(1, new(1), "salah").Refusal.ShouldNotBeNull().Code.ShouldBe("reward-line");
        shop.Lane.Repeat().Refusal.ShouldNotBeNull().Code.ShouldBe("nothing-to-repeat");
        shop.Lane.Scan(TestTill.Roti).ShouldBeOfType<ScanResult.Added>().Line.Number.ShouldBe(2);
        shop.Lane.DetachMember().Refusal.ShouldNotBeNull().Code.ShouldBe("rewards-taken");
        shop.Lane.RefundWithoutReceipt("x").Refusal.ShouldNotBeNull().Code.ShouldBe("rewards-taken");
    }

    [Fact]
    public void A_basket_that_is_given_up_gives_its_rewards_back()
    {
        Member().Lane.Claim(Bread).Refusal.ShouldBeNull();
        shop.Lane.VoidBasket("pergi").Refusal.ShouldBeNull();
        shop.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(400);

        shop.Lane.Claim(Bread).Refusal.ShouldBeNull();
        var parked = shop.Lane.Park("").Value;
        shop.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(250);
        shop.Lane.VoidParked(parked.Basket.SaleId, "tidak kembali").Refusal.ShouldBeNull();

        shop.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(400);
        shop.Facts().OfType<RewardClaimCancelled>().Select(fact => fact.Reason).ShouldBe(["pergi", "tidak kembali"]);
    }

    [Fact]
    public void A_cancelled_sale_gives_all_its_rewards_back()
    {
        Member().Lane.Scan(TestTill.Kopi);
        shop.Lane.Claim(Bread).Refusal.ShouldBeNull();
        shop.Lane.Claim(Voucher).Refusal.ShouldBeNull();
        var sale = shop.Lane.PayCash(new(15_000)).Value.Sale;
        shop.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(150 + sale.Points);

        shop.Lane.VoidSale(sale.ReceiptNumber, "salah").Refusal.ShouldNotBeNull();
        shop.Lane.VoidSale(sale.ReceiptNumber, "salah", Allow()).Refusal.ShouldBeNull();

        shop.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(400);
        shop.Facts().OfType<RewardClaimCancelled>().Sum(fact => fact.Points).ShouldBe(250);
    }

    [Fact]
    public void Goods_of_a_reward_that_come_back_give_their_points_back_and_the_voucher_only_when_all_is_back()
    {
        Member().Lane.Scan(TestTill.Kopi);
        shop.Lane.Claim(Bread).Refusal.ShouldBeNull();
        shop.Lane.Claim(Voucher).Refusal.ShouldBeNull();
        var sale = shop.Lane.PayCash(new(15_000)).Value.Sale;

        Refund(sale, 2).Due.ShouldBe(Money.Zero);
        shop.Facts().OfType<RewardClaimCancelled>().ShouldHaveSingleItem().RewardId.ShouldBe(Bread);
        Refund(sale, 1).Due.ShouldBe(new(10_000));

        shop.Facts().OfType<RewardClaimCancelled>().Select(fact => fact.RewardId).ShouldBe([Bread, Voucher]);
        shop.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(400);
    }

    [Fact]
    public void Points_of_a_parked_basket_cannot_be_spent_twice()
    {
        shop.PullRules(new(PointWorth: new(100)));
        Member().Lane.Scan(TestTill.Kopi);
        var parked = shop.Lane.Park("").Value;
        Member().Lane.Claim(Bread).Refusal.ShouldBeNull();
        shop.Lane.Claim(Bread).Refusal.ShouldBeNull();
        shop.Lane.PayCash(Money.Zero).Refusal.ShouldBeNull();

        shop.Lane.Recall(parked.Basket.SaleId).Refusal.ShouldBeNull();

        shop.Lane.Pay(new(TenderKind.Points, new(15_000))).Refusal.ShouldNotBeNull().Code.ShouldBe("tender-beyond");
        shop.Lane.Pay(new(TenderKind.Points, new(10_000))).Refusal.ShouldBeNull();
        shop.Lane.Claim(Voucher).Refusal.ShouldNotBeNull().Code.ShouldBe("payment-begun");
    }

    [Fact]
    public void What_is_left_follows_the_cloud_and_counts_nothing_twice()
    {
        Member().Lane.Claim(Bread).Refusal.ShouldBeNull();
        long? Left() => shop.Lane.Rewards.Single(one => one.Reward.RewardId == Bread).Reward.Left;

        // The cloud tells of another till's claim before it knows of ours, then after.
        PullRewards(shop, left: 1);
        Left().ShouldBe(0);
        shop.AllIsSent();
        PullRewards(shop, left: 0);
        Left().ShouldBe(0);
        PullRewards(shop, left: 5);

        Left().ShouldBe(5);
    }

    [Fact]
    public void The_slip_tells_what_was_taken_and_what_is_left()
    {
        var member = new BasketMember(TestTill.Budi, "Budi", "Gold", 1_250, 150);
        var slip = new TillSlip.Reward(TestTill.StoreItem, new(TestTill.Sari, "7", "Sari", Staff.Role.Cashier, "", true), "Roti gratis", 150, member, shop.Time.GetUtcNow());
        var paper = new SlipOnPaper(32, CodePage.Cp858);

        var taken = PaperText.Decode(paper.Lay(slip));
        foreach (var text in (string[])["TUKAR POIN", "Roti gratis", "-150", "1.250", "Tanda tangan"]) taken.ShouldContain(text);
        var back = PaperText.Decode(paper.Lay(slip with { Back = "tidak jadi" }));
        foreach (var text in (string[])["TUKAR POIN BATAL", "tidak jadi"]) back.ShouldContain(text);
        back.ShouldNotContain("-150");
    }

    TestTill Member()
    {
        if (shop.Lane.State.Till is null) shop.Ready();
        shop.Lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();
        return shop;
    }

    SaleRefunded Refund(SaleCompleted sale, int line)
    {
        ReturnedLine[] lines = [new(line, Quantity.One)];
        shop.Lane.RefundSale(sale.ReceiptNumber, lines, TenderKind.Cash, null, "kembali").Refusal.ShouldNotBeNull();
        return shop.Lane.RefundSale(sale.ReceiptNumber, lines, TenderKind.Cash, null, "kembali", Allow()).Value;
    }

    Approval Allow()
    {
        var wanted = shop.Lane.Wanted.ShouldNotBeNull();
        return shop.Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, TestTill.ManagerNumber, TestTill.ManagerPin, "boleh", wanted.BasisPoints).Value;
    }

    static RewardId Reward(int number) => new(TestTill.Product(number).Value);

    static (string, string, string) Row(Reward reward) => (FeedKinds.reward, reward.RewardId.ToString(), TestTill.Json(new(reward), WireJson.Default.RewardItem));

    public void Dispose() => shop.Dispose();
}
