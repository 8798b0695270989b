using System.Text.Json;

namespace Sasuai.Functions.Notifications.Gateways;

/// <summary>Blastify, the house's gateway. It tells no id and nothing after its yes (MESSAGING 1); what it answers is read by <see cref="BlastifyAnswer"/>.</summary>
public sealed class Blastify(MessageSettings settings, TimeProvider clock) : IWhatsAppGateway, IDisposable
{
    readonly GatewayHttp http = new(settings.BlastifyUrl, settings.SendTimeout, clock);

    public string Provider => "blastify";
    public GatewayAbilities Can => GatewayAbilities.None;

    // 11 to 13 digits, as its own dashboard checks.
    public bool Takes(PhoneNumber to) => to.Digits.Length is >= 11 and <= 13;

    public Task<WhatsAppOutcome> SendAsync(OutgoingText message, string key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        // One recipient for each call, because a part of a list that succeeded could not be told from the rest.
        var body = JsonSerializer.SerializeToUtf8Bytes(new { numbers = new[] { message.To.Digits }, content = message.Text });
        return http.PostAsync("api-keys/send-messages", "application/json", body, ("x-api-key", key), key, BlastifyAnswer.Read, cancellation);
    }

    public async Task<bool> ProbeAsync(string key, CancellationToken cancellation) => await http.AskAsync(HttpMethod.Get, "health", ("x-api-key", key), cancellation) is not null;

    /// <summary>It has none.</summary>
    public IReadOnlyList<GatewayReport>? Read(GatewayCall call) => null;

    public void Dispose() => http.Dispose();
}
