using Sasuai.Functions.Platform;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;
using Sasuai.Sales;

namespace Sasuai.Functions.Loyalty;

/// <summary>Store credit and purchases on account: what a sale took from a member's credit or put on their account, and what a refund gave back.</summary>
static class PostAccounts
{
    public static async Task Post(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var entries = (from sale in sales where sale.MemberId is not null
                       from tender in sale.Tenders.Select((tender, index) => (tender.Kind, Amount: sale.Signed(tender.Amount), Number: index + 1))
                       where tender.Kind is TenderKind.StoreCredit or TenderKind.OnAccount
                       select (Sale: sale, tender.Kind, tender.Amount, tender.Number)).ToArray();
        if (entries.Length == 0) return;
        var fresh = new List<(MemberId Member, TenderKind Kind, Money Amount)>();
        foreach (var (sale, kind, amount, number) in entries)
            if (await work.Execute(insertEntry, new
            {
                sale = sale.SaleId, number, chain = shop.ChainId, store = shop.StoreId, member = sale.MemberId, kind = kind.ToString(), amount, at = sale.At
            }) == 1) fresh.Add((sale.MemberId!.Value, kind, amount));
        var members = fresh.GroupBy(entry => entry.Member).OrderBy(member => member.Key.Value).ToArray();
        foreach (var member in members)
            await work.Execute(move, new { member = member.Key, credit = Sum(member, TenderKind.StoreCredit), owed = Sum(member, TenderKind.OnAccount) });
        await MemberTable.Tell(work, shop.ChainId, members.Select(member => member.Key));
    }

    static long Sum(IEnumerable<(MemberId Member, TenderKind Kind, Money Amount)> entries, TenderKind kind) => entries.Where(entry => entry.Kind == kind).Sum(entry => entry.Amount.Units);

    // A sale takes from the credit and adds to what is owed; a refund's amounts are negative and do the reverse.
    const string insertEntry = """
        insert into member_account_entry (sale_id, tender_number, chain_id, store_id, member_id, kind, amount, at)
        values (@sale, @number, @chain, @store, @member, @kind, @amount, @at)
        on conflict do nothing
        """;

    const string move = "update member set store_credit = store_credit - @credit, account_used = account_used + @owed where member_id = @member";
}
