using System.Text.Json;
using Sasuai.Pricing;
using Sasuai.Sync;

namespace Sasuai.Tests.Pricing;

/// <summary>Every golden basket costs what the file says: on the till, and after the rules have travelled.</summary>
public sealed class GoldenBasketTests
{
    [Fact]
    public void There_are_at_least_two_hundred_golden_baskets_and_every_one_expects_its_lines()
    {
        GoldenBasket.All.Count.ShouldBeGreaterThanOrEqualTo(200);
        GoldenBasket.All.Where(golden => golden.Lines.Count != golden.Basket.Lines.Count).ShouldBeEmpty();
    }

    [Fact]
    public void Every_golden_basket_costs_what_the_file_says()
    {
        var wrong = GoldenBasket.All.Select(golden => Differs(golden, golden.Rules)).OfType<string>().ToArray();

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_rules_say_the_same_after_they_travelled_as_json()
    {
        var wrong = GoldenBasket.All.Select(golden => Differs(golden, golden.Rules with { Promotions = [.. golden.Rules.Promotions.Select(Travelled)] })).OfType<string>().ToArray();

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_of_the_file_makes_sense() => GoldenBasket.All.SelectMany(golden => golden.Rules.Promotions).Where(rule => rule.Wrong() is not null).ShouldBeEmpty();

    [Fact]
    public void A_rule_of_an_earlier_program_is_read_as_a_plain_percentage()
    {
        const string body = """
            {"promotion":{"promotionId":"01980000-0000-7000-8000-000000000001","name":"Hemat","percentBasisPoints":1000,"category":"Biskuit","startsAt":"2025-01-01T00:00:00+00:00","active":true}}
            """;

        var rule = JsonSerializer.Deserialize(body, WireJson.Default.PromotionItem)!.Promotion;

        (rule.Kind, rule.Stacking, rule.MinimumSpend).ShouldBe((PromotionKind.Percent, Stacking.BestPrice, Money.Zero));
    }

    static string? Differs(GoldenBasket golden, PricingRules rules)
    {
        var priced = BestOffer.Price(golden.Basket, rules, golden.At);
        var lines = golden.Basket.Lines.Zip(priced.Lines, (line, price) => (line.Name, price.Gross.Units, price.Discount.Units, price.Net.Units, price.Tax.Units, Why(price))).ToArray();
        if ((priced.Total.Units, priced.Discount.Units, priced.Tax.Units) == golden.Total && lines.SequenceEqual(golden.Lines)) return null;
        return $"{golden.Name}: {priced.Total} - {priced.Discount} tax {priced.Tax} instead of {golden.Total}; {string.Join(" | ", lines)} instead of {string.Join(" | ", golden.Lines)}";
    }

    static string Why(PricedLine price) => string.Join(", ",
        [.. (price.Offers ?? []).OrderBy(offer => offer.Name, StringComparer.Ordinal).Select(offer => $"{offer.Name} {offer.Amount}"), .. price.ManualDiscount.IsZero ? [] : (string[])[$"by hand {price.ManualDiscount}"]]);

    static Promotion Travelled(Promotion rule) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(new PromotionItem(rule), WireJson.Default.PromotionItem), WireJson.Default.PromotionItem)!.Promotion;
}
