using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>What one fact took or gave back, and by which allowance.</summary>
/// <param name="Amount">Below 0 for what is given back.</param>
sealed record AllowanceUse(Guid FactId, Guid TerminalId, Guid Subject, long Amount, AllowanceHeld? Held);

/// <summary>Who may give away how much of something scarce. Whoever grants holds the row of the member, promotion or gift card, so that two never grant the same.</summary>
static class AllowanceTable
{
    /// <summary>Counts what facts took. A cloud that was set back learns here what it had granted.</summary>
    public static Task Use(Work work, ChainId chain, IEnumerable<AllowanceUse> uses)
    {
        var rows = uses.Where(use => use.Held is not null).GroupBy(use => (use.Subject, use.TerminalId, use.Held!.Epoch)).OrderBy(row => row.Key.Subject).ToArray();
        return rows.Length == 0 ? Task.CompletedTask : work.Execute(use, new
        {
            chain, subjects = rows.Select(row => row.Key.Subject).ToArray(), terminals = rows.Select(row => row.Key.TerminalId).ToArray(), epochs = rows.Select(row => row.Key.Epoch).ToArray(),
            granted = rows.Select(row => row.Max(one => one.Held!.Granted)).ToArray(), used = rows.Select(row => row.Sum(one => one.Amount)).ToArray()
        });
    }

    public static Task Ask(Work work, ChainId chain, Guid subject, TerminalId terminal, int epoch, long wanted) =>
        work.Execute(ask, new { chain, subject, terminal, epoch, wanted, now = work.Now });

    /// <summary>This terminal's facts of before are all in the books: what it was granted under earlier epochs it will not use.</summary>
    public static Task CloseBefore(Work work, Guid subject, TerminalId terminal, int epoch) => work.Execute(closeBefore, new { subject, terminal, epoch });

    /// <summary>Somebody has decided that this terminal will never sell again.</summary>
    public static Task WriteOff(Work work, TerminalId terminal) => work.Execute("update allowance set granted = least(granted, used), asked_at = null where terminal_id = @terminal", new { terminal });

    /// <summary>Grants what is free to those who wait, the first come first, and asks for the rest back from those who hold it.</summary>
    /// <param name="sum">What there is of it; its row is locked.</param>
    /// <param name="asker">Gets an answer even when it is no.</param>
    public static async Task Settle(Work work, ChainId chain, Scarce of, Guid subject, long sum, TerminalId? asker)
    {
        var rows = await work.Query<AllowanceRow>(readRows, new { subject });
        var (grants, recalled) = GrantAllowance.Decide(rows, sum, work.Now);
        foreach (var (row, more, served) in grants)
        {
            if (more > 0 || served) await work.Execute(grant, new { subject, row.TerminalId, row.Epoch, more, served });
            if (more > 0 || row.TerminalId == asker) Tell(work, chain, row.TerminalId, new(of, subject, row.Epoch, row.Granted + more));
        }
        foreach (var holder in recalled) Tell(work, chain, holder.TerminalId, new(of, subject, holder.Epoch, holder.Granted, Recalled: true));
    }

    /// <summary>As it is told to its terminal; tills of before know points only, by their own name.</summary>
    public static (string Kind, string Body) Told(AllowanceItem item) => item.Of == Scarce.Points
        ? (FeedKinds.pointsAllowance, JsonSerializer.Serialize(new PointsAllowanceItem(new(item.Subject), item.Epoch, item.Granted, item.Recalled), WireJson.Default.PointsAllowanceItem))
        : (FeedKinds.allowance, JsonSerializer.Serialize(item, WireJson.Default.AllowanceItem));

    public static void Tell(Work work, ChainId chain, TerminalId terminal, AllowanceItem item)
    {
        var (kind, body) = Told(item);
        work.Tell(Feeds.Control(terminal), chain, kind, item.Subject.ToString(), body);
    }

    /// <summary>
    /// Points that a store risked and that were not there, because the member has fewer than they took and others still hold: they count against the store's budget. What
    /// was covered is free again, because the budget never went down by it.
    /// </summary>
    /// <param name="risked">By member and store, in points above 0; the members are locked.</param>
    public static async Task Lose(Work work, IReadOnlyList<(MemberId Member, Guid Store, long Points)> risked)
    {
        var missing = (await work.Query<Missing>(readMissing, new { ids = risked.Select(risk => risk.Member.Value).Distinct().ToArray() })).ToDictionary(row => row.MemberId, row => row.Points);
        foreach (var store in risked.GroupBy(risk => risk.Store, risk => LostOf(risk.Points, missing.GetValueOrDefault(risk.Member))).Where(store => store.Sum() > 0))
            await work.Execute("update store set points_risk_lost = points_risk_lost + @lost where store_id = @store", new { lost = store.Sum(), store = store.Key });
    }

    /// <summary>What of the risked points is lost when so many are missing.</summary>
    public static long LostOf(long risked, long missing) => Math.Min(risked, Math.Max(0, missing));

    sealed record Missing(MemberId MemberId, long Points);

    const string readMissing = """
        select m.member_id, (select coalesce(sum(greatest(a.granted - a.used, 0)), 0)::bigint from allowance a where a.subject = m.member_id) - m.points as points
        from member m where m.member_id = any(@ids)
        """;

    const string use = """
        insert into allowance (subject, terminal_id, epoch, chain_id, granted, used)
        select u.subject, u.terminal, u.epoch, @chain, u.granted, u.used
        from unnest(@subjects, @terminals, @epochs, @granted, @used) as u(subject, terminal, epoch, granted, used)
        on conflict (subject, terminal_id, epoch) do update set
            used = allowance.used + excluded.used, granted = greatest(allowance.granted, excluded.granted)
        """;

    const string ask = """
        insert into allowance (subject, terminal_id, epoch, chain_id, asked, asked_at) values (@subject, @terminal, @epoch, @chain, @wanted, @now)
        on conflict (subject, terminal_id, epoch) do update set asked = excluded.asked, asked_at = excluded.asked_at
        """;

    const string closeBefore = """
        update allowance set granted = least(granted, used), asked_at = null where subject = @subject and terminal_id = @terminal and epoch < @epoch
        """;

    const string readRows = """
        select terminal_id, epoch, granted, used, asked, asked_at from allowance where subject = @subject order by terminal_id, epoch
        """;

    const string grant = """
        update allowance set granted = granted + @more, asked_at = case when @served then null else asked_at end
        where subject = @subject and terminal_id = @terminalId and epoch = @epoch
        """;
}
