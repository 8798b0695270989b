using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Notifications;

/// <summary>A chain sends through a gateway of its own, and what that gateway tells by itself is taken: from nobody else, in any order, once.</summary>
public sealed class ReportTests(TestServers servers)
{
    const string token = "a-token-of-24-letters-or-more", secret = "meta-secret", fonnteYes = """{"status":true,"id":["F1"]}""", metaYes = """{"messages":[{"id":"wamid.1"}]}""";

    static async Task<(Operator Office, ScriptedServer Gateway)> StartAsync(TestServers servers, string provider, string answer)
    {
        var gateway = await ScriptedServer.StartAsync((200, answer));
        var office = await Operator.StartAsync(servers, $"--FonnteUrl={gateway.Address}", $"--MetaUrl={gateway.Address}", "--WhatsAppKeyToko=123:tok", $"--WebhookToken={token}", $"--MetaAppSecret={secret}", "--MessagesPerMember=9/9");
        (await ChooseAsync(office, provider, "WhatsAppKeyToko")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await office.Cloud.Ask<int>("with quick as (update sender_key set gap_ms = 0, jitter_percent = 0 returning 1) select count(*)::int from quick");
        return (office, gateway);
    }

    static Task<HttpResponseMessage> ChooseAsync(Operator office, string provider, string keySetting) =>
        office.Office.PutAsJsonAsync("/v1/channels/whatsapp/gateway", new { provider, keySetting }, TestContext.Current.CancellationToken);

    static async Task<HttpStatusCode> TellAsync(Operator office, string provider, string body, string address = token, string type = "application/json", string signWith = secret)
    {
        using var content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        content.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(signWith), Encoding.UTF8.GetBytes(body))));
        return (await office.Cloud.Client.PostAsync($"/v1/webhooks/whatsapp/{provider}/{address}", content, TestContext.Current.CancellationToken)).StatusCode;
    }

    static string Meta(string value) => $$"""{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{{value}}}]}]}""";

    static string MetaStatus(string status, string id = "wamid.1", string reference = "none") =>
        Meta($$"""{"messaging_product":"whatsapp","statuses":[{"id":"{{id}}","status":"{{status}}","timestamp":"1750000000","recipient_id":"62812","biz_opaque_callback_data":"{{reference}}","errors":[{"code":131026}]}]}""");

    [Fact]
    public async Task What_became_of_a_message_is_told_by_its_gateway_and_never_goes_backwards()
    {
        var (office, gateway) = await StartAsync(servers, "fonnte", fonnteYes);
        await using (office)
        await using (gateway)
        {
            var id = await office.MessageAsync();
            await office.PumpAsync();
            (await office.StateAsync(id)).ShouldBe("accepted");
            office.Gateway.Log.ShouldBeEmpty();

            (await TellAsync(office, "fonnte", "device=62811&id=F1&stateid=S1&status=sent&state=delivered", type: "application/x-www-form-urlencoded")).ShouldBe(HttpStatusCode.OK);
            (await office.StateAsync(id)).ShouldBe("delivered");
            await TellAsync(office, "fonnte", """{"id":"F1","status":"sent"}""");
            await TellAsync(office, "fonnte", """{"id":"F1","status":"failed"}""");
            await TellAsync(office, "fonnte", """{"id":"F9","status":"read"}""");
            await TellAsync(office, "fonnte", """{"id":"F1","status":"processing"}""");
            (await office.StateAsync(id)).ShouldBe("delivered");
            await TellAsync(office, "fonnte", """{"id":"F1","state":"read"}""");

            (await office.StateAsync(id)).ShouldBe("read");
            (await office.GetAsync("/v1/messages/figures")).GetProperty("sent").GetInt32().ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_gateway_that_gives_the_same_id_twice_keeps_nothing_from_being_written_down()
    {
        var (office, gateway) = await StartAsync(servers, "fonnte", fonnteYes);
        await using (office)
        await using (gateway)
        {
            Guid[] ids = [await office.MessageAsync(), await office.MessageAsync(member: 1)];
            await office.PumpAsync();

            (await office.StateAsync(ids[0]), await office.StateAsync(ids[1])).ShouldBe(("accepted", "accepted"));
            gateway.Requests.Count.ShouldBe(2);
            await TellAsync(office, "fonnte", """{"id":"F1","status":"delivered"}""");
            (await office.StateAsync(ids[0]), await office.StateAsync(ids[1])).ShouldBe(("accepted", "delivered"));
        }
    }

    [Fact]
    public async Task News_come_only_from_who_has_the_token_and_signs_where_its_gateway_signs()
    {
        var (office, gateway) = await StartAsync(servers, "meta", metaYes);
        await using (office)
        await using (gateway)
        {
            var id = await office.MessageAsync();
            await office.PumpAsync();
            (await TellAsync(office, "meta", MetaStatus("read"), address: "a-token-of-24-letters-or-mora")).ShouldBe(HttpStatusCode.NotFound);
            (await TellAsync(office, "nobody", MetaStatus("read"))).ShouldBe(HttpStatusCode.NotFound);
            (await TellAsync(office, "meta", MetaStatus("read"), signWith: "guess")).ShouldBe(HttpStatusCode.Unauthorized);
            (await TellAsync(office, "blastify", MetaStatus("read"))).ShouldBe(HttpStatusCode.Unauthorized);
            (await TellAsync(office, "meta", MetaStatus("read") + new string(' ', 300_000))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            (await office.StateAsync(id)).ShouldBe("accepted");
            // Fonnte's news say nothing of what another gateway sent.
            (await TellAsync(office, "fonnte", """{"id":"wamid.1","status":"read"}""")).ShouldBe(HttpStatusCode.OK);
            (await office.StateAsync(id)).ShouldBe("accepted");

            (await TellAsync(office, "meta", MetaStatus("failed"))).ShouldBe(HttpStatusCode.OK);
            (await office.StateAsync(id)).ShouldBe("failed:meta-131026");
            (await TellAsync(office, "meta", "not json")).ShouldBe(HttpStatusCode.OK);
            foreach (var (address, verify, status) in new[] { (token, token, HttpStatusCode.OK), (token, "other", HttpStatusCode.NotFound), ("other", token, HttpStatusCode.NotFound) })
            {
                var answer = await office.Cloud.Client.GetAsync($"/v1/webhooks/whatsapp/meta/{address}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={verify}", TestContext.Current.CancellationToken);
                answer.StatusCode.ShouldBe(status);
                if (status == HttpStatusCode.OK) (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("1158201444");
            }
        }
    }

    [Fact]
    public async Task A_message_of_unknown_fate_is_found_again_by_its_reference_and_one_that_is_still_under_way_is_asked_for_later()
    {
        var (office, gateway) = await StartAsync(servers, "meta", metaYes);
        await using (office)
        await using (gateway)
        {
            gateway.Answer((500, """{"error":{"code":131000}}"""), (200, metaYes));
            // The first answer was told at the start and is used up.
            var first = await office.MessageAsync();
            await office.PumpAsync();
            var unknown = await office.MessageAsync(member: 1);
            await office.PumpAsync();
            (await office.StateAsync(first), await office.StateAsync(unknown)).ShouldBe(("accepted", "uncertain:status-500"));
            var reference = await office.Cloud.Ask<string>("select client_ref from notification where notification_id = @unknown", new { unknown });

            (await TellAsync(office, "meta", MetaStatus("sent", "wamid.7", reference))).ShouldBe(HttpStatusCode.OK);
            (await office.StateAsync(unknown)).ShouldBe("sent");
            (await TellAsync(office, "meta", MetaStatus("delivered", "wamid.7"))).ShouldBe(HttpStatusCode.OK);
            (await office.StateAsync(unknown)).ShouldBe("delivered");
            var leaving = await office.MessageAsync("sending", member: 2);
            var theirs = await office.Cloud.Ask<string>("with own as (update notification set sender_key_id = (select sender_key_id from sender_key where chain_id is not null) where notification_id = @leaving returning client_ref) select client_ref from own", new { leaving });
            (await TellAsync(office, "meta", MetaStatus("sent", "wamid.8", theirs))).ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await office.StateAsync(leaving)).ShouldBe("sending");
        }
    }

    [Theory]
    [InlineData("STOP", true)]
    [InlineData("  berhenti! ", true)]
    [InlineData("Stop promo", true)]
    [InlineData("Jangan stop kirim promo", false)]
    [InlineData("Terima kasih", false)]
    public async Task Who_answers_stop_gets_nothing_more_not_even_what_waits(string text, bool stops)
    {
        var (office, gateway) = await StartAsync(servers, "meta", metaYes);
        await using (office)
        await using (gateway)
        {
            var id = await office.MessageAsync();
            var phone = await office.Cloud.Ask<string>("select phone from notification join member using (member_id)");
            var said = Meta($$$"""{"messages":[{"from":"{{{phone}}}","id":"wamid.in","timestamp":"1","type":"text","text":{"body":"{{{text}}}"}}]}""");
            foreach (var _ in (int[])[1, 2]) (await TellAsync(office, "meta", said)).ShouldBe(HttpStatusCode.OK);

            await office.PumpAsync();

            (await office.StateAsync(id)).ShouldBe(stops ? "suppressed:opted_out" : "accepted");
            (await office.Cloud.Ask<string>("select coalesce(string_agg(status || ' ' || source, ','), '') from consent")).ShouldBe(stops ? "withdrawn reply" : "");
        }
    }

    [Fact]
    public async Task An_answer_by_fonnte_withdraws_for_the_chains_that_send_through_it_and_for_no_other()
    {
        var (office, gateway) = await StartAsync(servers, "fonnte", fonnteYes);
        await using (office)
        await using (gateway)
        {
            var phone = await office.Cloud.Ask<string>("select phone from member where card = 'MBR-0001'");
            await office.Cloud.Ask<int>("""
                with chains as (insert into chain (chain_id, name) values ('00000000-0000-0000-0000-00000000000c', 'Lain') returning chain_id)
                select count(*)::int from chains
                """);
            await office.Cloud.Ask<int>("with m as (insert into member (member_id, chain_id, name, phone, joined_at) values (gen_random_uuid(), '00000000-0000-0000-0000-00000000000c', 'Sari', @phone, now()) returning 1) select count(*)::int from m", new { phone });

            await TellAsync(office, "fonnte", $"device=1&sender={phone}&message=STOP&name=Sari", type: "application/x-www-form-urlencoded");

            (await office.Cloud.Ask<string>("select string_agg(m.card || ' ' || c.source, ',') from consent c join member m using (member_id)")).ShouldBe("MBR-0001 reply");
        }
    }

    [Fact]
    public async Task Only_a_known_gateway_and_a_setting_made_for_it_can_be_chosen_and_what_waits_goes_the_new_way()
    {
        var (office, gateway) = await StartAsync(servers, "meta", fonnteYes);
        await using (office)
        await using (gateway)
        {
            var held = await office.MessageAsync("held");
            foreach (var (provider, setting, field) in new[] { ("pigeon", "WhatsAppKeyToko", "provider"), ("fonnte", "Postgres", "keySetting"), ("fonnte", "WhatsAppKeyNone", "keySetting"), ("fonnte", "WhatsAppKey:Toko", "keySetting") })
                (await (await ChooseAsync(office, provider, setting)).ProblemAsync()).Field.ShouldBe(field);

            (await ChooseAsync(office, "fonnte", "WhatsAppKeyToko")).StatusCode.ShouldBe(HttpStatusCode.OK);
            await office.Cloud.Ask<int>("with quick as (update sender_key set gap_ms = 0, jitter_percent = 0 returning 1) select count(*)::int from quick");
            await office.PumpAsync();

            (await office.StateAsync(held)).ShouldBe("accepted");
            gateway.Requests.ShouldHaveSingleItem().Path.ShouldBe("/send");
            var told = await office.GetAsync("/v1/channels/whatsapp/gateway");
            (told.GetProperty("provider").GetString(), told.GetProperty("keySetting").GetString(), told.GetProperty("own").GetBoolean(), told.GetProperty("gateways").GetArrayLength()).ShouldBe(("fonnte", "WhatsAppKeyToko", true, 4));
            told.ToString().ShouldNotContain("123:tok");
            (await office.Cloud.Ask<long>("select count(*) from audit where action = 'gateway-chosen' and coalesce(after::text, '') not like '%tok%'")).ShouldBe(2);
        }
    }
}
