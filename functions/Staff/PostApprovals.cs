using Sasuai.Functions.Platform;
using Sasuai.Functions.Sync;
using Sasuai.Staff;

namespace Sasuai.Functions.Staff;

/// <summary>Who allowed what to whom at a counter.</summary>
static class PostApprovals
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<(WaitingFact Fact, ApprovalGiven Given)> approvals)
    {
        foreach (var (fact, given) in approvals)
            await work.Execute(insert, new
            {
                id = given.ApprovalId, chain = shop.ChainId, store = shop.StoreId, terminal = fact.TerminalId, act = given.Right.ToString(), given.Subject, given.Amount,
                given.AskedBy, given.ApprovedBy, way = given.Way.ToString(), at = given.ApprovedAt, given.Reason
            });
    }

    const string insert = """
        insert into approval (approval_id, chain_id, store_id, terminal_id, act, subject, amount, asked_by, approved_by, way, at, reason)
        values (@id, @chain, @store, @terminal, @act, @subject, @amount, @askedBy, @approvedBy, @way, @at, @reason)
        on conflict do nothing
        """;
}
