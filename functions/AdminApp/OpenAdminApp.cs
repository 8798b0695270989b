using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;

namespace Sasuai.Functions.AdminApp;

/// <summary>Whoever types the bare address wants the admin app.</summary>
public static class OpenAdminApp
{
    // A route of "/" breaks the worker, and a catch-all would swallow every other address; this one matches the bare address alone.
    [Function("OpenAdminApp")]
    public static RedirectHttpResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        TypedResults.Redirect("/app/");
}
