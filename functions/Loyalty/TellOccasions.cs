using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Loyalty;

/// <summary>
/// Once on each of a store's own days, from its morning on: who of its members has a birthday, who has not bought for as long as the chain
/// thinks long, and whose points lapse. The day and what is told of it are one transaction, so that instances, restarts and repeats tell nothing twice.
/// </summary>
public sealed class TellOccasions(Database database, Doorbell doorbell, TimeProvider clock, ILogger<TellOccasions> log)
{
    /// <summary>The hour of the store's clock from which a day is looked through.</summary>
    public const int hourFrom = 9;

    /// <summary>So many days are made up for when nothing ran.</summary>
    const int daysBack = 2;

    [Function("TellOccasions")]
    public async Task OnTimer([TimerTrigger("%OccasionSchedule%")] TimerInfo timer, CancellationToken cancellation)
    {
        foreach (var store in await database.Everywhere(work => work.Query<DayStore>(readStores), cancellation))
        {
            var local = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.TryFindSystemTimeZoneById(store.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc);
            var today = DateOnly.FromDateTime(local.DateTime);
            if (local.Hour < hourFrom || store.LastDay >= today) continue;
            var told = await database.InChain(store.ChainId, work => TellAsync(work, store, today), cancellation);
            if (told == 0) continue;
            log.OccasionsTold(told, store.StoreId);
            await doorbell.Ring(QueueNames.relayOutbox, store.StoreId.ToString());
        }
    }

    static async Task<int> TellAsync(Work work, DayStore store, DateOnly today)
    {
        // No row: another instance has this day.
        if (await work.Execute(claimDay, new { store = store.StoreId, today, chain = store.ChainId, now = work.Now }) == 0) return 0;
        var first = store.LastDay is { } last && last >= today.AddDays(-daysBack) ? last.AddDays(1) : store.LastDay is null ? today : today.AddDays(-daysBack);
        List<DueOccasion> due = [];
        for (var day = first; day <= today; day = day.AddDays(1))
            due.AddRange(await work.Query<DueOccasion>(readBirthdays, new { store = store.StoreId, days = BirthDays(day), occasion = MemberOccasion.Birthday, period = $"{day.Year}" }));
        if (store.FollowUpAfterDays is { } absent)
            due.AddRange(await work.Query<DueOccasion>(readAbsent, new { store = store.StoreId, store.TimeZone, from = first.AddDays(-absent), to = today.AddDays(1 - absent), occasion = MemberOccasion.Absence }));
        due.AddRange(await LapsingPoints.Noticed(work, store.StoreId, first, today));
        var told = await PutOccasions.Put(work, store.ChainId, work.Now, due);
        await LapsingPoints.Take(work, store.ChainId, store.StoreId, today);
        await work.Execute("update occasion_day set told = @told where store_id = @store and day = @today and what = 'members'", new { told, store = store.StoreId, today });
        return told;
    }

    /// <summary>Who was born on the last day of a February of 29 days is congratulated on the 28th where there is no 29th.</summary>
    static int[] BirthDays(DateOnly day) =>
        day is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(day.Year) ? [228, 229] : [(day.Month * 100) + day.Day];

    /// <param name="LastDay">The last day that was looked through.</param>
    sealed record DayStore(ChainId ChainId, StoreId StoreId, string TimeZone, int? FollowUpAfterDays, DateOnly? LastDay);

    const string readStores = """
        select s.chain_id, s.store_id, s.time_zone, c.follow_up_after_days, (select max(day) from occasion_day d where d.store_id = s.store_id and d.what = 'members') as last_day
        from store s join chain c using (chain_id) order by s.store_id
        """;

    const string claimDay = "insert into occasion_day (store_id, day, chain_id, at) values (@store, @today, @chain, @now) on conflict do nothing";

    const string readBirthdays = """
        select home_store_id as store_id, member_id, @occasion as occasion, @period as period, null::uuid as subject_id
        from member where home_store_id = @store and birth_day = any(@days) and active and phone is not null
        """;

    // Those who reach so many days now, and not everybody who ever stayed away: they were told once, or long ago.
    const string readAbsent = """
        select home_store_id as store_id, member_id, @occasion as occasion, to_char(last_bought_at at time zone @timeZone, 'YYYY-MM-DD') as period, null::uuid as subject_id
        from member where home_store_id = @store and active and phone is not null
            and last_bought_at >= @from::date::timestamp at time zone @timeZone and last_bought_at < @to::date::timestamp at time zone @timeZone
        """;
}
