using System.Globalization;
using System.Text.RegularExpressions;
using Sasuai.Pricing;
using Sasuai.Sales;

namespace Sasuai.Tests.Pricing;

/// <summary>One basket of golden-baskets.txt. A row that cannot be read fails with its number.</summary>
sealed partial class GoldenBasket
{
    static readonly TimeZoneInfo jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
    readonly List<Promotion> promotions = [];
    readonly List<string> coupons = [];
    ManualDiscount? discount;
    BasketMember? member;
    List<BasketLine> lines = [];

    public string Name { get; private init; } = "";
    public DateTimeOffset At { get; private set; }
    public List<(string Name, long Gross, long Off, long Net, long Tax, string Why)> Lines { get; } = [];
    public (long Total, long Discount, long Tax) Total { get; private set; }

    public PricingRules Rules => new(promotions, jakarta);
    public Basket Basket => new(new(Guid.Empty), lines, [], member, lines.Count, discount, coupons);

    public static IReadOnlyList<GoldenBasket> All { get; } = Read(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Pricing", "golden-baskets.txt")));

    static List<GoldenBasket> Read(string[] rows)
    {
        var all = new List<GoldenBasket>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length == 0 || rows[i][0] == '#') continue;
            if (rows[i][0] == '[') all.Add(new() { Name = rows[i] });
            else if (!all[^1].Take(rows[i][..8].Trim(), rows[i][8..])) throw new FormatException($"Row {i + 1} of the golden baskets cannot be read: {rows[i]}");
        }
        return all;
    }

    bool Take(string word, string rest)
    {
        switch (word)
        {
            case "at": At = Local(DateTime.ParseExact(rest, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)); return true;
            case "member": member = new(new(Guid.Empty), "Budi", rest, 0, 100, Tier(rest)); return true;
            case "coupon": coupons.Add(rest); return true;
            case "rule": promotions.Add(GoldenRule.Read(rest, promotions.Count, At)); return true;
            case "buy" when Buy().Match(rest) is { Success: true } buy: lines.Add(Line(buy)); return true;
            case "hand" when rest.Split(": ") is [var where, var what]:
                var given = what.EndsWith(" %", StringComparison.Ordinal) ? new ManualDiscount((int)(decimal.Parse(what[..^2], CultureInfo.InvariantCulture) * 100), default, "uji") : new ManualDiscount(0, new(Number(what)), "uji");
                if (where == "the sale") discount = given;
                else lines = [.. lines.Select(line => line.Name == where ? line with { Manual = given } : line)];
                return true;
            case "line" when Expected().Match(rest) is { Success: true } line:
                Lines.Add((line.Groups["name"].Value, Number(line.Groups["gross"].Value), Number(line.Groups["off"].Value), Number(line.Groups["net"].Value), Number(line.Groups["tax"].Value), line.Groups["why"].Value));
                return true;
            case "total" when Sum().Match(rest) is { Success: true } sum: Total = (Number(sum.Groups["total"].Value), Number(sum.Groups["off"].Value), Number(sum.Groups["tax"].Value)); return true;
            default: return false;
        }
    }

    BasketLine Line(Match buy)
    {
        var (name, category) = (buy.Groups["name"].Value, buy.Groups["category"].Value);
        var product = A.Product(name, Number(buy.Groups["price"].Value), category);
        return new(lines.Count + 1, product.ProductId, name, name, category, "pcs", Quantity.Of(Number(buy.Groups["pieces"].Value)), product.UnitPrice, 1, TaxOf(buy.Groups["tax"].Value), Brand: buy.Groups["brand"].Value);
    }

    static TaxRate TaxOf(string text)
    {
        if (text.Length == 0) return A.Ppn;
        var tax = Tax().Match(text);
        return new(tax.Groups["code"].Value, (int)Number(tax.Groups["rate"].Value) * 100, tax.Groups["base"].Success ? 11 : 1, tax.Groups["base"].Success ? 12 : 1, tax.Groups["top"].Success);
    }

    public static TierId Tier(string name) => new(A.Product("tier " + name, 0).ProductId.Value);

    static DateTimeOffset Local(DateTime local) => new(local, jakarta.GetUtcOffset(local));

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<pieces>\d+) (?<name>\w+) \((?<category>\w+), (?<brand>\w+)(, (?<tax>.+))?\) @ (?<price>\d+)$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Buy();

    [GeneratedRegex(@"^(?<name>\w+): (?<gross>\d+) - (?<off>\d+) = (?<net>\d+), tax (?<tax>\d+)( \((?<why>.+)\))?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Expected();

    [GeneratedRegex(@"^(?<total>\d+), discount (?<off>\d+), tax (?<tax>\d+)$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Sum();

    [GeneratedRegex(@"^(?<code>\w+) (?<rate>\d+) %(?<base> x 11/12)?(?<top> on top)?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Tax();
}
