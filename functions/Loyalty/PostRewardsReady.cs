using Sasuai.Functions.Platform;
using Sasuai.Messages;

namespace Sasuai.Functions.Loyalty;

/// <summary>A member's points before and after what was entered.</summary>
sealed record PointsMoved(MemberId MemberId, StoreId StoreId, long Before, long After);

/// <summary>Tells members whose points have come to be enough for a reward: of the dearest of those that they could not have before, once a month.</summary>
static class PostRewardsReady
{
    /// <summary>How many are told.</summary>
    public static async Task<int> Post(Work work, ChainId chain, IReadOnlyList<PointsMoved> moves)
    {
        if (moves.All(move => move.After <= move.Before)) return 0;
        var rewards = (await RewardTable.All(work, chain)).Where(reward => reward.IsGiven(work.Now) && reward.Left is not <= 0).ToArray();
        var ready = moves.Select(move => (Move: move, Reward: rewards.Where(reward => reward.Points > move.Before && reward.Points <= move.After).MaxBy(reward => reward.Points))).Where(one => one.Reward is not null);
        return await PutOccasions.Put(work, chain, work.Now,
            ready.Select(one => new DueOccasion(one.Move.StoreId, one.Move.MemberId, MemberOccasion.RewardReady, $"{one.Reward!.RewardId}|{work.Now:yyyy-MM}", one.Reward.RewardId.Value)));
    }
}
