using Sasuai.Functions.Platform;

namespace Sasuai.Functions.GiftCards;

/// <param name="EntryId">Derived from what caused it, so that it is entered once.</param>
/// <param name="Amount">Above 0 for what comes onto the card.</param>
/// <param name="SaleId">Null for what the office loads.</param>
sealed record GiftCardEntry(Guid EntryId, Guid GiftCardId, Guid? StoreId, Money Amount, string Reason, Guid? SaleId, Guid? StaffId, DateTimeOffset At)
{
    public const string load = "load", sale = "sale", refund = "refund";
}

/// <summary>Gift cards of the chain's own: what comes onto them and what is spent, and what is on each.</summary>
static class GiftCardTable
{
    /// <summary>What is on each to grant from.</summary>
    public const string lockBalances = "select gift_card_id as subject, balance as amount from gift_card where gift_card_id = any(@ids) order by gift_card_id for update";

    /// <summary>Enters it and moves the balance; false, and nothing is done, when it was entered before.</summary>
    public static async Task<bool> Enter(Work work, ChainId chain, GiftCardEntry entry)
    {
        if (await work.Execute(insertEntry, new { chain, entry.EntryId, entry.GiftCardId, entry.StoreId, entry.Amount, entry.Reason, entry.SaleId, entry.StaffId, entry.At }) == 0) return false;
        await work.Execute("update gift_card set balance = balance + @amount where gift_card_id = @giftCardId", new { entry.Amount, entry.GiftCardId });
        return true;
    }

    const string insertEntry = """
        insert into gift_card_entry (entry_id, gift_card_id, chain_id, store_id, amount, reason, sale_id, staff_id, at)
        values (@entryId, @giftCardId, @chain, @storeId, @amount, @reason, @saleId, @staffId, @at) on conflict do nothing
        """;
}
