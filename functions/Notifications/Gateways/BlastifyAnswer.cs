using System.Net;
using System.Text.Json;

namespace Sasuai.Functions.Notifications.Gateways;

/// <summary>
/// Reads what Blastify answers. No public document types its replies, so any object that says no "no" is a yes; its "no" may come inside a
/// 200 and is told apart by its words (MESSAGING 1, 3.6).
/// </summary>
public static class BlastifyAnswer
{
    public static WhatsAppOutcome Read(GatewayAnswer told)
    {
        ArgumentNullException.ThrowIfNull(told);
        var (status, retryAfter, body, excerpt) = told;
        var answer = Parse(body);
        var refusal = status >= (int)HttpStatusCode.BadRequest || answer is { Ok: false } ? Refused(status, excerpt, answer) : null;
        return (HttpStatusCode)status switch
        {
            HttpStatusCode.TooManyRequests => new WhatsAppOutcome.Throttled(status, excerpt, retryAfter),
            // "Currently unable to handle the request": the server says that it has not done so (RFC 9110, 15.6.4).
            HttpStatusCode.ServiceUnavailable => new WhatsAppOutcome.Throttled(status, excerpt, retryAfter),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new WhatsAppOutcome.KeyFault(status, excerpt, "unauthorized"),
            HttpStatusCode.PaymentRequired => new WhatsAppOutcome.KeyFault(status, excerpt, "quota"),
            // A proxy in front of a dead gateway answers so in its own words; a gateway's own JSON says that it ran.
            HttpStatusCode.BadGateway when answer is null => new WhatsAppOutcome.NotSent(status, excerpt, "bad-gateway"),
            HttpStatusCode.RequestTimeout => new WhatsAppOutcome.Unknown(status, excerpt, "timeout"),
            HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity =>
                refusal ?? new WhatsAppOutcome.Rejected(status, excerpt, "refused", Permanent: true),
            >= HttpStatusCode.InternalServerError => new WhatsAppOutcome.Unknown(status, excerpt, $"status-{status}"),
            // The address itself is wrong: every message of this key would fare the same.
            >= HttpStatusCode.Ambiguous => new WhatsAppOutcome.KeyFault(status, excerpt, $"status-{status}"),
            _ when answer is null => new WhatsAppOutcome.Unknown(status, excerpt, "unreadable-answer"),
            _ => refusal ?? (answer.Ok
                ? new WhatsAppOutcome.Accepted(status, excerpt, answer.MessageId)
                : new WhatsAppOutcome.Rejected(status, excerpt, "refused", Permanent: false)),
        };
    }

    static WhatsAppOutcome? Refused(int status, string? excerpt, Answer? answer) => answer?.Words switch
    {
        null => null,
        var words when Says(words, "client not found", "not_found", "disconnected", "not connected", "device") => new WhatsAppOutcome.KeyFault(status, excerpt, "device"),
        var words when Says(words, "unauthorized", "api key", "apikey", "api-key", "forbidden", "token") => new WhatsAppOutcome.KeyFault(status, excerpt, "unauthorized"),
        var words when Says(words, "too many", "rate limit") => new WhatsAppOutcome.Throttled(status, excerpt, null),
        var words when Says(words, "quota", "limit", "credit", "balance") => new WhatsAppOutcome.KeyFault(status, excerpt, "quota"),
        var words when Says(words, "number", "phone", "recipient", "whatsapp") => new WhatsAppOutcome.Rejected(status, excerpt, "number", Permanent: true),
        var words when Says(words, "content", "message", "text", "too long") => new WhatsAppOutcome.Rejected(status, excerpt, "content", Permanent: true),
        _ => null,
    };

    static bool Says(string words, params ReadOnlySpan<string> any)
    {
        foreach (var each in any)
            if (words.Contains(each, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    static Answer? Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(json.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static Answer Of(JsonElement body) => new(
        !(IsNo(Value(body, "status")) || IsNo(Value(body, "success")) || Value(body, "error") is { ValueKind: JsonValueKind.String or JsonValueKind.Object }),
        string.Join(' ', Text(body, "code"), Text(body, "message"), Text(body, "error"), Text(body, "reason")),
        Text(body, "id") is { Length: > 0 } id ? id : null);

    static bool IsNo(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.False } => true,
        { ValueKind: JsonValueKind.String } word => word.GetString() is { } text && Says(text, "false", "fail", "error"),
        { ValueKind: JsonValueKind.Number } code => code.TryGetInt32(out var number) && number >= (int)HttpStatusCode.BadRequest,
        _ => false,
    };

    static string Text(JsonElement body, string name) => Value(body, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() ?? "" : "";

    static JsonElement? Value(JsonElement body, string name)
    {
        foreach (var property in body.EnumerateObject())
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        return null;
    }

    sealed record Answer(bool Ok, string Words, string? MessageId);
}
