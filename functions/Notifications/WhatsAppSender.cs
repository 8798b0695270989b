using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// The engine that sends: claim, post, record, again and again, the same code wherever it runs and however many run at once. PostgreSQL
/// holds all that they share.
/// </summary>
public sealed class WhatsAppSender(
    Database database, ClaimNotification claims, RecordAttempt attempts, ProbeKey probe, ResolveUncertain uncertain, Blastify gateway, MessageSettings settings, TimeProvider clock)
{
    /// <summary>Works on what is due until nothing is, or until <paramref name="budget"/> has passed; how many messages were attempted.</summary>
    public async Task<int> PumpOnce(TimeSpan budget, CancellationToken cancellation)
    {
        var since = clock.GetTimestamp();
        await uncertain.RunAsync(cancellation);
        var keys = await database.Everywhere(work => work.Query<Key>(readKeys), cancellation);
        // Each key by itself: one whose gateway takes its time does not hold up the others.
        var attempted = await Task.WhenAll(keys.Select(key => PumpAsync(key, () => clock.GetElapsedTime(since) < budget, cancellation)));
        return attempted.Sum();
    }

    async Task<int> PumpAsync(Key key, Func<bool> timeIsLeft, CancellationToken cancellation)
    {
        await probe.RunAsync(key.SenderKeyId, cancellation);
        var attempted = 0;
        while (timeIsLeft() && !cancellation.IsCancellationRequested && await claims.NextAsync(key.SenderKeyId, cancellation) is { } claimed)
        {
            await attempts.WriteAsync(claimed, await SendAsync(claimed, settings.KeyOf(key.SecretRef) ?? ""));
            attempted++;
        }
        return attempted;
    }

    // A claim is carried through even when the program stops: its time-out is shorter than the stop's.
    async Task<WhatsAppOutcome> SendAsync(Claimed claimed, string key) =>
        key.Length == 0 ? new WhatsAppOutcome.KeyFault(null, null, "key-missing") : await gateway.SendAsync(claimed.To, claimed.Text, key, CancellationToken.None);

    sealed class Key
    {
        public Guid SenderKeyId { get; init; }
        public string SecretRef { get; init; } = "";
    }

    const string readKeys = "select sender_key_id, secret_ref from sender_key where provider = 'blastify'";
}
