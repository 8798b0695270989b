using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Simulation;

/// <summary>What PostClaims, PostOfferUses and PostAllowances do in PostgreSQL, in the memory of the simulated cloud; who gets how much is the product's own <see cref="GrantAllowance"/>.</summary>
sealed class SimulatedAllowances(CloudState state, Shop shop, DateTimeOffset now, Mutant mutant, Action<TerminalId, AllowanceItem> tell)
{
    /// <param name="touched">Gets the members whose figures changed, with the facts that changed them.</param>
    public void Post(ReadFacts read, IReadOnlyList<PostedSale> fresh, List<(MemberId Member, Guid Fact)> touched)
    {
        foreach (var (fact, claim) in read.Claims)
            if (state.Claims.TryAdd(claim.RewardClaimId, false)) Take(fact, claim.MemberId, claim.Points, claim.Held, claim.Risk, touched);
        foreach (var (fact, cancel) in read.CancelledClaims)
        {
            if (!state.Claims.TryGetValue(cancel.RewardClaimId, out var back) || back) continue;
            state.Claims[cancel.RewardClaimId] = true;
            Take(fact, cancel.MemberId, -cancel.Points, cancel.Held, cancel.Risk, touched);
        }
        // As in PostClaims, what a batch takes and gives back counts together.
        foreach (var (member, store, risked) in read.Claims.Where(claim => claim.Claimed.Risk is not null && touched.Exists(each => each.Fact == claim.Fact.FactId)).Select(claim => (claim.Claimed.MemberId, claim.Claimed.Risk!.Subject, claim.Claimed.Risk.Amount)))
            state.RiskLost[store] = state.RiskLost.GetValueOrDefault(store) + AllowanceTable.LostOf(risked, state.Allowances.Of(member.Value).Sum(row => row.Held.Left) - state.Points.GetValueOrDefault(member));
        state.Overdraft = Math.Max(state.Overdraft, state.Points.Values.Sum(points => Math.Max(0, -points)));
        foreach (var sale in fresh)
        {
            foreach (var offer in sale.Lines.SelectMany(line => line.Offers ?? []).Select(offer => offer.PromotionId).Distinct()) state.OfferUses[offer] = state.OfferUses.GetValueOrDefault(offer) + 1;
            foreach (var taken in sale.Taken ?? [])
                if (taken.Held is { } held) Use(taken.Subject, sale.Fact.TerminalId, taken.Amount, held);
        }
        var askers = new Dictionary<(Scarce Of, Guid Subject), TerminalId?>();
        foreach (var (fact, released) in read.Releases)
        {
            Use(released.Subject, fact.TerminalId, released.Amount, new(released.Epoch, 0));
            CloseBefore(released.Subject, fact.TerminalId, released.Epoch);
            askers.TryAdd((released.Of, released.Subject), null);
        }
        foreach (var (fact, asked) in read.Asks)
        {
            state.Allowances.Change(asked.Subject, fact.TerminalId, fact.Epoch, row => row with { Asked = asked.Wanted, AskedAt = now });
            CloseBefore(asked.Subject, fact.TerminalId, asked.Epoch);
            askers[(asked.Of, asked.Subject)] = new(fact.TerminalId);
        }
        foreach (var ((of, subject), asker) in askers) Settle(of, subject, asker);
    }

    void Take(WaitingFact fact, MemberId member, long points, AllowanceHeld? held, AllowanceTaken? risk, List<(MemberId Member, Guid Fact)> touched)
    {
        state.Points[member] = state.Points.GetValueOrDefault(member) - points;
        if (held is not null) Use(member.Value, fact.TerminalId, points - (risk?.Amount ?? 0), held);
        if (risk is { Held: { } taken }) Use(risk.Subject, fact.TerminalId, risk.Amount, taken);
        touched.Add((member, fact.FactId));
    }

    void Use(Guid subject, Guid terminal, long points, AllowanceHeld held) =>
        state.Allowances.Change(subject, terminal, held.Epoch, row => row with { Granted = Math.Max(row.Granted, held.Granted), Used = row.Used + points });

    void CloseBefore(Guid subject, Guid terminal, int epoch) => state.Allowances.Close(subject, row => row.TerminalId.Value == terminal && row.Epoch < epoch);

    void Settle(Scarce of, Guid subject, TerminalId? asker)
    {
        if (mutant == Mutant.BlindReclaim) state.Allowances.Close(subject, row => row.TerminalId != asker);
        var (grants, recalled) = GrantAllowance.Decide(state.Allowances.Of(subject), Sum(of, subject), now);
        foreach (var (row, more, served) in grants)
        {
            state.Allowances.Change(subject, row.TerminalId.Value, row.Epoch, held => held with { Granted = held.Granted + more, AskedAt = served ? null : held.AskedAt });
            if (more > 0 || row.TerminalId == asker) tell(row.TerminalId, new(of, subject, row.Epoch, row.Granted + more));
        }
        foreach (var row in recalled) tell(row.TerminalId, new(of, subject, row.Epoch, row.Granted, Recalled: true));
    }

    long Sum(Scarce of, Guid subject) => of == Scarce.Points ? state.Points.GetValueOrDefault(new(subject))
        : of == Scarce.PointsRisk ? Math.Max(0, shop.Risk - state.RiskLost.GetValueOrDefault(subject))
        : Math.Max(0, shop.Offers.First(offer => offer.PromotionId.Value == subject).MaximumUses!.Value - state.OfferUses.GetValueOrDefault(new(subject)));
}
