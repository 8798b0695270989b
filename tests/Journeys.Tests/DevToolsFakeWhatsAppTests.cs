using System.Net;
using System.Net.Http.Json;
using Sasuai.Dev;

namespace Sasuai.Tests;

public sealed class DevToolsFakeWhatsAppTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_delivered_logged_and_told_without_the_key()
    {
        using var folder = TempFolder.Create("gateway");
        var told = new List<string>();
        await using var gateway = await FakeWhatsApp.StartAsync("secret-key", logFile: folder.File("log"), say: told.Add);

        var answer = await SendAsync(gateway, "Selamat, Budi!\nAnda Gold.", "secret-key");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("\"status\":true");
        gateway.Delivered.Single().Number.ShouldBe("6281234567890");
        told.ShouldBe(["WhatsApp to 6281234567890: Selamat, Budi! / Anda Gold."]);
        var written = await File.ReadAllTextAsync(folder.File("log"), Cancellation);
        written.ShouldContain("Selamat, Budi!");
        written.ShouldNotContain("secret-key");
    }

    [Theory]
    [InlineData("429:2", HttpStatusCode.TooManyRequests, false)]
    [InlineData("500", HttpStatusCode.InternalServerError, false)]
    [InlineData("500+delivered", HttpStatusCode.InternalServerError, true)]
    [InlineData("503", HttpStatusCode.ServiceUnavailable, false)]
    [InlineData("status-false:Client not found", HttpStatusCode.OK, false)]
    [InlineData("unauthorized", HttpStatusCode.Unauthorized, false)]
    [InlineData("garbage", HttpStatusCode.OK, true)]
    [InlineData("html", HttpStatusCode.OK, true)]
    [InlineData("empty", HttpStatusCode.OK, true)]
    [InlineData("slow:50", HttpStatusCode.OK, true)]
    public async Task A_fault_holds_for_one_request_and_the_next_is_well(string fault, HttpStatusCode status, bool delivered)
    {
        await using var gateway = await FakeWhatsApp.StartAsync();
        gateway.Script(fault);

        var answer = await SendAsync(gateway, "satu");

        answer.StatusCode.ShouldBe(status);
        gateway.Log.Single().Delivered.ShouldBe(delivered);
        answer.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        (await SendAsync(gateway, "dua")).StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Delivered[^1].Content.ShouldBe("dua");
    }

    [Theory]
    [InlineData("close")]
    [InlineData("truncated")]
    public async Task A_connection_cut_in_the_middle_is_seen_by_the_caller(string fault)
    {
        await using var gateway = await FakeWhatsApp.StartAsync();
        gateway.Script(fault);

        await Should.ThrowAsync<HttpRequestException>(async () => await SendAsync(gateway, "satu"));
    }

    [Fact]
    public async Task A_gateway_that_never_answers_keeps_the_caller_waiting()
    {
        await using var gateway = await FakeWhatsApp.StartAsync();
        gateway.Script("never");
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Should.ThrowAsync<OperationCanceledException>(() => SendAsync(gateway, "satu", cancellation: patience.Token));

        gateway.Delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_gateway_that_is_down_says_so_in_health_too_and_comes_up_by_script()
    {
        await using var gateway = await FakeWhatsApp.StartAsync();
        using var client = Client("test-key");

        (await client.PostAsJsonAsync($"{gateway.Address}/fake/script", new[] { "down" }, Cancellation)).EnsureSuccessStatusCode();
        (await SendAsync(gateway, "satu")).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        (await client.GetAsync($"{gateway.Address}/health", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        gateway.Script("up");

        (await client.GetAsync($"{gateway.Address}/health", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetStringAsync($"{gateway.Address}/fake/log", Cancellation)).ShouldContain("\"outcome\":\"down\"");
    }

    [Fact]
    public async Task A_closed_port_refuses_and_opens_again_at_the_same_address()
    {
        await using var gateway = await FakeWhatsApp.StartAsync();

        await gateway.StopListeningAsync();
        (await Should.ThrowAsync<HttpRequestException>(() => SendAsync(gateway, "satu"))).HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        await gateway.ListenAgainAsync();

        (await SendAsync(gateway, "dua")).StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Log.Single().Content.ShouldBe("dua");
    }

    [Theory]
    [InlineData("wrong", "6281234567890", HttpStatusCode.Unauthorized, "unauthorized")]
    [InlineData("test-key", "12345", HttpStatusCode.BadRequest, "invalid number")]
    public async Task A_wrong_key_or_number_is_refused(string key, string number, HttpStatusCode status, string message)
    {
        await using var gateway = await FakeWhatsApp.StartAsync();

        var answer = await SendAsync(gateway, "satu", key, number);

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain(message);
        gateway.Delivered.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_with_an_unknown_word_is_refused_whole()
    {
        await using var gateway = await FakeWhatsApp.StartAsync();

        Should.Throw<FormatException>(() => gateway.Script("500", "sometimes")).Message.ShouldContain("'sometimes'");
        Should.Throw<FormatException>(() => gateway.Script("slow")).Message.ShouldContain("milliseconds");

        (await SendAsync(gateway, "satu")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    static async Task<HttpResponseMessage> SendAsync(
        FakeWhatsApp gateway, string content, string key = "test-key", string number = "6281234567890", CancellationToken? cancellation = null)
    {
        using var client = Client(key);
        return await client.PostAsJsonAsync(
            $"{gateway.Address}/api-keys/send-messages", new { numbers = new[] { number }, content }, cancellation ?? Cancellation);
    }

    static HttpClient Client(string key) => new() { DefaultRequestHeaders = { { "x-api-key", key } } };
}
