using System.Text.Json;
using CsCheck;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Tests;

/// <summary>Rewards in a basket: goods without a price, money off on top of every promotion.</summary>
public sealed class ClaimedRewardTests
{
    static readonly RewardId voucher = new(Guid.CreateVersion7());
    static readonly SellableProduct kopi = new(new(Guid.CreateVersion7()), "KOPI", "1", "Kopi", "minuman", "pcs", Quantity.One, new(15_000), 1, new("PPN", 1_200, 11, 12));

    static ClaimedReward Off(long money) => new(new(Guid.CreateVersion7()), voucher, "Potongan", 100, new(money));

    static Basket Of(int many) => Basket.Start(new(Guid.CreateVersion7())).Add(kopi, Quantity.Of(many)).Value;

    [Fact]
    public void Two_of_the_same_voucher_count_twice_and_stand_under_one_name()
    {
        var priced = BestOffer.Price(Of(2).Claim(Off(5_000)).Claim(Off(5_000)), PricingRules.None, A.Today);

        priced.Total.ShouldBe(new(20_000));
        priced.Lines[0].Offers.ShouldNotBeNull().ShouldHaveSingleItem().ShouldBe(new(new(voucher.Value), "Potongan", new(10_000)));
    }

    [Fact]
    public void Money_off_is_exact_over_the_lines_and_never_more_than_there_is() =>
        (from many in Gen.Int[1, 9] from percent in Gen.Int[1, 10_000] from money in Gen.Long[1, 200_000] select (many, percent, money)).Sample(given =>
        {
            var rules = PricingRules.None with { Promotions = [new(new(Guid.CreateVersion7()), "Semua", given.percent, null, null, DateTimeOffset.UnixEpoch, null, true)] };
            var (before, after) = (BestOffer.Price(Of(given.many), rules, A.Today), BestOffer.Price(Of(given.many).Claim(Off(given.money)), rules, A.Today));

            (before.Total - after.Total).ShouldBe(Money.Min(new(given.money), before.Total));
            after.Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Net).ShouldBe(after.Total);
        });

    [Fact]
    public void Goods_of_a_reward_cost_nothing_stand_alone_and_go_back_whole()
    {
        var taken = new ClaimedReward(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), "Kopi gratis", 100, Money.Zero);
        var basket = Of(1).Claim(taken, kopi).Value.Add(kopi, Quantity.One).Value;

        BestOffer.Price(basket, PricingRules.None, A.Today).Total.ShouldBe(new(30_000));
        basket.Lines.Select(line => line.Note).ShouldBe([null, "Kopi gratis", null]);
        foreach (var refused in (Decision<Basket>[])[basket.SetQuantity(2, Quantity.Of(3)), basket.Void(2), basket.Reprice(2, new(1))]) refused.Refusal.ShouldNotBeNull().Code.ShouldBe("reward-line");
        var back = basket.GiveBack(taken.RewardClaimId).ShouldNotBeNull();
        (back.Lines.Count, back.Rewards, back.GiveBack(taken.RewardClaimId)).ShouldBe((2, null, null));
    }

    [Fact]
    public void A_basket_of_an_earlier_program_has_no_rewards_and_one_with_rewards_comes_back_as_it_was()
    {
        var basket = Of(1).Claim(Off(5_000));

        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(basket, WireJson.Default.Basket), WireJson.Default.Basket).ShouldNotBeNull();

        read.Rewards.ShouldBe(basket.Rewards);
        JsonSerializer.Deserialize("""{"saleId":"01980000-0000-7000-8000-000000000001","lines":[],"unknownCodes":[],"lastNumber":0}""", WireJson.Default.Basket)!.Rewards.ShouldBeNull();
    }

    [Fact]
    public void A_reward_says_why_it_cannot_be_had()
    {
        var reward = new Reward(voucher, "Gelas", 100, null, new(1), 1, A.Today.AddDays(1), true);

        reward.Refused(100, A.Today).ShouldBeNull();
        reward.Refused(99, A.Today)!.Code.ShouldBe("points-too-few");
        (reward with { Left = 0 }).Refused(100, A.Today)!.Code.ShouldBe("reward-gone");
        (reward with { Left = null }).Refused(100, A.Today).ShouldBeNull();
        reward.Refused(100, A.Today.AddDays(1))!.Code.ShouldBe("reward-over");
        (reward with { Active = false }).Refused(100, A.Today)!.Code.ShouldBe("reward-over");
    }
}
