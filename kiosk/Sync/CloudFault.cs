using System.Net;
using System.Text.Json;

namespace Sasuai.Kiosk.Sync;

/// <summary>The cloud answered, but not with what was asked for. The message is for a person.</summary>
/// <param name="RetryAfter">How long it asks to be left alone, when it says so.</param>
public sealed class CloudFault(HttpStatusCode status, string? code, string message, TimeSpan? retryAfter) : Exception(message)
{
    const int detailMax = 300;

    public HttpStatusCode Status => status;

    /// <summary>The refusal's stable code, when the cloud gave one.</summary>
    public string? Code => code;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>Reads the problem details (RFC 9457) of an answer that is not a success.</summary>
    public static async Task<CloudFault> From(HttpResponseMessage answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var (code, detail) = Problem(await answer.Content.ReadAsStringAsync(cancellation));
        return new(answer.StatusCode, code, detail ?? $"The cloud answered {(int)answer.StatusCode}.", answer.Headers.RetryAfter?.Delta);
    }

    static (string? Code, string? Detail) Problem(string body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.ValueKind == JsonValueKind.Object
                ? (Text(problem.RootElement, "code"), Text(problem.RootElement, "detail") ?? Text(problem.RootElement, "title"))
                : (null, null);
        }
        catch (JsonException)
        {
            // Not ours: a proxy's page, or nothing at all.
            return (null, null);
        }
    }

    static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text ? text[..Math.Min(text.Length, detailMax)] : null;
}
