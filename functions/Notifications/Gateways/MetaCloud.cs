using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sasuai.Functions.Notifications.Gateways;

/// <summary>
/// Meta's WhatsApp Cloud API (developers.facebook.com: cloud-api messages, error-codes, webhooks). A shop may begin a conversation only with a text
/// that Meta approved: the text tier-reached is its template tier_reached, in id and en, filled with the values in their order. Our
/// reference goes along as biz_opaque_callback_data and comes back with every news.
/// </summary>
public sealed class MetaCloud(MessageSettings settings, TimeProvider clock) : IWhatsAppGateway, IDisposable
{
    readonly GatewayHttp http = new(settings.MetaUrl, settings.SendTimeout, clock);

    public string Provider => "meta";

    public GatewayAbilities Can =>
        GatewayAbilities.ReturnsMessageId | GatewayAbilities.StatusWebhook | GatewayAbilities.ReplyWebhook | GatewayAbilities.ReturnsReference | GatewayAbilities.TemplatesOnly;

    public bool Takes(PhoneNumber to) => true;

    /// <param name="key">The id of the sending number, a colon, and the access token.</param>
    public Task<WhatsAppOutcome> SendAsync(OutgoingText message, string key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (key.Split(':', 2) is not [{ Length: > 0 } number, { Length: > 0 } token] || !number.All(char.IsAsciiDigit))
            return Task.FromResult<WhatsAppOutcome>(new WhatsAppOutcome.KeyFault(null, null, "key-unreadable"));
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            messaging_product = "whatsapp", to = message.To.Digits, type = "template", biz_opaque_callback_data = message.ClientRef,
            template = new
            {
                name = message.TemplateKey.Replace('-', '_'), language = new { code = message.Locale },
                components = new[] { new { type = "body", parameters = message.Values.Select(value => new { type = "text", text = OneLine(value) }) } }
            }
        });
        return http.PostAsync($"{number}/messages", "application/json", body, ("Authorization", "Bearer " + token), token, ReadAnswer, cancellation);
    }

    public async Task<bool> ProbeAsync(string key, CancellationToken cancellation) =>
        key.Split(':', 2) is [{ Length: > 0 } number, { Length: > 0 } token] && await http.AskAsync(HttpMethod.Get, number, ("Authorization", "Bearer " + token), cancellation) is not null;

    /// <summary>Signed with the app's secret over the bytes as they came (X-Hub-Signature-256).</summary>
    public IReadOnlyList<GatewayReport>? Read(GatewayCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var signed = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.MetaAppSecret), call.Body.Span));
        if (settings.MetaAppSecret.Length == 0 || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signed), Encoding.UTF8.GetBytes(call.Signature))) return null;
        var reports = new List<GatewayReport>();
        foreach (var value in GatewayJson.Parse(Encoding.UTF8.GetString(call.Body.Span))?.Objects("entry").SelectMany(entry => entry.Objects("changes")).Select(change => change.Object("value")).OfType<GatewayJson>() ?? [])
        {
            foreach (var status in value.Objects("statuses"))
                if (status.Text("status") is "sent" or "delivered" or "read" or "failed")
                    reports.Add(new GatewayReport.Status(status.First("id"), status.First("biz_opaque_callback_data"), status.Text("status"), status.Objects("errors").FirstOrDefault() is { } error ? $"meta-{error.Text("code")}" : null));
            foreach (var message in value.Objects("messages"))
                if (message.First("id") is { } id && !PhoneNumber.Read(message.Text("from")).IsRefused(out _, out var from) && (message.Object("text")?.Text("body") ?? message.Object("button")?.Text("text")) is { } text)
                    reports.Add(new GatewayReport.Reply(from, text, id));
        }
        return reports;
    }

    public void Dispose() => http.Dispose();

    // A parameter has no line breaks, tabs or long runs of blanks (error 132018).
    static string OneLine(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static WhatsAppOutcome ReadAnswer(GatewayAnswer told)
    {
        var (status, retryAfter, body, excerpt) = told;
        var answer = GatewayJson.Parse(body);
        if (status < (int)HttpStatusCode.Ambiguous)
            return answer?.Objects("messages").FirstOrDefault()?.First("id") is { } id ? new WhatsAppOutcome.Accepted(status, excerpt, id) : new WhatsAppOutcome.Unknown(status, excerpt, "unreadable-answer");
        if (int.TryParse(answer?.Object("error")?.Text("code"), out var code) && OfCode(code, status, excerpt, retryAfter) is { } known) return known;
        return (HttpStatusCode)status switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new WhatsAppOutcome.Throttled(status, excerpt, retryAfter),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new WhatsAppOutcome.KeyFault(status, excerpt, "unauthorized"),
            HttpStatusCode.BadGateway when answer is null => new WhatsAppOutcome.NotSent(status, excerpt, "bad-gateway"),
            >= HttpStatusCode.InternalServerError => new WhatsAppOutcome.Unknown(status, excerpt, $"status-{status}"),
            HttpStatusCode.BadRequest => new WhatsAppOutcome.Rejected(status, excerpt, "refused", Permanent: true),
            _ => new WhatsAppOutcome.KeyFault(status, excerpt, $"status-{status}")
        };
    }

    static WhatsAppOutcome? OfCode(int code, int status, string? excerpt, TimeSpan? retryAfter) => code switch
    {
        // Too many calls, too many messages, too many to one person, marked as spam for now.
        4 or 80007 or 130429 or 131056 or 131048 => new WhatsAppOutcome.Throttled(status, excerpt, retryAfter),
        // Not on WhatsApp or cannot get it, not the recipient's number.
        131026 or 131021 or 131030 => new WhatsAppOutcome.Rejected(status, excerpt, "number", Permanent: true),
        // The person has had enough marketing for now.
        131049 => new WhatsAppOutcome.Rejected(status, excerpt, "marketing-cap", Permanent: false),
        // The template is not there, paused, or filled wrongly.
        131008 or 131009 or (>= 132000 and <= 132099) => new WhatsAppOutcome.Rejected(status, excerpt, "template", Permanent: true),
        131042 => new WhatsAppOutcome.KeyFault(status, excerpt, "quota"),
        0 or 3 or 10 or 190 or (>= 200 and <= 299) or 368 or 131031 or 131045 or 133010 => new WhatsAppOutcome.KeyFault(status, excerpt, "unauthorized"),
        _ => null
    };
}
