using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Platform;

namespace Sasuai.Tests.Notifications;

/// <summary>What the earlier system had queued is sent by ours, once, and the keys in it are nowhere afterwards.</summary>
public sealed class DrainLegacyTests(TestServers servers)
{
    const string queue = "whatsapp_messages", oldKey = "old-key-in-every-message-8812";

    static async Task QueueAsync(MessagesRig rig, params string[] bodies)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(rig.Rabbit) }.CreateConnectionAsync(TestContext.Current.CancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var body in bodies) await channel.BasicPublishAsync("", queue, Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);
        await Task.Delay(200, TestContext.Current.CancellationToken);
    }

    static Task<Drained> DrainAsync(MessagesRig rig, IServiceProvider instance) =>
        DrainLegacy.DrainAsync(instance.GetRequiredService<Database>(), new Uri(rig.Rabbit), queue, (rig.Chain, rig.Store, "id"), TestContext.Current.CancellationToken);

    static string Legacy(string content, params string[] numbers) => $$"""{"numbers":["{{string.Join("\",\"", numbers)}}"],"content":"{{content}}","api_key":"{{oldKey}}"}""";

    [Fact]
    public async Task Each_number_of_each_message_gets_it_once_also_when_it_is_drained_again()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        await QueueAsync(rig, Legacy("Promo {{name}} *hari ini*", "081200000001", "+62 812-0000-0002", "08l2"), Legacy("Terima kasih", "081200000001"));

        (await DrainAsync(rig, instance)).ShouldBe(new Drained(2, 3, 4, 1, 0));
        await QueueAsync(rig, Legacy("Terima kasih", "081200000001"));
        (await DrainAsync(rig, instance)).ShouldBe(new Drained(1, 0, 1, 0, 0));
        await MessagesRig.PumpAsync(instance);

        rig.Gateway.Delivered.Select(sent => $"{sent.Number} {sent.Content}").Order(StringComparer.Ordinal).ShouldBe(["6281200000001 Promo {{name}} *hari ini*", "6281200000001 Terima kasih", "6281200000002 Promo {{name}} *hari ini*"]);
        (await rig.TakeAllAsync(queue)).ShouldBeEmpty();
        string.Join('\n', rig.Log).ShouldNotContain(oldKey);
        (await rig.CountAsync($"notification n where n::text like '%{oldKey}%'")).ShouldBe(0);
    }

    [Fact]
    public async Task What_nobody_can_read_stays_and_a_member_who_wants_no_messages_gets_none()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        var member = (await rig.ReachedAsync(phone: "6281200000009")).MemberId;
        await rig.SqlAsync("insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at) values (gen_random_uuid(), @chain, @member, 'whatsapp', 'loyalty', 'withdrawn', 'counter', now())", new { chain = rig.Chain.Value, member = member.Value });
        string[] unreadable = ["not json", "[]", """{"numbers":[],"content":"x"}""", """{"numbers":["0812"],"content":7}""", Legacy("", "081200000001"), Legacy(new string('x', 1_025), "081200000001")];
        await QueueAsync(rig, [.. unreadable, Legacy("Halo", "081200000009")]);

        (await DrainAsync(rig, instance)).ShouldBe(new Drained(1, 0, 1, 0, unreadable.Length));

        (await rig.TakeAllAsync(queue)).Select(left => left.Body).ShouldBe(unreadable, ignoreOrder: true);
        (await rig.CountAsync("notification")).ShouldBe(0);
    }

    [Fact]
    public async Task The_verb_needs_to_know_the_queue_and_a_store_of_that_code()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        await QueueAsync(rig, Legacy("Halo", "081200000001"));
        Task<int?> Run(params string[] words) => Verbs.RunAsync(["drain-legacy", .. words, .. rig.Settings().Select(each => $"--{each.Key}={each.Value}")]);

        (await Run()).ShouldBe(2);
        (await Run($"--LegacyQueue={queue}", "--LegacyStore=NONE")).ShouldBe(2);
        (await Run($"--LegacyQueue={queue}", "--LegacyStore=A1")).ShouldBe(0);

        (await rig.CountAsync("notification where template_key = 'legacy'")).ShouldBe(1);
    }
}
