using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>What this till may give for a member's points: what it was granted of theirs, and beyond that what it was granted of the store's risk (SYNC 1.2).</summary>
public static class MemberPoints
{
    /// <summary>How many points can be taken here now; never more than the member has, as last known.</summary>
    public static long Here(Db db, MemberItem member, StoreId store, CounterRules? rules) =>
        Math.Max(0, Math.Min(member.Points, Allowances.Of(db, member.MemberId.Value).Left + Risk(db, member.MemberId, store, rules)));

    /// <summary>Takes points of the member's allowance first; null, and nothing is taken, when there are not so many.</summary>
    public static (AllowanceHeld Held, AllowanceTaken? Risk)? Take(Db db, MemberId member, long points, StoreId store)
    {
        var own = Math.Min(points, Allowances.Of(db, member.Value).Left);
        if (points - own > Allowances.Of(db, store.Value).Left && own < points || Allowances.Use(db, member.Value, own) is not { } held) return null;
        return own == points ? (held, null) : (held, new(Scarce.PointsRisk, store.Value, points - own, Allowances.Use(db, store.Value, points - own)));
    }

    static long Risk(Db db, MemberId member, StoreId store, CounterRules? rules)
    {
        if (rules?.PointsRisk is not > 0) return 0;
        var left = Allowances.Of(db, store.Value).Left;
        return rules.PointsRiskPerMember is not { } most ? left : Math.Min(left, Math.Max(0, most - Members.RiskUntold(db, member)));
    }
}
