using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Tills;

namespace Sasuai.Functions.Tills;

/// <summary>Cash that moved without a sale.</summary>
static class PostCash
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<(WaitingFact Fact, CashMoved Moved)> movements)
    {
        foreach (var (fact, moved) in movements)
            await work.Execute(insert, new
            {
                id = moved.CashMovementId, chain = shop.ChainId, store = shop.StoreId, terminal = fact.TerminalId, session = moved.TillSessionId, kind = moved.Kind.ToString(),
                moved.Amount, cashier = moved.CashierId, approval = moved.ApprovalId, at = moved.MovedAt, moved.Reason
            });
    }

    const string insert = """
        insert into cash_movement (cash_movement_id, chain_id, store_id, terminal_id, till_session_id, kind, amount, cashier_id, approval_id, at, reason)
        values (@id, @chain, @store, @terminal, @session, @kind, @amount, @cashier, @approval, @at, @reason)
        on conflict do nothing
        """;
}
