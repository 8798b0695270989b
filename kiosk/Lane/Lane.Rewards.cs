using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>A reward as the basket's member sees it.</summary>
/// <param name="WhyNot">Null when the member can have it now.</param>
public sealed record OfferedReward(Reward Reward, Refusal? WhyNot);

public sealed partial class Lane
{
    /// <summary>What is given for points at this moment, the cheapest first; what is left of each is as last known, less what was taken here since.</summary>
    public IReadOnlyList<OfferedReward> Rewards
    {
        get
        {
            lock (door)
            {
                var (taken, member) = (database.Read(RewardClaims.Pending), MemberKnown);
                var here = member is null ? null : Here(member);
                return [.. Rules.Rewards.Where(reward => reward.IsGiven(Now)).Select(reward => reward with { Left = reward.Left + taken.GetValueOrDefault(reward.RewardId) })
                    .OrderBy(reward => reward.Points).ThenBy(reward => reward.Name, StringComparer.Ordinal).Select(reward => new OfferedReward(reward, WhyNot(reward, member, here)))];
            }
        }
    }

    /// <summary>What the member took in the open basket.</summary>
    public IReadOnlyList<ClaimedReward> Claimed
    {
        get
        {
            lock (door) return basket.Rewards ?? [];
        }
    }

    /// <summary>
    /// The basket's member takes a reward: the points go, the reward's goods or its money off come into the basket, and a slip tells it. All
    /// of it is in one transaction with its fact.
    /// </summary>
    public Decision<ClaimedReward> Claim(RewardId reward)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (Paid.Count > 0) return LaneRefusals.PaymentBegun();
            if (Rewards.FirstOrDefault(one => one.Reward.RewardId == reward) is not { } offered) return LaneRefusals.RewardUnknown();
            if (offered.WhyNot is { } no) return MemberKnown is { } known && no == Beyond(Here(known), offered.Reward.Points) ? AskFor(known, no) : no;
            if (Given(offered.Reward, new(new(Guid.CreateVersion7(Now)), reward, offered.Reward.Name, offered.Reward.Points, offered.Reward.MoneyOff)).IsRefused(out refusal, out var next)) return refusal;
            var taken = next.Rewards![^1];
            var claimed = database.Write(db =>
            {
                var (terminal, member) = (ThisTerminal.Read(db)!, Members.ById(db, basket.Member!.MemberId)!);
                if (MemberPoints.Take(db, member.MemberId, taken.Points, at.Store.StoreId) is not var (held, risk)) return null;
                var fact = new RewardClaimed(taken.RewardClaimId, reward, member.MemberId, basket.SaleId, taken.Points, at.Cashier.StaffId, Now, held, risk);
                var change = changes.Append(db, taken.RewardClaimId.Value, fact, Money.Zero);
                Members.AddPending(db, taken.RewardClaimId.Value, member.MemberId, -taken.Points, terminal, change.Sequence, risk);
                RewardClaims.Add(db, fact, taken, terminal, change.Sequence);
                var now = next.Attach(Rules.Card(Members.ById(db, member.MemberId)!));
                KeepIn(db, now);
                Slip(db, new TillSlip.Reward(at.Store, at.Cashier, taken.Name, taken.Points, now.Member!, Now));
                return now;
            });
            if (claimed is null) return LaneRefusals.PointsNotHere(0, asked: false);
            basket = claimed;
            return taken;
        }
    }

    /// <summary>The member gives a reward of the open basket back: points and stock return, its goods or money off leave the basket.</summary>
    public Decision<Basket> CancelClaim(RewardClaimId claim, string reason)
    {
        lock (door)
        {
            if (Selling().IsRefused(out var refusal, out var at)) return refusal;
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (Paid.Count > 0) return LaneRefusals.PaymentBegun();
            if (basket.GiveBack(claim) is not { } next) return LaneRefusals.RewardUnknown();
            return basket = database.Write(db =>
            {
                CancelClaims(db, basket.SaleId, one => one.ClaimId == claim, reason.Trim(), at.Store, at.Cashier);
                var now = next.Attach(Rules.Card(Members.ById(db, basket.Member!.MemberId)!));
                KeepIn(db, now);
                return now;
            });
        }
    }

    MemberItem? MemberKnown => basket.Member is { } card ? database.Read(db => Members.ById(db, card.MemberId)) : null;

    /// <summary>The member as known at this moment: a parked basket may have been set aside with other points.</summary>
    BasketMember? MemberNow => MemberKnown is { } member ? Rules.Card(member) : basket.Member;

    Refusal? WhyNot(Reward reward, MemberItem? member, SpendablePoints? here) =>
        member is null || here is null ? LaneRefusals.RewardNeedsMember() : !member.Active ? LaneRefusals.MemberBarred(member.Name) : reward.Refused(member.Points, Now) ?? Beyond(here, reward.Points);

    Decision<Basket> Given(Reward reward, ClaimedReward taken)
    {
        if (reward.ProductId is { } product)
        {
            if (Catalogue.ById(product, Now) is not { } found) return LaneRefusals.ProductUnknown();
            return found.Product is { } goods ? basket.Claim(taken, goods) : Refusals.NoPrice(found.Name);
        }
        var (next, before) = (basket.Claim(taken), Priced(Now).Discount);
        // A voucher that takes less off than it says would cost its points and be gone.
        var lost = reward.MoneyOff - (BestOffer.Price(next, PricingRules, Now).Discount - before);
        return lost > Money.Zero ? Refusals.RewardTooGreat(lost) : next;
    }

    /// <summary>Gives rewards of a sale back, each with its fact and its slip, in the caller's transaction.</summary>
    void CancelClaims(Db db, SaleId sale, Func<KeptClaim, bool> which, string reason, StoreItem store, StaffItem person)
    {
        foreach (var kept in RewardClaims.OfSale(db, sale).Where(which))
        {
            if (!RewardClaims.Cancel(db, kept.ClaimId, Now)) continue;
            var (terminal, factId) = (ThisTerminal.Read(db)!, DerivedId.From(kept.ClaimId.Value, "cancelled"));
            var held = Allowances.Return(db, kept.MemberId.Value, kept.Points - kept.Risk, kept.Epoch);
            var risk = kept.Risk == 0 ? null : new AllowanceTaken(Scarce.PointsRisk, store.StoreId.Value, -kept.Risk, Allowances.Return(db, store.StoreId.Value, kept.Risk, kept.Epoch));
            var change = changes.Append(db, factId, new RewardClaimCancelled(kept.ClaimId, kept.RewardId, kept.MemberId, kept.Points, person.StaffId, Now, reason, held, risk), Money.Zero);
            Members.AddPending(db, factId, kept.MemberId, kept.Points, terminal, change.Sequence, risk);
            RewardClaims.AddPending(db, factId, kept.RewardId, +1, terminal, change.Sequence);
            if (Members.ById(db, kept.MemberId) is { } member) Slip(db, new TillSlip.Reward(store, person, kept.Name, kept.Points, Rules.Card(member), Now, reason));
        }
    }

    /// <summary>A sale that was cancelled or has come back whole gives its rewards back; a reward's own goods that come back give that one back.</summary>
    void GiveRewardsBack(Db db, SaleRefunded refund)
    {
        if (refund.OriginalSaleId is not { } sale || Rules.Store is not { } store || cashier is not { } person || RewardClaims.OfSale(db, sale).Count == 0) return;
        var whole = SaleJournal.ById(db, sale) is { } sold && Refund.Left(sold, SaleJournal.Refunds(db, sale)).All(line => !line.Left.IsPositive);
        CancelClaims(db, sale, claim => whole || refund.Lines.Any(line => line.Number == claim.Line), refund.Reason, store, person);
    }
}
