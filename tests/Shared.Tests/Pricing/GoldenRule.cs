using System.Globalization;
using System.Text.RegularExpressions;
using Sasuai.Pricing;

namespace Sasuai.Tests.Pricing;

/// <summary>A rule as the golden baskets write it: NAME: what it does; conditions.</summary>
static partial class GoldenRule
{
    public static Promotion Read(string text, int number, DateTimeOffset at)
    {
        var (name, parts) = (text[..text.IndexOf(':', StringComparison.Ordinal)], text[(text.IndexOf(':', StringComparison.Ordinal) + 2)..].Split("; "));
        var id = new PromotionId(new Guid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
        var rule = Act(new(id, name, 0, null, null, at.AddDays(-10), at.AddDays(100), true), parts[0]);
        return parts[1..].Aggregate(rule, Condition);
    }

    static Promotion Act(Promotion rule, string text)
    {
        var act = Acts().Match(text);
        long Number(string group) => long.Parse(act.Groups[group].Value, CultureInfo.InvariantCulture);
        int Percent(string group) => (int)(decimal.Parse(act.Groups[group].Value, CultureInfo.InvariantCulture) * 100);
        return act.Groups["percent"].Success ? rule with { PercentBasisPoints = Percent("percent") }
            : act.Groups["each"].Success ? rule with { Kind = PromotionKind.AmountOff, Amount = new(Number("each")) }
            : act.Groups["price"].Success ? rule with { Kind = PromotionKind.FixedPrice, Amount = new(Number("price")) }
            : act.Groups["buy"].Success ? rule with { Kind = PromotionKind.BuyGet, Pieces = (int)Number("buy"), Free = (int)Number("get"), PercentBasisPoints = Percent("cheaper") }
            : act.Groups["pieces"].Success ? rule with { Kind = PromotionKind.MixAndMatch, Pieces = (int)Number("pieces"), Amount = new(Number("for")) }
            : act.Groups["total"].Success ? rule with { Kind = PromotionKind.AmountOffTotal, Amount = new(Number("total")) }
            : throw new FormatException($"'{text}' is no act of a promotion.");
    }

    static Promotion Condition(Promotion rule, string text) => text.Split(' ') switch
    {
        ["only", "category", var category] => rule with { Category = category },
        ["only", "brand", var brand] => rule with { Brand = brand },
        ["only", "product", var product] => rule with { ProductId = A.Product(product, 0).ProductId },
        ["cheaper", "product", var product] => rule with { FreeProducts = [A.Product(product, 0).ProductId] },
        ["members"] => rule with { MembersOnly = true },
        ["tier", var tier] => rule with { TierId = GoldenBasket.Tier(tier) },
        ["coupon", var coupon] => rule with { Coupon = coupon },
        ["used", "up"] => rule with { UsesLeft = 0 },
        ["from", var spent, "spent"] => rule with { MinimumSpend = Amount(spent) },
        ["at", "most", var off, "off"] => rule with { MaximumOff = Amount(off) },
        ["at", "most", var pieces, "pieces"] => rule with { MaximumPieces = int.Parse(pieces, CultureInfo.InvariantCulture) },
        ["days", .. var days] => rule with { Weekdays = [.. days.Select(day => Enum.GetValues<DayOfWeek>().First(each => each.ToString().StartsWith(day, StringComparison.Ordinal)))] },
        ["hours", var hours] => rule with { From = TimeOnly.Parse(hours[..5], CultureInfo.InvariantCulture), Until = TimeOnly.Parse(hours[6..], CultureInfo.InvariantCulture) },
        ["until", var day] => rule with { EndsAt = Midnight(day) },
        ["starts", var day] => rule with { StartsAt = Midnight(day) },
        ["exclusive"] => rule with { Stacking = Stacking.Exclusive },
        ["on", "top"] => rule with { Stacking = Stacking.Compounded },
        _ => throw new FormatException($"'{text}' is no condition of a promotion.")
    };

    static Money Amount(string text) => new(long.Parse(text, CultureInfo.InvariantCulture));

    static DateTimeOffset Midnight(string day) => new(DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeSpan.FromHours(7));

    [GeneratedRegex(@"^((?<percent>[\d.]+) % off|(?<each>\d+) off each|price (?<price>\d+)|buy (?<buy>\d+) get (?<get>\d+) at (?<cheaper>[\d.]+) % off|(?<pieces>\d+) for (?<for>\d+)|(?<total>\d+) off the total)$",
        RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Acts();
}
