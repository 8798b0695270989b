using Sasuai.Functions.Platform;
using Sasuai.Functions.Sales;
using Sasuai.Functions.Sync;
using Sasuai.Messages;

namespace Sasuai.Functions.Loyalty;

/// <summary>Members get the receipts of what they bought, where the chain wants that. One of a sale that came days late is worth nothing any more.</summary>
static class PostReceipts
{
    /// <summary>How many are told.</summary>
    public static async Task<int> Post(Work work, PostingStore shop, IReadOnlyList<PostedSale> sales)
    {
        var bought = sales.Where(sale => sale is { Sign: > 0, MemberId: not null }).ToArray();
        if (bought.Length == 0 || !await work.Single<bool>("select receipt_messages from chain where chain_id = @chain", new { chain = shop.ChainId })) return 0;
        var willing = (await work.Query<MemberId>(readWilling, new { ids = bought.Select(sale => sale.MemberId!.Value.Value).Distinct().ToArray() })).ToHashSet();
        return await PutOccasions.Put(work, shop.ChainId, work.Now, bought.Where(sale => willing.Contains(sale.MemberId!.Value))
            .Select(sale => new DueOccasion(shop.StoreId, sale.MemberId!.Value, MemberOccasion.Receipt, sale.SaleId.ToString(), sale.SaleId) { At = sale.At }));
    }

    // Asked again when it leaves; this only spares the broker what nobody wants.
    const string readWilling = $"""
        select member_id from member m where member_id = any(@ids) and phone is not null and 'given' = (
            select c.status from consent c where c.member_id = m.member_id and channel = 'whatsapp' and purpose = 'loyalty' order by {ConsentTable.latestFirst} limit 1)
        """;
}
