using System.Net;
using System.Net.Http.Json;
using Sasuai.Functions.Notifications;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Notifications;

/// <summary>The texts of messages are checked when they are saved, are read with a real member's data before, and hold from the next message on.</summary>
public sealed class TemplateTests(TestServers servers)
{
    const string address = "/v1/message-templates/tier-reached/id";

    [Fact]
    public async Task A_new_text_is_seen_before_and_sent_from_the_next_message_on()
    {
        await using var office = await Operator.StartAsync(servers, "--MessagesPerMember=9/9");
        await office.MessageAsync();
        await office.PumpAsync();
        var (member, name) = await office.Cloud.Ask<(Guid, string)>("select m.member_id, m.name from notification join member m using (member_id)");
        const string body = "Halo {{ name }}, selamat di {{tier}}! ({{ref}})";

        var preview = await (await office.PostAsync(address + "/preview", new { memberId = member, body })).JsonAsync();
        preview.GetProperty("text").GetString()!.ShouldStartWith($"Halo {name}, selamat di ");
        (await (await office.PostAsync(address + "/preview", new { memberId = member })).JsonAsync()).GetProperty("text").GetString()!.ShouldContain("Selamat, " + name);
        var saved = await (await office.Office.PutAsJsonAsync(address, new { body }, TestContext.Current.CancellationToken)).JsonAsync();
        saved.GetProperty("version").GetInt32().ShouldBe(1);
        (await (await office.Office.PutAsJsonAsync(address, new { body = body + "!" }, TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("version").GetInt32().ShouldBe(2);
        var held = (await office.GetAsync("/v1/message-templates")).GetProperty("templates").EnumerateArray().Single(one => one.GetProperty("own").GetBoolean());
        (held.GetProperty("locale").GetString(), held.GetProperty("version").GetInt32()).ShouldBe(("id", 2));
        await office.MessageAsync();
        await office.PumpAsync();

        office.Gateway.Delivered.Select(entry => entry.Content[..4]).ShouldBe(["Sela", "Halo"]);
        (await office.Cloud.Ask<string>("select string_agg(coalesce(template_version, 0)::text, ' ' order by member_seq) from notification")).ShouldBe("1 2");
        (await office.Cloud.Ask<long>("select count(*) from audit where action = 'template-saved'")).ShouldBe(2);
    }

    [Theory]
    [InlineData("", "characters")]
    [InlineData("Halo {{nama}} {{ref}}", "{{nama}}")]
    [InlineData("Halo {{name}}", "{{ref}}")]
    [InlineData("Halo {{ref}}", "{{name}}")]
    [InlineData("{{#name}}Halo{{/name}} {{name}} {{ref}}", "no logic")]
    [InlineData("Halo {{{name}}} {{name}} {{ref}}", "no logic")]
    [InlineData("Halo {{name} {{name}} {{ref}}", "no logic")]
    [InlineData("Halo {{name}}, {{reward}} ({{ref}})", "{{reward}}")]
    public async Task A_text_that_could_not_be_filled_is_not_saved(string body, string said)
    {
        await using var office = await Operator.StartAsync(servers);

        var problem = await (await office.Office.PutAsJsonAsync(address, new { body }, TestContext.Current.CancellationToken)).ProblemAsync();

        (problem.Field, problem.Text.Contains(said, StringComparison.Ordinal)).ShouldBe(("body", true));
        (await office.Cloud.Ask<long>("select count(*) from message_template where chain_id is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task What_the_house_does_not_send_has_no_text()
    {
        await using var office = await Operator.StartAsync(servers);
        Task<HttpResponseMessage> Put(string where, object body) => office.Office.PutAsJsonAsync("/v1/message-templates/" + where, body, TestContext.Current.CancellationToken);

        (await Put("new-moon/id", new { body = "{{name}} {{ref}}" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Put("tier-reached/fr", new { body = "{{name}} {{ref}}" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Put("tier-reached/id", new { body = "{{name}} {{ref}}", whenUncertain = "twice" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await office.PostAsync(address + "/preview", new { memberId = Guid.NewGuid() })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Put("reward-ready/id", new { body = "Halo {{name}}, {{reward}} menunggu ({{ref}})" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var offered in TemplateCheck.Required) TemplateCheck.Offered.ShouldContain(offered);
    }
}
