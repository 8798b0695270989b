namespace Sasuai.Functions.Notifications.Gateways;

/// <summary>The gateways that this program knows, by the name that sender_key has.</summary>
public sealed class WhatsAppGateways(IEnumerable<IWhatsAppGateway> all)
{
    readonly Dictionary<string, IWhatsAppGateway> byName = all.ToDictionary(gateway => gateway.Provider, StringComparer.Ordinal);

    public IReadOnlyCollection<IWhatsAppGateway> All => byName.Values;

    /// <summary>Null for a name that none has.</summary>
    public IWhatsAppGateway? Of(string provider) => byName.GetValueOrDefault(provider);
}
