using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Sync;

namespace Sasuai.Functions.Terminals;

/// <summary>The public keys of a store's terminals in the store's feed: with them its tills check each other's receipts.</summary>
static class TillKeys
{
    public static async Task TellAll(Work work, ChainId chain, StoreId store)
    {
        foreach (var key in await work.Query<TillKey>(readKeys, new { store })) Tell(work, chain, store, key);
    }

    public static void Tell(Work work, ChainId chain, StoreId store, TillKey key) =>
        work.Tell(Feeds.Store(store), chain, FeedKinds.tillKey, $"{key.TerminalId}:{key.Epoch}", JsonSerializer.Serialize(key.Item, WireJson.Default.TillKeyItem));

    const string readKeys = """
        select terminal_id, number, epoch, public_key, revoked_at is not null as revoked from terminal where store_id = @store and public_key is not null order by number
        """;
}

sealed record TillKey(TerminalId TerminalId, int Number, int Epoch, byte[] PublicKey, bool Revoked)
{
    public TillKeyItem Item => new(TerminalId, Number, Epoch, Convert.ToBase64String(PublicKey), Revoked);
}
