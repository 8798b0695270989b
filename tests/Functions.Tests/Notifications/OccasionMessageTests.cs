using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sasuai.Functions.Notifications;
using Sasuai.Messages;
using Sasuai.Sync;

namespace Sasuai.Tests.Notifications;

/// <summary>What an occasion comes to on the phone: its own text, and none where it holds no more or was never asked for.</summary>
public sealed class OccasionMessageTests(TestServers servers)
{
    readonly Guid reward = Guid.CreateVersion7();

    static async Task TellAsync(MessagesRig rig, IServiceProvider instance, MemberId member, string occasion, Guid? subject = null)
    {
        var told = new MemberOccasion(Guid.CreateVersion7(), 1, TimeProvider.System.GetUtcNow(), rig.Chain, rig.Store, member, occasion, "2026", subject);
        await ActivatorUtilities.CreateInstance<RecordNotification>(instance).OnMessage(JsonSerializer.Serialize(told, WireJson.Default.MemberOccasion), TestContext.Current.CancellationToken);
    }

    static Task SayYesAsync(MessagesRig rig, MemberId member) => rig.SqlAsync(
        "insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at) values (gen_random_uuid(), @chain, @member, 'whatsapp', 'loyalty', 'given', 'counter', now())", new { chain = rig.Chain.Value, member = member.Value });

    Task RewardAsync(MessagesRig rig, long points) => rig.SqlAsync(
        "insert into reward (reward_id, chain_id, name, points, money_off, active) values (@reward, @chain, 'Payung *lipat*', @points, 5000, true)", new { reward, chain = rig.Chain.Value, points });

    static Task<string> FateAsync(MessagesRig rig) => rig.ValueAsync<string>("select state || coalesce(':' || reason, '') from notification");

    [Theory]
    [InlineData(MemberOccasion.Birthday, "Selamat ulang tahun, Siti Rahayu!")]
    [InlineData(MemberOccasion.Absence, "Halo Siti Rahayu, sudah lama kita tidak bertemu di Toko Melati. Poin Anda 1.234")]
    public async Task What_speaks_for_the_shop_goes_only_to_who_said_yes(string occasion, string begins)
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        var (silent, willing) = ((await rig.ReachedAsync()).MemberId, (await rig.ReachedAsync()).MemberId);
        await SayYesAsync(rig, willing);
        foreach (var member in (MemberId[])[silent, willing]) await TellAsync(rig, instance, member, occasion);

        await MessagesRig.PumpAsync(instance);

        rig.Gateway.Delivered.ShouldHaveSingleItem().Content.ShouldStartWith(begins);
        (await rig.ValueAsync<string>("select state || ':' || reason from notification where member_id = @id", new { id = silent.Value })).ShouldBe("suppressed:no_consent");
    }

    [Fact]
    public async Task A_reward_that_the_points_are_enough_for_is_named_without_its_layout()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        await RewardAsync(rig, 1_000);
        await TellAsync(rig, instance, (await rig.ReachedAsync()).MemberId, MemberOccasion.RewardReady, reward);

        await MessagesRig.PumpAsync(instance);

        rig.Gateway.Delivered.ShouldHaveSingleItem().Content.ShouldStartWith("Halo Siti Rahayu, poin Anda 1.234 sudah cukup untuk Payung lipat. Ambil di kasir Toko Melati.");
    }

    [Theory]
    [InlineData("update member set points = 999")]
    [InlineData("update reward set active = false")]
    [InlineData("update reward set ends_at = now()")]
    [InlineData("update reward set stock = 0")]
    public async Task A_reward_that_is_gone_meanwhile_is_not_told(string meanwhile)
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        await RewardAsync(rig, 1_000);
        await TellAsync(rig, instance, (await rig.ReachedAsync()).MemberId, MemberOccasion.RewardReady, reward);
        await rig.SqlAsync(meanwhile);

        await MessagesRig.PumpAsync(instance);

        (await FateAsync(rig)).ShouldBe("suppressed:reward_gone");
        rig.Gateway.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_bought_again_meanwhile_is_not_missed_and_a_birthday_is_not_wished_a_day_late()
    {
        await using var rig = await MessagesRig.StartAsync(servers);
        var instance = rig.Instance();
        var (back, late) = ((await rig.ReachedAsync()).MemberId, (await rig.ReachedAsync()).MemberId);
        await SayYesAsync(rig, back);
        await SayYesAsync(rig, late);
        await TellAsync(rig, instance, back, MemberOccasion.Absence);
        await TellAsync(rig, instance, late, MemberOccasion.Birthday);
        await rig.SqlAsync("update member set last_bought_at = clock_timestamp() where member_id = @id", new { id = back.Value });
        await rig.TimePassesAsync(TimeSpan.FromHours(25));

        await MessagesRig.PumpAsync(instance);

        (await rig.ValueAsync<string>("select string_agg(template_key || ' ' || reason, ', ' order by template_key) from notification")).ShouldBe("absence came_again, birthday stale");
        rig.Gateway.Log.ShouldBeEmpty();
    }
}
