using System.Net;
using System.Text.Json;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Notifications;

public sealed class MessagePageTests(TestServers servers)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_office_sees_messages_with_a_masked_number_and_sends_a_failed_one_again_once()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var office = await cloud.SignInAsync();
        var failed = await MessageAsync(cloud, "failed");
        var accepted = await MessageAsync(cloud, "accepted");

        var listed = await JsonAsync(await office.GetAsync("/v1/messages?state=failed&limit=10", Stop));
        listed.GetArrayLength().ShouldBe(1);
        listed[0].GetProperty("id").GetGuid().ShouldBe(failed);
        listed[0].GetProperty("canResend").GetBoolean().ShouldBeTrue();
        listed[0].GetProperty("kind").GetString().ShouldBe("tier-reached");
        listed[0].GetProperty("phone").GetString()!.Length.ShouldBe(5);

        (await office.PostAsync($"/v1/messages/{failed}/resend", null, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.PostAsync($"/v1/messages/{failed}/resend", null, Stop)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await office.PostAsync($"/v1/messages/{accepted}/resend", null, Stop)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await office.PostAsync($"/v1/messages/{Guid.NewGuid()}/resend", null, Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await cloud.Ask<string>("select state || generation from notification where notification_id = @failed", new { failed })).ShouldBe("retry1");
        (await cloud.Ask<long>("select count(*) from audit where action = 'message-resent'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_stranger_sees_nothing_and_a_wrong_question_is_told_its_field()
    {
        await using var cloud = await CloudUnderTest.StartAsync(servers);
        using var office = await cloud.SignInAsync();

        (await cloud.Client.GetAsync("/v1/messages", Stop)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await (await office.GetAsync("/v1/messages?state=lost", Stop)).ProblemAsync()).Field.ShouldBe("state");
        (await (await office.GetAsync("/v1/messages?limit=0", Stop)).ProblemAsync()).Field.ShouldBe("limit");
    }

    static Task<Guid> MessageAsync(CloudUnderTest cloud, string state) => cloud.Ask<Guid>("""
        insert into notification (notification_id, chain_id, store_id, member_id, tier_id, event_id, dedupe_key, channel, template_key, client_ref,
            sender_key_id, state, expires_at, created_at, changed_at)
        select gen_random_uuid(), s.chain_id, s.store_id, m.member_id, m.tier_id, gen_random_uuid(), gen_random_uuid()::text::bytea, 'whatsapp', 'tier-reached', gen_random_uuid()::text,
            k.sender_key_id, @state, now() + interval '1 day', now(), now()
        from store s, member m, sender_key k where m.phone is not null order by s.code, m.member_id limit 1
        returning notification_id
        """, new { state });

    static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        return json.RootElement.Clone();
    }
}
