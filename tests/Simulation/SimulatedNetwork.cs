using System.Collections.Specialized;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using Sasuai.Sync;

namespace Sasuai.Simulation;

/// <summary>The way between one terminal and the cloud: it loses requests and replies, delivers some twice and late, and is cut at times.</summary>
sealed class SimulatedNetwork(SimulatedCloud cloud, TerminalId terminal, Chance chance, Action<Action> later) : HttpMessageHandler
{
    public double Lost { get; set; }
    public double Twice { get; set; }
    public bool Cut { get; set; }

    /// <summary>The power fails after a page's cursor is written, and before its items are: they might as well never have been on the page.</summary>
    public bool ItemsLost { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Cut || chance.Hit(Lost)) throw new HttpRequestException("No route.");
        var path = request.RequestUri!.AbsolutePath;
        var answer = path switch
        {
            "/sync/v1/push" => Push(Body(request)),
            "/sync/v1/feeds" => JsonContent.Create(cloud.Positions(terminal), WireJson.Default.FeedPositions),
            "/sync/v1/pull" => Pull(HttpUtility.ParseQueryString(request.RequestUri.Query)),
            _ => throw new InvalidOperationException($"Nobody serves {path}.")
        };
        if (chance.Hit(Lost)) throw new TaskCanceledException("The answer was lost.");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = answer });
    }

    JsonContent Push(ChangeBatch batch)
    {
        var reply = cloud.Push(batch);
        if (chance.Hit(Twice)) later(() => cloud.Push(batch));
        return JsonContent.Create(reply, WireJson.Default.PushReply);
    }

    JsonContent Pull(NameValueCollection query)
    {
        var page = cloud.Pull(query["feed"]!, long.Parse(query["gen"]!, null), long.Parse(query["after"]!, null), int.Parse(query["limit"]!, null));
        if (ItemsLost) page = page with { Items = [.. page.Items.Select(item => item with { Kind = FeedKinds.skip, Body = "" })] };
        return JsonContent.Create(page, WireJson.Default.FeedPage);
    }

    static ChangeBatch Body(HttpRequestMessage request)
    {
        using var sent = new MemoryStream();
        request.Content!.CopyTo(sent, null, default);
        sent.Position = 0;
        using var plain = request.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(sent, CompressionMode.Decompress) : (Stream)sent;
        return JsonSerializer.Deserialize(plain, WireJson.Default.ChangeBatch)!;
    }
}
