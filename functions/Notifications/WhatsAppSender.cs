using Sasuai.Functions.Notifications.Gateways;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// The engine that sends: claim, post, record, again and again, the same code wherever it runs and however many run at once. PostgreSQL
/// holds all that they share.
/// </summary>
public sealed class WhatsAppSender(
    Database database, ClaimNotification claims, RecordAttempt attempts, ProbeKey probe, ResolveUncertain uncertain, WhatsAppGateways gateways, MessageSettings settings, TimeProvider clock, ILogger<WhatsAppSender> log)
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
        if (gateways.Of(key.Provider) is not { } gateway)
        {
            log.GatewayUnknown(key.Provider, key.SenderKeyId);
            return 0;
        }
        await probe.RunAsync(key.SenderKeyId, gateway, cancellation);
        var attempted = 0;
        while (timeIsLeft() && !cancellation.IsCancellationRequested && await claims.NextAsync(key.SenderKeyId, gateway.Takes, cancellation) is { } claimed)
        {
            using var step = Telemetry.Begin("send message", claimed.Cause);
            var outcome = await SendAsync(claimed, gateway, settings.KeyOf(key.SecretRef) ?? "");
            step?.SetTag("outcome", outcome.Name).SetTag("attempt", claimed.Attempt).SetTag("notification_id", claimed.NotificationId).SetTag("provider", key.Provider);
            await attempts.WriteAsync(claimed, outcome);
            attempted++;
        }
        return attempted;
    }

    // A claim is carried through even when the program stops: its time-out is shorter than the stop's.
    static async Task<WhatsAppOutcome> SendAsync(Claimed claimed, IWhatsAppGateway gateway, string key) =>
        key.Length == 0 && !gateway.Can.HasFlag(GatewayAbilities.Keyless) ? new WhatsAppOutcome.KeyFault(null, null, "key-missing") : await gateway.SendAsync(claimed.Message, key, CancellationToken.None);

    sealed class Key
    {
        public Guid SenderKeyId { get; init; }
        public string SecretRef { get; init; } = "";
        public string Provider { get; init; } = "";
    }

    const string readKeys = "select sender_key_id, secret_ref, provider from sender_key";
}
