using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Sasuai.Functions.Notifications.Gateways;
using Sasuai.Functions.Platform;

namespace Sasuai.Functions.Notifications;

/// <summary>
/// Where gateways tell what became of messages and what members answer. The address holds a token of ours, and a gateway that signs is checked by
/// its signature besides. Who has neither learns nothing, not even whether there is such a gateway.
/// </summary>
public sealed class ReceiveReports(Database database, WhatsAppGateways gateways, MessageSettings settings, SenderBell sender, ILogger<ReceiveReports> log)
{
    const int bodyMax = 256 * 1024;

    [Function("ReceiveReports")]
    public async Task<IResult> Receive([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/whatsapp/{provider}/{token}")] HttpRequest request, string provider, string token, CancellationToken cancellation)
    {
        if (!IsOurs(token) || gateways.Of(provider) is not { } gateway) return Problem.From(CloudRefusals.NotFound("address"));
        if ((await RequestBody.ReadBytes(request, bodyMax, cancellation)).IsRefused(out var tooLarge, out var body)) return Problem.From(tooLarge);
        if (gateway.Read(new(body, request.ContentType ?? "", request.Headers["X-Hub-Signature-256"].ToString())) is not { } reports) return Problem.From(CloudRefusals.BadSignature());
        var posted = await database.Everywhere(work => PostReports.Post(work, provider, reports), cancellation);
        log.Reported(provider, reports.Count, posted.Moved, posted.Withdrawn);
        if (posted.Moved > 0) sender.Ring();
        return posted.Early ? TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable) : TypedResults.Ok();
    }

    /// <summary>Meta asks once whether the address is ours, and wants its challenge back.</summary>
    [Function("VerifyReports")]
    public IResult Verify([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/webhooks/whatsapp/{provider}/{token}")] HttpRequest request, string provider, string token)
    {
        ArgumentNullException.ThrowIfNull(request);
        return IsOurs(token) && gateways.Of(provider) is not null && request.Query["hub.mode"] == "subscribe" && IsOurs(request.Query["hub.verify_token"].ToString())
            ? TypedResults.Text(request.Query["hub.challenge"].ToString()) : Problem.From(CloudRefusals.NotFound("address"));
    }

    bool IsOurs(string token) => settings.WebhookToken.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(settings.WebhookToken));
}
