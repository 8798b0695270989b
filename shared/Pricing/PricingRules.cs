namespace Sasuai.Pricing;

/// <summary>Everything besides the basket and the moment that decides prices, the same on till and cloud.</summary>
/// <param name="Zone">The store's own time zone: weekdays, hours and the dates of taxes are counted in it.</param>
/// <param name="Taxes">Rates by code and date; a code that is not here keeps the rate of its line.</param>
/// <param name="Granted">How many baskets this till may still give a capped promotion to; null where caps are not asked, as for a quotation.</param>
/// <param name="UsedByMember">In how many baskets the basket's member used a promotion already, as known here.</param>
public sealed record PricingRules(
    IReadOnlyList<Promotion> Promotions, TimeZoneInfo Zone, IReadOnlyList<TaxSchedule>? Taxes = null, IReadOnlyDictionary<PromotionId, int>? UsedByMember = null,
    IReadOnlyDictionary<PromotionId, long>? Granted = null)
{
    public static readonly PricingRules None = new([], TimeZoneInfo.Utc);

    /// <summary>The rate that holds for a line at this moment.</summary>
    public TaxRate Rate(TaxRate ofLine, DateTimeOffset at) =>
        Taxes?.FirstOrDefault(tax => tax.Code == ofLine.Code)?.On(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime)) ?? ofLine;

    /// <summary>Whether the promotion's weekdays and hours hold at this moment of the store.</summary>
    internal bool IsOpen(Promotion promotion, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var (day, time) = (local.DayOfWeek, TimeOnly.FromTimeSpan(local.TimeOfDay));
        if (promotion is { From: { } from, Until: { } until })
        {
            if (from < until ? time < from || time >= until : time < from && time >= until) return false;
            if (from > until && time < until) day = local.AddDays(-1).DayOfWeek;
        }
        return promotion.Weekdays is null || promotion.Weekdays.Contains(day);
    }
}
