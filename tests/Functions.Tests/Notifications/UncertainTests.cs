using Microsoft.Extensions.DependencyInjection;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Notifications.Gateways;

namespace Sasuai.Tests.Notifications;

/// <summary>Messages of which nobody knows whether they were sent.</summary>
public sealed class UncertainTests(TestServers servers)
{
    [Fact]
    public async Task After_a_quarter_of_an_hour_it_is_held_for_a_person()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        rig.Gateway.Script("500+delivered");
        var reached = await rig.RecordedAsync(instance);
        await MessagesRig.PumpAsync(instance);

        await rig.TimePassesAsync(TimeSpan.FromMinutes(14));
        await MessagesRig.PumpAsync(instance);
        (await rig.StateAsync(reached)).ShouldBe("uncertain:status-500");
        await rig.TimePassesAsync(TimeSpan.FromMinutes(2));
        await MessagesRig.PumpAsync(instance);

        (await rig.StateAsync(reached)).ShouldBe("uncertain:needs-a-person");
        rig.Gateway.Log.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_template_says_so_it_is_sent_once_more_and_never_a_third_time()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        await rig.SqlAsync("update message_template set when_uncertain = 'resend_once'");
        var instance = rig.Instance();
        rig.Gateway.Script("500", "500");
        var reached = await rig.RecordedAsync(instance);

        for (var look = 0; look < 4; look++)
        {
            await MessagesRig.PumpAsync(instance);
            await rig.TimePassesAsync(TimeSpan.FromMinutes(16));
        }

        (await rig.StateAsync(reached)).ShouldBe("uncertain:needs-a-person");
        rig.Gateway.Log.Count.ShouldBe(2);
        (await rig.ValueAsync<int>("select generation from notification")).ShouldBe(1);
    }

    [Fact, Trait("Fault", "F6"), Trait("Fault", "F11")]
    public async Task A_sender_that_dies_after_its_claim_leaves_it_uncertain_and_its_late_result_changes_nothing()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var dying = rig.Instance();
        var reached = await rig.RecordedAsync(dying);
        var key = await rig.ValueAsync<Guid>("select sender_key_id from sender_key");
        var claimed = await dying.GetRequiredService<ClaimNotification>().NextAsync(key, _ => true, TestContext.Current.CancellationToken);
        (await rig.CountAsync("delivery_attempt where ended_at is null")).ShouldBe(1);

        await MessagesRig.PumpAsync(rig.Instance());
        (await rig.StateAsync(reached)).ShouldBe("sending");
        await rig.TimePassesAsync(TimeSpan.FromMinutes(2));
        await MessagesRig.PumpAsync(rig.Instance());
        (await rig.StateAsync(reached)).ShouldBe("uncertain:lease-expired");

        // It wakes, 90 s past its lease, with an answer.
        await dying.GetRequiredService<RecordAttempt>().WriteAsync(claimed!, new WhatsAppOutcome.Accepted(200, null, null));

        (await rig.StateAsync(reached)).ShouldBe("uncertain:lease-expired");
        (await rig.ValueAsync<string>("select outcome from delivery_attempt")).ShouldBe("Accepted");
        rig.Log.ShouldContain(line => line.Contains("came late and changed nothing", StringComparison.Ordinal));
        rig.Gateway.Log.ShouldBeEmpty();
    }
}
