using System.Text.Json;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Tills;
using Sasuai.Loyalty;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Functions.Sync;

/// <summary>A batch of facts, sorted by what is to be done with them; what cannot be understood is among the dead.</summary>
sealed class ReadFacts
{
    public List<PostedSale> Sales { get; } = [];
    public List<(WaitingFact Fact, TillSessionOpened Opened)> Opened { get; } = [];
    public List<(WaitingFact Fact, TillSessionClosed Closed)> Closed { get; } = [];
    public List<VoidRow> Voids { get; } = [];
    public List<(WaitingFact Fact, CashMoved Moved)> Cash { get; } = [];
    public List<(WaitingFact Fact, ApprovalGiven Given)> Approvals { get; } = [];
    public List<(WaitingFact Fact, TenderSettled Settled)> Settlements { get; } = [];
    public List<(WaitingFact Fact, MemberEnrolled Enrolled)> Enrolments { get; } = [];
    public List<(WaitingFact Fact, MemberChanged Changed)> Profiles { get; } = [];
    public List<(WaitingFact Fact, RewardClaimed Claimed)> Claims { get; } = [];
    public List<(WaitingFact Fact, RewardClaimCancelled Cancelled)> CancelledClaims { get; } = [];
    public List<(WaitingFact Fact, AllowanceAsked Asked)> Asks { get; } = [];
    public List<(WaitingFact Fact, AllowanceReleased Released)> Releases { get; } = [];
    public List<CounterAct> Acts { get; } = [];
    public List<DeadFact> Dead { get; } = [];

    public static ReadFacts From(IReadOnlyList<WaitingFact> facts, PostingStore shop)
    {
        var read = new ReadFacts();
        foreach (var fact in facts)
            if (read.Take(fact, shop) is { } cause) read.Dead.Add(DeadFact.Of(fact, cause));
        return read;
    }

    /// <summary>Why it cannot be understood; null when it can.</summary>
    string? Take(WaitingFact fact, PostingStore shop)
    {
        object? meaning;
        try
        {
            meaning = FactTypes.Read(fact.Type, fact.Version, fact.Payload);
        }
        catch (JsonException)
        {
            return "The payload cannot be read.";
        }
        switch (meaning)
        {
            case SaleCompleted sale: return Take(PostedSale.Of(fact, sale, shop));
            case SaleRefunded refund: return Take(PostedSale.Of(fact, refund, shop));
            case TillSessionOpened opened when opened.TillSessionId.Value != Guid.Empty: Opened.Add((fact, opened)); return null;
            case TillSessionClosed closed when closed.TillSessionId.Value != Guid.Empty: Closed.Add((fact, closed)); return null;
            case LineVoided line when line is { Name: not null, Reason: not null }: Voids.Add(VoidRow.Of(fact, line)); return null;
            case BasketVoided basket when basket.Reason is not null: Voids.Add(VoidRow.Of(fact, basket)); return null;
            case CashMoved moved when moved is { Reason: not null, Amount.Units: > 0 }: Cash.Add((fact, moved)); return null;
            case ApprovalGiven given when given.Reason is not null: Approvals.Add((fact, given)); return null;
            case MemberEnrolled enrolled when enrolled.MemberId.Value != Guid.Empty && !string.IsNullOrWhiteSpace(enrolled.Name): Enrolments.Add((fact, enrolled)); return null;
            case MemberChanged changed when changed.MemberId.Value != Guid.Empty: Profiles.Add((fact, changed)); return null;
            case RewardClaimed claimed when claimed is { Points: > 0 }: Claims.Add((fact, claimed)); return null;
            case RewardClaimCancelled cancelled when cancelled.Reason is not null: CancelledClaims.Add((fact, cancelled)); return null;
            case PointsAsked asked when asked is { Wanted: > 0, Epoch: > 0 }: Asks.Add((fact, new(Scarce.Points, asked.MemberId.Value, asked.Wanted, asked.Epoch, asked.AskedAt))); return null;
            case PointsReleased released when released is { Points: >= 0, Epoch: > 0 }: Releases.Add((fact, new(Scarce.Points, released.MemberId.Value, released.Points, released.Epoch, released.ReleasedAt))); return null;
            case AllowanceAsked asked when asked is { Wanted: > 0, Epoch: > 0 }: Asks.Add((fact, asked)); return null;
            case AllowanceReleased released when released is { Amount: >= 0, Epoch: > 0 }: Releases.Add((fact, released)); return null;
            case not null when CounterAct.Of(fact, meaning) is { Reason: not null } act:
                if (meaning is TenderSettled settled) Settlements.Add((fact, settled));
                Acts.Add(act);
                return null;
            case null: return $"Type {fact.Type}, version {fact.Version} is not known.";
            default: return "The payload lacks fields.";
        }
    }

    string? Take(PostedSale sale)
    {
        if (sale.Wrong() is { } cause) return cause;
        Sales.Add(sale);
        return null;
    }
}
