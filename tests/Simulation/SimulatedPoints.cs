using Sasuai.Functions.Loyalty;
using Sasuai.Functions.Sync;
using Sasuai.Loyalty;

namespace Sasuai.Simulation;

/// <summary>What PostClaims and PostAllowances do in PostgreSQL, in the memory of the simulated cloud; who gets which points is the product's own <see cref="GrantPoints"/>.</summary>
sealed class SimulatedPoints(CloudState state, DateTimeOffset now, Mutant mutant, Action<TerminalId, PointsAllowanceItem> tell)
{
    /// <param name="touched">Gets the members whose figures changed, with the facts that changed them.</param>
    public void Post(ReadFacts read, List<(MemberId Member, Guid Fact)> touched)
    {
        foreach (var (fact, claim) in read.Claims)
            if (state.Claims.TryAdd(claim.RewardClaimId, false)) Take(fact, claim.MemberId, claim.Points, claim.Held, touched);
        foreach (var (fact, cancel) in read.CancelledClaims)
        {
            if (!state.Claims.TryGetValue(cancel.RewardClaimId, out var back) || back) continue;
            state.Claims[cancel.RewardClaimId] = true;
            Take(fact, cancel.MemberId, -cancel.Points, cancel.Held, touched);
        }
        // As in PostClaims, what a batch takes and gives back counts together.
        foreach (var (member, _) in touched.Where(each => state.Points.GetValueOrDefault(each.Member) < 0)) state.Overdrawn.Add(member);
        var askers = new Dictionary<MemberId, TerminalId?>();
        foreach (var (fact, released) in read.Releases)
        {
            Use(released.MemberId, fact.TerminalId, released.Points, new(released.Epoch, 0));
            CloseBefore(released.MemberId, fact.TerminalId, released.Epoch);
            askers.TryAdd(released.MemberId, null);
        }
        foreach (var (fact, asked) in read.Asks)
        {
            Change(asked.MemberId, fact.TerminalId, fact.Epoch, row => row with { Asked = asked.Wanted, AskedAt = now });
            CloseBefore(asked.MemberId, fact.TerminalId, asked.Epoch);
            askers[asked.MemberId] = new(fact.TerminalId);
        }
        foreach (var (member, asker) in askers) Settle(member, asker);
    }

    void Take(WaitingFact fact, MemberId member, long points, PointsHeld? held, List<(MemberId Member, Guid Fact)> touched)
    {
        state.Points[member] = state.Points.GetValueOrDefault(member) - points;
        if (held is not null) Use(member, fact.TerminalId, points, held);
        touched.Add((member, fact.FactId));
    }

    void Use(MemberId member, Guid terminal, long points, PointsHeld held) =>
        Change(member, terminal, held.Epoch, row => row with { Granted = Math.Max(row.Granted, held.Granted), Used = row.Used + points });

    void CloseBefore(MemberId member, Guid terminal, int epoch)
    {
        foreach (var key in state.Allowances.Keys.Where(key => key.Member == member.Value && key.Terminal == terminal && key.Epoch < epoch).ToArray()) Close(key);
    }

    void Close((Guid Member, Guid Terminal, int Epoch) key)
    {
        var row = state.Allowances[key];
        state.Allowances[key] = row with { Granted = row.Held.Close().Granted, AskedAt = null };
    }

    void Settle(MemberId member, TerminalId? asker)
    {
        var rows = state.Allowances.Where(row => row.Key.Member == member.Value).ToArray();
        if (mutant == Mutant.BlindReclaim)
        {
            foreach (var (key, row) in rows)
                if (row.TerminalId != asker) Close(key);
            rows = [.. state.Allowances.Where(row => row.Key.Member == member.Value)];
        }
        var (grants, recalled) = GrantPoints.Decide([.. rows.Select(row => row.Value)], state.Points.GetValueOrDefault(member), now);
        foreach (var (row, more, served) in grants)
        {
            Change(member, row.TerminalId.Value, row.Epoch, held => held with { Granted = held.Granted + more, AskedAt = served ? null : held.AskedAt });
            if (more > 0 || row.TerminalId == asker) tell(row.TerminalId, new(member, row.Epoch, row.Granted + more));
        }
        foreach (var row in recalled) tell(row.TerminalId, new(member, row.Epoch, row.Granted, Recalled: true));
    }

    void Change(MemberId member, Guid terminal, int epoch, Func<AllowanceRow, AllowanceRow> change)
    {
        var key = (member.Value, terminal, epoch);
        state.Allowances[key] = change(state.Allowances.TryGetValue(key, out var row) ? row : new(new(terminal), epoch, 0, 0, 0, null));
    }
}
