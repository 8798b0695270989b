using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sasuai.Dev;

/// <summary>Writes the answer that a fault stands for.</summary>
static class GatewayAnswer
{
    const string page = "<!DOCTYPE html><html><head><title>Gateway</title></head><body><h1>The service is resting</h1></body></html>";

    public static async Task WriteAsync(HttpContext http, GatewayFault fault, CancellationToken ended)
    {
        switch (fault.Kind)
        {
            case "ok":
                await AcceptAsync(http);
                break;
            case "slow":
                await PauseAsync(TimeSpan.FromMilliseconds(fault.Number), ended);
                await AcceptAsync(http);
                break;
            case "429" or "503":
                if (fault.Number > 0)
                    http.Response.Headers.RetryAfter = fault.Detail;
                await StatusFalseAsync(http, int.Parse(fault.Kind, CultureInfo.InvariantCulture), "too many requests");
                break;
            case "500":
                await StatusFalseAsync(http, StatusCodes.Status500InternalServerError, "Evaluation failed: Promise was collected");
                break;
            case "garbage":
                http.Response.ContentType = "application/json";
                await http.Response.Body.WriteAsync(new byte[] { 0xff, 0xfe, 0x00, 0x7b, 0x22, 0x80 }, CancellationToken.None);
                break;
            case "html":
                await HtmlAsync(http, StatusCodes.Status200OK);
                break;
            case "truncated":
                await TruncateAsync(http);
                break;
            case "empty":
                break;
            case "status-false":
                await StatusFalseAsync(http, StatusCodes.Status200OK, fault.Detail);
                break;
            case "unauthorized":
                await StatusFalseAsync(http, StatusCodes.Status401Unauthorized, "unauthorized");
                break;
            case "close":
                http.Abort();
                break;
            case "never":
                await PauseAsync(Timeout.InfiniteTimeSpan, ended);
                http.Abort();
                break;
        }
    }

    public static Task StatusFalseAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { status = false, message });
    }

    public static Task HtmlAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html";
        return http.Response.WriteAsync(page);
    }

    static Task AcceptAsync(HttpContext http) =>
        http.Response.WriteAsJsonAsync(new { status = true, message = "Messages queued", data = new { messageCount = 1 } });

    static async Task TruncateAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 80;
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\"status\":true,\"mess"));
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    static async Task PauseAsync(TimeSpan pause, CancellationToken ended)
    {
        try
        {
            await Task.Delay(pause, ended);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up or the gateway closes; nobody is left to answer.
        }
    }
}
