using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Tills;

namespace Sasuai.Functions.Tills;

/// <summary>What a person did at a counter besides selling, as one row that says who, when and why.</summary>
/// <param name="Kind">The fact's type, such as drawer-opened.</param>
/// <param name="Subject">The sale, refund or till session it is about.</param>
sealed record CounterAct(
    WaitingFact Fact, Guid Subject, string Name, Money Amount, StaffId CashierId, ApprovalId? ApprovalId, DateTimeOffset At, string? Reason)
{
    public string Kind => Fact.Type;

    /// <summary>Null for a fact of another kind.</summary>
    public static CounterAct? Of(WaitingFact fact, object meaning) => meaning switch
    {
        DiscountGiven given => new(fact, given.SaleId.Value, given.Name, given.Amount, given.CashierId, given.ApprovalId, given.GivenAt, given.Reason),
        SaleParked parked => new(fact, parked.SaleId.Value, "", parked.Amount, parked.CashierId, null, parked.ParkedAt, parked.Note),
        SaleRecalled recalled => new(fact, recalled.SaleId.Value, "", Money.Zero, recalled.CashierId, null, recalled.RecalledAt, ""),
        ReceiptReprinted printed => new(fact, printed.SaleOrRefundId, printed.ReceiptNumber.ToString(), Money.Zero, printed.CashierId, null, printed.PrintedAt, printed.Reason),
        TenderSettled settled => new(fact, settled.SaleId.Value, settled.State.ToString(), settled.Amount, settled.CashierId, null, settled.SettledAt, settled.Reason),
        TenderWithdrawn back => new(fact, back.SaleId.Value, back.Kind.ToString(), back.Amount, back.CashierId, null, back.WithdrawnAt, back.Reason),
        DrawerOpened opened => new(fact, opened.TillSessionId.Value, "", Money.Zero, opened.CashierId, opened.ApprovalId, opened.OpenedAt, opened.Reason),
        DrawerCounted counted => new(fact, counted.TillSessionId.Value, "", counted.Counted, counted.CashierId, null, counted.CountedAt, ""),
        TrainingHeld held => new(fact, fact.TerminalId, "", Money.Zero, held.CashierId, null, held.EndedAt, ""),
        _ => null
    };
}

static class PostCounterActs
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<CounterAct> acts)
    {
        foreach (var act in acts)
            await work.Execute(insert, new
            {
                fact = act.Fact.FactId, chain = shop.ChainId, store = shop.StoreId, terminal = act.Fact.TerminalId, act.Kind, act.Subject, act.Name, act.Amount,
                cashier = act.CashierId, approval = act.ApprovalId, act.At, act.Reason
            });
    }

    const string insert = """
        insert into counter_act (fact_id, chain_id, store_id, terminal_id, kind, subject, name, amount, cashier_id, approval_id, at, reason)
        values (@fact, @chain, @store, @terminal, @kind, @subject, @name, @amount, @cashier, @approval, @at, @reason)
        on conflict do nothing
        """;
}
