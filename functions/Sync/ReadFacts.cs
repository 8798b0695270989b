using System.Text.Json;
using Sasuai.Functions.Sales;
using Sasuai.Sales;
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
