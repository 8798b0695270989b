using System.Security.Cryptography;
using System.Text;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>A message to a number that is no member's. Its text is ready and stands as it is.</summary>
/// <param name="Key">Under which it is counted, such as day-close.</param>
/// <param name="Same">What makes it the same message, however often it comes.</param>
sealed record DirectMessage(Guid Id, ChainId ChainId, StoreId StoreId, string Key, string Locale, PhoneNumber To, string Text, string Same, DateTimeOffset ExpiresAt)
{
    // A record would print the number and the text.
    public override string ToString() => $"{Key} {Id}";
}

/// <summary>Messages that go straight to a number, by the way of all messages from there on.</summary>
static class DirectTable
{
    /// <summary>False when the same was there before.</summary>
    public static async Task<bool> Put(Work work, DirectMessage message) => await work.Execute(insert, new
    {
        message.Id, chain = message.ChainId, store = message.StoreId, message.Key, message.Locale, phone = message.To.Digits, message.Text, reference = Intake.RefOf(message.Id),
        dedupe = SHA256.HashData(Encoding.UTF8.GetBytes($"{message.ChainId}|{message.Key}|{message.To.Digits}|{message.Same}")), expires = message.ExpiresAt
    }) > 0;

    const string insert = """
        insert into notification (notification_id, chain_id, store_id, event_id, dedupe_key, channel, template_key, locale, client_ref, to_phone, own_body, literal,
            sender_key_id, state, next_attempt_at, expires_at, created_at, changed_at)
        select @id, @chain, @store, @id, @dedupe, 'whatsapp', @key, @locale, @reference, @phone, @text, true,
            k.sender_key_id, 'pending', clock_timestamp(), @expires, clock_timestamp(), clock_timestamp()
        from (select sender_key_id from sender_key where chain_id = @chain or chain_id is null order by chain_id nulls last limit 1) k
        on conflict (dedupe_key) do nothing
        """;
}
