using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Loyalty;

namespace Sasuai.Functions.Loyalty;

/// <summary>Rewards that members took, or gave back: points go and come, and so does the reward's stock.</summary>
static class PostClaims
{
    public static async Task Post(
        Work work, PostingStore shop, IReadOnlyList<(WaitingFact Fact, RewardClaimed Claimed)> claims, IReadOnlyList<(WaitingFact Fact, RewardClaimCancelled Cancelled)> cancels)
    {
        if (claims.Count + cancels.Count == 0) return;
        var (points, touched) = (new List<PointsEarned>(), new HashSet<RewardId>());
        var same = await MemberAlias.Of(work, claims.Select(claim => claim.Claimed.MemberId));
        foreach (var (fact, claim) in claims)
        {
            if (await work.Execute(insertClaim, new
            {
                id = claim.RewardClaimId, chain = shop.ChainId, store = shop.StoreId, reward = claim.RewardId, member = same.GetValueOrDefault(claim.MemberId, claim.MemberId), sale = claim.SaleId, claim.Points,
                cashier = claim.CashierId, at = claim.ClaimedAt
            }) == 0) continue;
            touched.Add(claim.RewardId);
            points.Add(new(fact.FactId, shop.StoreId, claim.RewardClaimId.Value, claim.MemberId, -claim.Points, PointsEarned.reward, claim.ClaimedAt)
            {
                Use = new(fact.FactId, fact.TerminalId, claim.MemberId.Value, claim.Points - (claim.Risk?.Amount ?? 0), claim.Held), Risk = PointsEarned.RiskOf(fact, claim.Risk)
            });
        }
        foreach (var (fact, cancel) in cancels)
        {
            if (await work.SingleOrNone<long?>(cancelClaim, new { id = cancel.RewardClaimId, at = cancel.CancelledAt, by = cancel.CashierId, cancel.Reason }) is not { } back) continue;
            touched.Add(cancel.RewardId);
            points.Add(new(fact.FactId, shop.StoreId, cancel.RewardClaimId.Value, cancel.MemberId, back, PointsEarned.rewardBack, cancel.CancelledAt)
            {
                Use = new(fact.FactId, fact.TerminalId, cancel.MemberId.Value, -back - (cancel.Risk?.Amount ?? 0), cancel.Held), Risk = PointsEarned.RiskOf(fact, cancel.Risk)
            });
        }
        await PostPoints.Post(work, shop.ChainId, points);
        await RewardTable.Tell(work, shop.ChainId, touched);
    }

    const string insertClaim = """
        insert into reward_claim (reward_claim_id, chain_id, store_id, reward_id, member_id, sale_id, points, cashier_id, claimed_at)
        values (@id, @chain, @store, @reward, @member, @sale, @points, @cashier, @at) on conflict do nothing
        """;

    const string cancelClaim = """
        update reward_claim set cancelled_at = @at, cancelled_by = @by, cancel_reason = @reason
        where reward_claim_id = @id and cancelled_at is null
        returning points
        """;
}
