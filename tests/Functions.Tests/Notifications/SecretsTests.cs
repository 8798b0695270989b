using Sasuai.Messages;

namespace Sasuai.Tests.Notifications;

public sealed class SecretsTests(TestServers servers)
{
    [Fact]
    public async Task Neither_a_phone_number_nor_the_key_is_in_a_log_or_in_the_broker_or_beside_an_attempt()
    {
        const string phone = "6281298765432";
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        string[] faults = ["ok", "500", $"status-false:{phone} is no number, key {MessagesRig.Key}", "html", "close", "never", "unauthorized"];
        rig.Gateway.Script(faults);
        await rig.SqlAsync("alter table member drop constraint member_chain_id_phone_key");
        foreach (var _ in faults)
        {
            var reached = await rig.ReachedAsync(phone);
            await rig.OutboxAsync(reached);
            await rig.RecordedAsync(instance, reached);
            await MessagesRig.PumpAsync(instance);
            await rig.SqlAsync("update sender_key set breaker = 'closed', fail_streak = 0, next_slot_at = '-infinity'");
        }
        await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Functions.Notifications.OutboxRelay>(instance).RunAsync(TestContext.Current.CancellationToken);

        rig.Gateway.Log.Count.ShouldBe(faults.Length);
        var broker = await rig.TakeAllAsync(QueueNames.notifyWhatsApp);
        broker.Count.ShouldBe(faults.Length);
        var attempts = await rig.ValueAsync<string>("select string_agg(row_to_json(a)::text, ' ') || (select string_agg(row_to_json(told)::text, ' ') from notification told) from delivery_attempt a");
        rig.Log.Count.ShouldBeGreaterThan(faults.Length);
        foreach (var secret in new[] { phone, phone[2..], MessagesRig.Key, "Siti" })
        {
            rig.Log.ShouldNotContain(line => line.Contains(secret, StringComparison.Ordinal));
            broker.ShouldNotContain(message => (message.Body + message.Headers).Contains(secret, StringComparison.Ordinal));
            attempts.ShouldNotContain(secret);
        }
    }
}
