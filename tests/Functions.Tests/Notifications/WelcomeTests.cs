using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Functions.Notifications;
using Sasuai.Functions.Seed;
using Sasuai.Loyalty;
using Sasuai.Messages;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Notifications;

/// <summary>Whoever becomes a member at a counter and may be told is welcomed, once, by the same way as every message.</summary>
public sealed class WelcomeTests(TestServers servers)
{
    static readonly StaffId cashier = DemoChain.StaffMember("101");

    static MemberEnrolled Enrolled(string? phone, bool mayBeTold, string? card = null) =>
        new(new(Guid.CreateVersion7()), "Sari", phone, card, mayBeTold, cashier, SaleOf.At);

    static MemberOccasion Welcome(MessagesRig rig, MemberId member, string occasion = MemberOccasion.Welcome) => new(
        Guid.CreateVersion7(), 1, TimeProvider.System.GetUtcNow(), rig.Chain, rig.Store, member, occasion, MemberOccasion.Once);

    static Task RecordAsync(IServiceProvider instance, MemberOccasion told) => ActivatorUtilities.CreateInstance<RecordNotification>(instance)
        .OnMessage(JsonSerializer.Serialize(told, WireJson.Default.MemberOccasion), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Only_who_is_new_has_a_number_and_said_yes_is_to_be_welcomed()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync(number: 2);
        var welcome = Enrolled("+6281299990001", mayBeTold: true);

        await first.PushAsync(welcome, Enrolled("+6281299990002", mayBeTold: false), Enrolled(null, mayBeTold: true, card: "CARD-9"));
        // The same person at another till that had not heard of it.
        await second.PushAsync(Enrolled("+6281299990001", mayBeTold: true));
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<string>("select aggregate_id || ' ' || routing_key from outbox")).ShouldBe($"{welcome.MemberId} {QueueNames.memberOccasion}");
        (await cloud.Ask<string>("select payload::text from outbox")).ShouldNotContain("81299990001");
    }

    [Fact]
    public async Task A_welcome_reaches_the_phone_once_in_the_members_language_whatever_comes_again()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        var (here, there) = ((await rig.ReachedAsync()).MemberId, (await rig.ReachedAsync(language: "en", name: "John")).MemberId);
        var told = Welcome(rig, here);

        foreach (var one in (MemberOccasion[])[told, told, told with { EventId = Guid.CreateVersion7() }, Welcome(rig, there)]) await RecordAsync(instance, one);
        await MessagesRig.PumpAsync(instance);

        rig.Gateway.Delivered.Select(sent => sent.Content[..sent.Content.IndexOf('(', StringComparison.Ordinal)]).Order(StringComparer.Ordinal).ShouldBe(
        [
            "Selamat datang, Siti Rahayu! Anda kini member di Toko Melati. Sebutkan nomor HP Anda di kasir untuk mengumpulkan poin. ",
            "Welcome, John! You are a member at Toko Melati now. Tell the cashier your phone number to collect points. "
        ]);
        (await rig.CountAsync("notification where state = 'accepted' and template_key = 'welcome'")).ShouldBe(2);
    }

    [Fact]
    public async Task Who_said_no_in_the_meantime_gets_none()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        var member = (await rig.ReachedAsync()).MemberId;
        await RecordAsync(instance, Welcome(rig, member));
        await rig.SqlAsync("insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at) values (gen_random_uuid(), @chain, @member, 'whatsapp', 'loyalty', 'withdrawn', 'counter', now())",
            new { chain = rig.Chain.Value, member = member.Value });

        await MessagesRig.PumpAsync(instance);

        rig.Gateway.Delivered.ShouldBeEmpty();
        (await rig.ValueAsync<string>("select state || ':' || reason from notification")).ShouldBe("suppressed:opted_out");
    }

    [Fact]
    public async Task An_occasion_that_nobody_knows_is_parked_with_its_reason()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();

        await RecordAsync(instance, Welcome(rig, new(Guid.CreateVersion7()), "new-moon"));

        var parked = (await rig.TakeAllAsync(QueueNames.notifyWhatsAppParked)).ShouldHaveSingleItem();
        parked.Headers.ShouldContain("reason=the occasion is not known");
        (await rig.CountAsync("notification")).ShouldBe(0);
    }
}
