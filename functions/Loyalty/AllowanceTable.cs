using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <summary>Points taken by one fact, or given back, and by which allowance.</summary>
/// <param name="Points">Below 0 for what is given back.</param>
sealed record AllowanceUse(Guid FactId, Guid TerminalId, MemberId MemberId, long Points, PointsHeld? Held);

/// <summary>Who may take which of a member's points. Whoever grants holds the member's row, so that two never grant the same points.</summary>
static class AllowanceTable
{
    /// <summary>Counts what facts took. A cloud that was set back learns here what it had granted.</summary>
    public static Task Use(Work work, ChainId chain, IEnumerable<AllowanceUse> uses)
    {
        var rows = uses.Where(use => use.Held is not null).GroupBy(use => (use.MemberId, use.TerminalId, use.Held!.Epoch)).OrderBy(row => row.Key.MemberId.Value).ToArray();
        return rows.Length == 0 ? Task.CompletedTask : work.Execute(use, new
        {
            chain, members = rows.Select(row => row.Key.MemberId.Value).ToArray(), terminals = rows.Select(row => row.Key.TerminalId).ToArray(), epochs = rows.Select(row => row.Key.Epoch).ToArray(),
            granted = rows.Select(row => row.Max(one => one.Held!.Granted)).ToArray(), used = rows.Select(row => row.Sum(one => one.Points)).ToArray()
        });
    }

    public static Task Ask(Work work, ChainId chain, MemberId member, TerminalId terminal, int epoch, long wanted) =>
        work.Execute(ask, new { chain, member, terminal, epoch, wanted, now = work.Now });

    /// <summary>This terminal's facts of before are all in the books: what it was granted under earlier epochs it will not use.</summary>
    public static Task CloseBefore(Work work, MemberId member, TerminalId terminal, int epoch) => work.Execute(closeBefore, new { member, terminal, epoch });

    /// <summary>Somebody has decided that this terminal will never sell again.</summary>
    public static Task WriteOff(Work work, TerminalId terminal) => work.Execute("update points_allowance set granted = least(granted, used), asked_at = null where terminal_id = @terminal", new { terminal });

    /// <summary>Grants what is free to those who wait, the first come first, and asks for the rest back from those who hold it.</summary>
    /// <param name="points">What the member has; their row is locked.</param>
    /// <param name="asker">Gets an answer even when it is no.</param>
    public static async Task Settle(Work work, ChainId chain, MemberId member, long points, TerminalId? asker)
    {
        var rows = await work.Query<AllowanceRow>(readRows, new { member });
        var (grants, recalled) = GrantPoints.Decide(rows, points, work.Now);
        foreach (var (row, more, served) in grants)
        {
            if (more > 0 || served) await work.Execute(grant, new { member, row.TerminalId, row.Epoch, more, served });
            if (more > 0 || row.TerminalId == asker) Tell(work, chain, member, row, row.Granted + more);
        }
        foreach (var holder in recalled) Tell(work, chain, member, holder, holder.Granted, recalled: true);
    }

    static void Tell(Work work, ChainId chain, MemberId member, AllowanceRow row, long granted, bool recalled = false) => work.Tell(
        Feeds.Control(row.TerminalId), chain, FeedKinds.pointsAllowance, member.ToString(), JsonSerializer.Serialize(new PointsAllowanceItem(member, row.Epoch, granted, recalled), WireJson.Default.PointsAllowanceItem));

    const string use = """
        insert into points_allowance (member_id, terminal_id, epoch, chain_id, granted, used)
        select u.member, u.terminal, u.epoch, @chain, u.granted, u.used
        from unnest(@members, @terminals, @epochs, @granted, @used) as u(member, terminal, epoch, granted, used)
        on conflict (member_id, terminal_id, epoch) do update set
            used = points_allowance.used + excluded.used, granted = greatest(points_allowance.granted, excluded.granted)
        """;

    const string ask = """
        insert into points_allowance (member_id, terminal_id, epoch, chain_id, asked, asked_at) values (@member, @terminal, @epoch, @chain, @wanted, @now)
        on conflict (member_id, terminal_id, epoch) do update set asked = excluded.asked, asked_at = excluded.asked_at
        """;

    const string closeBefore = """
        update points_allowance set granted = least(granted, used), asked_at = null where member_id = @member and terminal_id = @terminal and epoch < @epoch
        """;

    const string readRows = """
        select terminal_id, epoch, granted, used, asked, asked_at from points_allowance where member_id = @member order by terminal_id, epoch
        """;

    const string grant = """
        update points_allowance set granted = granted + @more, asked_at = case when @served then null else asked_at end
        where member_id = @member and terminal_id = @terminalId and epoch = @epoch
        """;
}
