using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Sales;

namespace Sasuai.Functions.Sales;

/// <summary>A line or a basket that was given up before it was paid.</summary>
sealed record VoidRow(WaitingFact Fact, string Kind, SaleId SaleId, string Name, Quantity Quantity, Money Amount, StaffId CashierId, DateTimeOffset At, string Reason, ApprovalId? ApprovalId)
{
    public static VoidRow Of(WaitingFact fact, LineVoided line) =>
        new(fact, "line", line.SaleId, line.Name, line.Quantity, line.Amount, line.CashierId, line.VoidedAt, line.Reason, line.ApprovalId);

    public static VoidRow Of(WaitingFact fact, BasketVoided basket) =>
        new(fact, "basket", basket.SaleId, "", Quantity.Of(basket.Lines), basket.Amount, basket.CashierId, basket.VoidedAt, basket.Reason, basket.ApprovalId);
}

/// <summary>Keeps a trace of every void: who, when, why.</summary>
static class PostVoids
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<VoidRow> voids)
    {
        foreach (var row in voids)
            await work.Execute(insert, new
            {
                fact = row.Fact.FactId, chain = shop.ChainId, store = shop.StoreId, terminal = row.Fact.TerminalId, row.Kind, sale = row.SaleId, row.Name, row.Quantity,
                row.Amount, cashier = row.CashierId, row.At, row.Reason, approval = row.ApprovalId
            });
    }

    const string insert = """
        insert into void_record (fact_id, chain_id, store_id, terminal_id, kind, sale_id, name, quantity, amount, cashier_id, at, reason, approval_id)
        values (@fact, @chain, @store, @terminal, @kind, @sale, @name, @quantity, @amount, @cashier, @at, @reason, @approval)
        on conflict do nothing
        """;
}
