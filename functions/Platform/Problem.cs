using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Sasuai.Functions.Platform;

/// <summary>How a "no" travels: problem details (RFC 9457) with the refusal's code, its sentence and the field that was wrong.</summary>
public static class Problem
{
    public static ProblemHttpResult From(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var more = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code };
        if (refusal.Field is not null) more["field"] = refusal.Field;
        return TypedResults.Problem(title: refusal.Text, statusCode: StatusOf(refusal.Code), type: $"urn:sasuai:problem:{refusal.Code}", extensions: more);
    }

    static int StatusOf(string code) => code switch
    {
        RefusalCodes.notSignedIn or RefusalCodes.wrongSignIn or RefusalCodes.badSignature => StatusCodes.Status401Unauthorized,
        RefusalCodes.notAllowed or RefusalCodes.terminalRevoked or RefusalCodes.foreignFeed => StatusCodes.Status403Forbidden,
        RefusalCodes.notFound => StatusCodes.Status404NotFound,
        RefusalCodes.conflict => StatusCodes.Status409Conflict,
        RefusalCodes.bodyTooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalCodes.tooManyTries => StatusCodes.Status429TooManyRequests,
        RefusalCodes.busy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest
    };
}
