using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Sales;

namespace Sasuai.Functions.Sales;

/// <summary>A payment that was unknown is now certain. The first settlement of a tender holds; a later one stays on record as an act.</summary>
static class SettleTenders
{
    public static async Task Post(Work work, IReadOnlyList<(WaitingFact Fact, TenderSettled Settled)> settlements)
    {
        foreach (var (_, settled) in settlements)
            await work.Execute(settle, new
            {
                sale = settled.SaleId, number = settled.Tender + 1, state = settled.State.ToString(), settled.Reference, cashier = settled.CashierId, at = settled.SettledAt
            });
    }

    const string settle = """
        update tender set state = @state, settled_reference = @reference, settled_by = @cashier, settled_at = @at
        where sale_id = @sale and number = @number and state = 'Unknown'
        """;
}
