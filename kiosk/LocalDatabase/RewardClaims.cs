using Sasuai.Loyalty;
using Sasuai.Sales;

namespace Sasuai.Kiosk.LocalData;

/// <summary>A reward that a member took at this till and has not given back.</summary>
/// <param name="Line">The line of the sale that is the reward's goods; null for money off.</param>
/// <param name="Epoch">Under which its points were taken.</param>
/// <param name="Risk">How many of them were the store's risk.</param>
sealed record KeptClaim(RewardClaimId ClaimId, RewardId RewardId, string Name, MemberId MemberId, int? Line, long Points, int? Epoch, long Risk);

/// <summary>Rewards taken here, and what of their stock the cloud has not told back yet.</summary>
static class RewardClaims
{
    public static void Add(Db db, RewardClaimed claimed, ClaimedReward reward, ThisTerminal terminal, long sequence)
    {
        db.Execute("""
            insert into reward_claim (claim_id, reward_id, name, member_id, sale_id, line, points, epoch, risk) values (@claim, @reward, @name, @member, @sale, @line, @points, @epoch, @risk)
            """,
            ("@claim", claimed.RewardClaimId.ToString()), ("@reward", claimed.RewardId.ToString()), ("@name", reward.Name), ("@member", claimed.MemberId.ToString()),
            ("@sale", claimed.SaleId.ToString()), ("@line", reward.Line), ("@points", claimed.Points), ("@epoch", claimed.Held?.Epoch), ("@risk", claimed.Risk?.Amount ?? 0));
        AddPending(db, claimed.RewardClaimId.Value, claimed.RewardId, -1, terminal, sequence);
    }

    /// <summary>False when it was given back already.</summary>
    public static bool Cancel(Db db, RewardClaimId claim, DateTimeOffset at) => db.Execute(
        "update reward_claim set cancelled_at = @at where claim_id = @claim and cancelled_at is null", ("@claim", claim.ToString()), ("@at", at.ToUnixTimeMilliseconds())) == 1;

    /// <summary>One more, or one less, of a reward, until the cloud tells what is left of it.</summary>
    public static void AddPending(Db db, Guid fact, RewardId reward, int change, ThisTerminal terminal, long sequence) => db.Execute("""
        insert into reward_stock_pending (fact_id, reward_id, change, epoch, sequence) values (@fact, @reward, @change, @epoch, @sequence)
        """,
        ("@fact", fact.ToString()), ("@reward", reward.ToString()), ("@change", change), ("@epoch", terminal.Epoch), ("@sequence", sequence));

    /// <summary>What was taken in a sale and not given back, in no order.</summary>
    public static IReadOnlyList<KeptClaim> OfSale(Db db, SaleId sale) => db.All(
        "select claim_id, reward_id, name, member_id, line, points, epoch, risk from reward_claim where sale_id = @sale and cancelled_at is null",
        row => new KeptClaim(new(row.GetGuid(0)), new(row.GetGuid(1)), row.GetString(2), new(row.GetGuid(3)), row.IsDBNull(4) ? null : row.GetInt32(4), row.GetInt64(5),
            row.IsDBNull(6) ? null : row.GetInt32(6), row.GetInt64(7)), ("@sale", sale.ToString()));

    /// <summary>By how much each reward's stock differs from what the cloud told last.</summary>
    public static IReadOnlyDictionary<RewardId, long> Pending(Db db) =>
        db.All("select reward_id, sum(change) from reward_stock_pending group by reward_id", row => (new RewardId(row.GetGuid(0)), row.GetInt64(1))).ToDictionary(row => row.Item1, row => row.Item2);

    /// <summary>The cloud told anew what is left: what it had acknowledged before is counted in it.</summary>
    public static void Settle(Db db, string reward) => db.Execute("""
        delete from reward_stock_pending
        where reward_id = @reward
          and (epoch <> (select epoch from terminal) or sequence <= (select acked_through from terminal))
        """, ("@reward", reward));
}
