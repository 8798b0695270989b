using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Loyalty;

/// <summary>Points that came before their member did.</summary>
static class PointsWaiting
{
    /// <summary>Enters the points that waited for these members, as if they had been there.</summary>
    public static async Task Settle(Work work, ChainId chain, IReadOnlyList<MemberId> members)
    {
        var waited = await work.Query<PointsEarned>(settle, new { ids = members.Select(member => member.Value).ToArray(), now = work.Now });
        await PostPoints.Post(work, chain, [.. waited.OrderBy(points => points.At)]);
    }

    const string settle = """
        update points_waiting set settled_at = @now where member_id = any(@ids) and settled_at is null
        returning fact_id, store_id, sale_id, member_id, points, reason, at
        """;
}
