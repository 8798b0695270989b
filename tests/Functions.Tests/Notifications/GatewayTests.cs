using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Notifications.Gateways;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Notifications;

/// <summary>Each gateway's own words, read into the same classes; and what each is asked, as its documents want it.</summary>
public sealed class GatewayTests
{
    const string token = "tok-77-hush", metaKey = "106540352242922:" + token;

    static readonly OutgoingText text = new(PhoneNumber.Read("081288887777").Value, "Halo Siti,\nanda Emas", "REF9", "tier-reached", "id", ["Siti", "Emas\n  *", "REF9"]);

    static MessageSettings Settings(string address, string file = "") => MessageSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["RabbitMq"] = "amqp://127.0.0.1/", ["BlastifyUrl"] = address, ["FonnteUrl"] = address, ["MetaUrl"] = address + "/v23.0", ["WhatsAppTimeout"] = "3", ["WhatsAppFile"] = file,
    }).Build());

    static string Fate(WhatsAppOutcome outcome) => outcome switch
    {
        WhatsAppOutcome.Accepted yes => $"Accepted {yes.MessageId}",
        WhatsAppOutcome.Rejected no => $"Rejected {no.Code} {no.Permanent}",
        _ => $"{outcome.Name} {outcome.Reason}"
    };

    [Theory]
    [InlineData(200, """{"detail":"success! message in queue","id":["80367170"],"process":"pending","requestid":2937124,"status":true,"target":["6281288887777"]}""", "Accepted 80367170")]
    [InlineData(200, """{"Status":false,"reason":"token invalid"}""", "KeyFault unauthorized")]
    [InlineData(200, """{"status":false,"reason":"insufficient quota","requestid":1}""", "KeyFault quota")]
    [InlineData(200, """{"status":false,"reason":"request invalid on disconnected device"}""", "KeyFault device")]
    [InlineData(200, """{"status":false,"reason":"target invalid"}""", "Rejected number True")]
    [InlineData(200, """{"status":false,"reason":"input invalid"}""", "Rejected refused False")]
    [InlineData(200, "<html>ok</html>", "Unknown unreadable-answer")]
    [InlineData(200, "", "Unknown unreadable-answer")]
    [InlineData(429, "", "Throttled throttled")]
    [InlineData(500, """{"status":false}""", "Unknown status-500")]
    [InlineData(502, "<html>bad gateway</html>", "NotSent bad-gateway")]
    [InlineData(301, "", "KeyFault status-301")]
    public async Task Fonnte_says_no_inside_a_200_and_is_understood(int status, string body, string fate)
    {
        await using var server = await ScriptedServer.StartAsync((status, body));
        using var gateway = new Fonnte(Settings(server.Address), TimeProvider.System);

        Fate(await gateway.SendAsync(text, token, TestContext.Current.CancellationToken)).ShouldBe(fate);

        var asked = server.Requests.ShouldHaveSingleItem();
        (asked.Path, asked.Authorization).ShouldBe(("/send", token));
        QueryHelpers.ParseQuery(asked.Body).ToDictionary(field => field.Key, field => field.Value.ToString()).ShouldBe(new Dictionary<string, string> { ["target"] = "6281288887777", ["message"] = text.Text, ["countryCode"] = "62" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData(200, """{"messaging_product":"whatsapp","contacts":[{"input":"6281288887777","wa_id":"6281288887777"}],"messages":[{"id":"wamid.HBgN","message_status":"accepted"}]}""", "Accepted wamid.HBgN")]
    [InlineData(200, "{}", "Unknown unreadable-answer")]
    [InlineData(400, """{"error":{"message":"(#130429) Rate limit hit","code":130429,"fbtrace_id":"A"}}""", "Throttled throttled")]
    [InlineData(400, """{"error":{"code":131056}}""", "Throttled throttled")]
    [InlineData(400, """{"error":{"code":131026}}""", "Rejected number True")]
    [InlineData(400, """{"error":{"code":131049}}""", "Rejected marketing-cap False")]
    [InlineData(404, """{"error":{"code":132001,"message":"Template name does not exist in the translation"}}""", "Rejected template True")]
    [InlineData(401, """{"error":{"code":190,"message":"Access token has expired"}}""", "KeyFault unauthorized")]
    [InlineData(400, """{"error":{"code":131042}}""", "KeyFault quota")]
    [InlineData(500, """{"error":{"code":131000}}""", "Unknown status-500")]
    [InlineData(400, """{"error":{"code":100}}""", "Rejected refused True")]
    public async Task Meta_is_asked_for_the_approved_text_with_its_values_and_its_error_codes_are_told_apart(int status, string body, string fate)
    {
        await using var server = await ScriptedServer.StartAsync((status, body));
        using var gateway = new MetaCloud(Settings(server.Address), TimeProvider.System);

        Fate(await gateway.SendAsync(text, metaKey, TestContext.Current.CancellationToken)).ShouldBe(fate);

        var asked = server.Requests.ShouldHaveSingleItem();
        (asked.Path, asked.Authorization).ShouldBe(("/v23.0/106540352242922/messages", "Bearer " + token));
        JsonElement.DeepEquals(JsonDocument.Parse(asked.Body).RootElement, JsonDocument.Parse("""
            {"messaging_product":"whatsapp","to":"6281288887777","type":"template","biz_opaque_callback_data":"REF9","template":{"name":"tier_reached","language":{"code":"id"},
            "components":[{"type":"body","parameters":[{"type":"text","text":"Siti"},{"type":"text","text":"Emas *"},{"type":"text","text":"REF9"}]}]}}
            """).RootElement).ShouldBeTrue(asked.Body);
    }

    [Fact]
    public async Task A_gateway_is_asked_whether_it_is_there_without_a_message()
    {
        await using var server = await ScriptedServer.StartAsync((200, """{"status":true,"device_status":"disconnect"}"""), (200, """{"status":true,"device_status":"connect"}"""), (200, """{"id":"106540352242922"}"""), (401, "{}"));
        using var fonnte = new Fonnte(Settings(server.Address), TimeProvider.System);
        using var meta = new MetaCloud(Settings(server.Address), TimeProvider.System);
        var stop = TestContext.Current.CancellationToken;

        (await fonnte.ProbeAsync(token, stop), await fonnte.ProbeAsync(token, stop), await meta.ProbeAsync(metaKey, stop), await meta.ProbeAsync(metaKey, stop)).ShouldBe((false, true, true, false));
        server.Requests.Select(one => $"{one.Method} {one.Path} {one.Body}").ShouldBe(["POST /device ", "POST /device ", "GET /v23.0/106540352242922 ", "GET /v23.0/106540352242922 "]);
        (await meta.ProbeAsync("no colon", stop)).ShouldBeFalse();
        Fate(await meta.SendAsync(text, "no colon", stop)).ShouldBe("KeyFault key-unreadable");
    }

    [Fact]
    public async Task The_file_holds_every_message_and_a_place_that_is_none_is_told()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "sent.jsonl");
            var gateway = new FileGateway(Settings("http://127.0.0.1:1", file), TimeProvider.System);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => gateway.SendAsync(text with { ClientRef = $"R{i}" }, "", TestContext.Current.CancellationToken)));

            outcomes.Select(Fate).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, 20).Select(i => $"Accepted R{i}").Order(StringComparer.Ordinal));
            (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()).ShouldBe(Enumerable.Repeat<string?>(text.Text, 20));
            var nowhere = new FileGateway(Settings("http://127.0.0.1:1", Path.Combine(folder.FullName, "no", "such.jsonl")), TimeProvider.System);
            Fate(await nowhere.SendAsync(text, "", TestContext.Current.CancellationToken)).ShouldBe("NotSent file");
            (await nowhere.ProbeAsync("", TestContext.Current.CancellationToken), await gateway.ProbeAsync("", TestContext.Current.CancellationToken)).ShouldBe((false, true));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Each_says_what_it_can_and_none_has_the_name_of_another()
    {
        var settings = Settings("http://127.0.0.1:1");
        using var blastify = new Blastify(settings, TimeProvider.System);
        using var fonnte = new Fonnte(settings, TimeProvider.System);
        using var meta = new MetaCloud(settings, TimeProvider.System);
        var all = new WhatsAppGateways([blastify, fonnte, meta, new FileGateway(settings, TimeProvider.System)]);

        all.All.ToDictionary(gateway => gateway.Provider, gateway => gateway.Can).ShouldBe(new Dictionary<string, GatewayAbilities>
        {
            ["blastify"] = GatewayAbilities.None,
            ["fonnte"] = GatewayAbilities.ReturnsMessageId | GatewayAbilities.StatusWebhook | GatewayAbilities.ReplyWebhook,
            ["meta"] = GatewayAbilities.ReturnsMessageId | GatewayAbilities.StatusWebhook | GatewayAbilities.ReplyWebhook | GatewayAbilities.ReturnsReference | GatewayAbilities.TemplatesOnly,
            ["file"] = GatewayAbilities.ReturnsMessageId | GatewayAbilities.Keyless,
        }, ignoreOrder: true);
        text.ToString().ShouldBe("REF9");
        (blastify.Takes(PhoneNumber.Read("0812888877").Value), fonnte.Takes(PhoneNumber.Read("0899123456789").Value)).ShouldBe((true, true));
        blastify.Takes(PhoneNumber.Read("0899123456789").Value).ShouldBeFalse();
    }
}
