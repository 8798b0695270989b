using Sasuai.Codes;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Terminals;

/// <summary>What no counter can work with is refused here, before a terminal hears of it.</summary>
static class CounterRulesCheck
{
    const int logoMaxLength = 32 * 1024;
    const int qrisNameMax = 25, qrisCityMax = 15, qrisAccountMax = 99;

    public static Refusal? Wrong(CounterRules rules)
    {
        if (rules.CodePatterns?.Select(InStorePattern.Read).FirstOrDefault(pattern => pattern.Refusal is not null).Refusal is { } pattern) return pattern;
        if (new[] { rules.OverShortLimit, rules.RefundWithoutReceiptCap, rules.OfflineRefundCap, rules.PointWorth }.Any(limit => limit is { IsNegative: true })) return CloudRefusals.Wrong("limits", "A limit is 0 or more.");
        if (rules.PointsRisk < 0 || rules.PointsRiskPerMember < 0) return CloudRefusals.Wrong("pointsRisk", "A risk is 0 points or more.");
        if (rules.Denominations is { } cash && (cash.Count == 0 || cash.Any(value => value <= Money.Zero) || cash.Distinct().Count() != cash.Count))
            return CloudRefusals.Wrong("denominations", "Each note or coin stands once and is worth more than 0.");
        if (rules.Rights is { } table && table.GroupBy(row => row.Role).Any(role => role.Count() > 1)) return CloudRefusals.Wrong("rights", "A role stands once.");
        if (rules.Rights?.SelectMany(row => row.Rights).Any(right => right.UpTo is { IsNegative: true } || right.UpToBasisPoints is < 0 or > 10_000) == true)
            return CloudRefusals.Wrong("rights", "A limit is 0 or more, and a discount is up to 10 000 hundredths of a per cent.");
        if (rules.Logo is { } logo && !IsPicture(logo))
            return CloudRefusals.Wrong("logo", $"A logo is a PBM picture in base64 with at most {logoMaxLength} characters.");
        return rules.Qris is { } merchant ? Wrong(merchant) : null;
    }

    static bool IsPicture(string logo)
    {
        var bytes = new byte[logo.Length];
        return logo.Length <= logoMaxLength && Convert.TryFromBase64String(logo, bytes, out var count) && bytes.AsSpan(0, count).StartsWith("P4"u8);
    }

    static Refusal? Wrong(QrisMerchant merchant)
    {
        if (merchant.Name.Length is 0 or > qrisNameMax || merchant.City.Length is 0 or > qrisCityMax) return CloudRefusals.Wrong("qris", $"The merchant's name has 1 to {qrisNameMax} characters and the city 1 to {qrisCityMax}.");
        if (merchant.CategoryCode.Length != 4 || !merchant.CategoryCode.All(char.IsAsciiDigit)) return CloudRefusals.Wrong("qris", "The category code has four digits (ISO 18245).");
        return merchant.AccountTemplate.Count == 0 || merchant.AccountTemplate.Any(account => !int.TryParse(account.Tag, out var tag) || tag is < 26 or > 51 || account.Value.Length is 0 or > qrisAccountMax)
            ? CloudRefusals.Wrong("qris", $"A merchant has at least one account, with a tag from 26 to 51 and 1 to {qrisAccountMax} characters.") : null;
    }
}
