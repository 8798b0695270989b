using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Sasuai.Functions.Notifications.Gateways;

/// <summary>
/// Fonnte (docs.fonnte.com: send, message-status, webhook-update-message-status). Its refusals come inside a 200 with a reason; it returns an id
/// and tells by webhook what became of it and what members answer. Its calls are not signed: the token in our address is all that they prove.
/// </summary>
public sealed class Fonnte(MessageSettings settings, TimeProvider clock) : IWhatsAppGateway, IDisposable
{
    readonly GatewayHttp http = new(settings.FonnteUrl, settings.SendTimeout, clock);

    public string Provider => "fonnte";
    public GatewayAbilities Can => GatewayAbilities.ReturnsMessageId | GatewayAbilities.StatusWebhook | GatewayAbilities.ReplyWebhook;
    public bool Takes(PhoneNumber to) => true;

    public async Task<WhatsAppOutcome> SendAsync(OutgoingText message, string key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["target"] = message.To.Digits, ["message"] = message.Text, ["countryCode"] = "62" });
        return await http.PostAsync("send", "application/x-www-form-urlencoded", await form.ReadAsByteArrayAsync(cancellation), ("Authorization", key), key, ReadAnswer, cancellation);
    }

    /// <summary>The device behind the token must be connected: else everything would wait there, and expire after a day.</summary>
    public async Task<bool> ProbeAsync(string key, CancellationToken cancellation) =>
        GatewayJson.Parse(await http.AskAsync(HttpMethod.Post, "device", ("Authorization", key), cancellation)) is { } answer && answer.IsYes("status") && answer.Text("device_status") is "" or "connect";

    /// <summary>JSON or a form: id and status of a message that was sent, or sender and message of an answer.</summary>
    public IReadOnlyList<GatewayReport>? Read(GatewayCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var text = System.Text.Encoding.UTF8.GetString(call.Body.Span);
        var fields = call.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase)
            ? GatewayJson.Parse(text)?.Texts()
            : QueryHelpers.ParseQuery(text).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (fields is null) return null;
        string Of(string name) => fields.GetValueOrDefault(name, "");
        if (Of("sender").Length > 0 && Of("message").Length > 0)
            return PhoneNumber.Read(Of("sender")).IsRefused(out _, out var from) ? [] : [new GatewayReport.Reply(from, Of("message"), Of("id") is { Length: > 0 } id ? id : $"{Of("sender")}|{Of("timestamp")}|{Of("message")}")];
        return Of("id").Length > 0 && StateOf(Of("state") is { Length: > 0 } state ? state : Of("status")) is { } became
            ? [new GatewayReport.Status(Of("id"), null, became, became == "failed" ? Of("status") : null)] : [];
    }

    public void Dispose() => http.Dispose();

    // processing, pending and waiting say that it is still on its way.
    static string? StateOf(string told) => told.ToLowerInvariant() switch
    {
        "sent" => "sent",
        "delivered" => "delivered",
        "read" => "read",
        "invalid" or "failed" or "expired" => "failed",
        _ => null
    };

    static WhatsAppOutcome ReadAnswer(GatewayAnswer told)
    {
        var (status, retryAfter, body, excerpt) = told;
        var answer = GatewayJson.Parse(body);
        if (status is (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable) return new WhatsAppOutcome.Throttled(status, excerpt, retryAfter);
        if (status is (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden) return new WhatsAppOutcome.KeyFault(status, excerpt, "unauthorized");
        if (status == (int)HttpStatusCode.BadGateway && answer is null) return new WhatsAppOutcome.NotSent(status, excerpt, "bad-gateway");
        if (status >= (int)HttpStatusCode.InternalServerError) return new WhatsAppOutcome.Unknown(status, excerpt, $"status-{status}");
        if (status >= (int)HttpStatusCode.Ambiguous && status < (int)HttpStatusCode.BadRequest) return new WhatsAppOutcome.KeyFault(status, excerpt, $"status-{status}");
        if (answer is null) return new WhatsAppOutcome.Unknown(status, excerpt, "unreadable-answer");
        return answer.IsYes("status") ? new WhatsAppOutcome.Accepted(status, excerpt, answer.First("id")) : Refused(status, excerpt, answer.Text("reason"));
    }

    static WhatsAppOutcome Refused(int status, string? excerpt, string reason)
    {
        bool Says(string word) => reason.Contains(word, StringComparison.OrdinalIgnoreCase);
        return reason switch
        {
            _ when Says("token") => new WhatsAppOutcome.KeyFault(status, excerpt, "unauthorized"),
            _ when Says("quota") || Says("package") || Says("expired") => new WhatsAppOutcome.KeyFault(status, excerpt, "quota"),
            _ when Says("device") => new WhatsAppOutcome.KeyFault(status, excerpt, "device"),
            _ when Says("target") || Says("number") => new WhatsAppOutcome.Rejected(status, excerpt, "number", Permanent: true),
            _ when Says("message") || Says("too long") => new WhatsAppOutcome.Rejected(status, excerpt, "content", Permanent: true),
            _ => new WhatsAppOutcome.Rejected(status, excerpt, "refused", Permanent: false)
        };
    }
}
