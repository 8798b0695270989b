using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace Sasuai.Functions.AdminApp;

/// <summary>The admin app from the same address as its API, so that a region is one deployment and no request crosses origins.</summary>
public static class ServeAdminApp
{
    const string keepForEver = "public, max-age=31536000, immutable";
    const string askEachTime = "no-cache";

    // Nothing may be loaded from, sent to or framed by anybody else; no inline script or style runs.
    const string contentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    [Function("ServeAdminApp")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "app/{*path}")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Guard(request.HttpContext.Response.Headers);
        if (AdminFiles.Built.StartPage is null)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "The admin app was not built.",
                detail: "Run npm ci and npm run build in functions/admin, then build the functions again.");
        if (AdminFiles.Built.Find(Below(request.Path)) is not { } file)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "The admin app has no such file.");
        request.HttpContext.Response.Headers.CacheControl = file.IsHashed ? keepForEver : askEachTime;
        return TypedResults.PhysicalFile(file.FullPath, file.ContentType, lastModified: file.ChangedAt, entityTag: new EntityTagHeaderValue(file.Tag));
    }

    static string? Below(PathString address) => address.StartsWithSegments("/app", StringComparison.OrdinalIgnoreCase, out var rest) ? rest.Value?.TrimStart('/') : null;

    static void Guard(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = contentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
    }
}
