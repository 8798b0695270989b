using System.Net.Http.Json;
using Sasuai.Dev;
using Sasuai.Kiosk;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;

namespace Sasuai.Tests;

/// <summary>
/// The same person becomes a member at two tills that have no network. Both sell to them, and the first to reach the cloud gives a reward; when the network is back,
/// they are one person in the cloud and at both tills, and every point is there once.
/// </summary>
public sealed class TwoTillsOneMember
{
    const string phone = "0813-7777-0001";
    static readonly TimeSpan limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Whoever_was_enrolled_at_two_tills_without_a_network_is_one_member_with_every_point_once()
    {
        await using var chain = await Chain.OpenAsync();
        using var folder = TempFolder.Create("second");
        var second = chain.House.Seeded.Terminals.First(terminal => terminal.Store == chain.Terminal.Store && terminal.Number != chain.Terminal.Number);
        await TillRobot.EnrolAsync(chain.House.Functions.Address, second, folder.Path, "none", TestContext.Current.CancellationToken);
        await PutRewardAsync(chain);
        await PullAsync(chain.KioskFolder);
        await PullAsync(folder.Path);
        await using var here = OpenKiosk.Open(chain.KioskFolder, TimeProvider.System);
        await using var there = OpenKiosk.Open(folder.Path, TimeProvider.System);

        var first = Sell(chain, here.Lane, "Sari");
        here.Lane.AttachMember(phone).Value.Points.ShouldBe(first);
        var other = Sell(chain, there.Lane, "Sari W.");
        // Alone it may not give for points what it was not granted: another till might at the same moment.
        here.Lane.Rewards.ShouldHaveSingleItem().WhyNot.ShouldNotBeNull().Code.ShouldBe("points-not-answered");
        here.Start();
        await Patience.WaitAsync(() => Task.FromResult(here.Lane.Spendable!.Points == first), limit, () => $"{here.Lane.Spendable} of {first}");
        here.Lane.Claim(here.Lane.Rewards[0].Reward.RewardId).Refusal.ShouldBeNull();
        // Beside the till's file stands what notices that it was set back.
        long.Parse(File.ReadAllText(Path.Combine(chain.KioskFolder, LocalDatabase.FileName + Witness.Suffix)).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(1);
        await SentAsync(chain, here);
        there.Start();
        await SentAsync(chain, there);
        // What each sold before it heard of the other is theirs, and so is what is sold after.
        await Patience.WaitAsync(() => Task.FromResult(here.Lane.FindMember(phone)?.Points == first + other - 10 && there.Lane.FindMember(phone)?.Points == first + other - 10), limit,
            () => $"{here.Lane.FindMember(phone)} and {there.Lane.FindMember(phone)}");
        here.Lane.PayCash(here.Lane.State.DueInCash).Refusal.ShouldBeNull();
        await SentAsync(chain, here);

        (await chain.AskAsync<long>("select count(*) from member where phone = '6281377770001'")).ShouldBe(1);
        (await chain.AskAsync<long>("select count(*) from member_alias")).ShouldBe(1);
        (await chain.AskAsync<long>("select points from member where phone = '6281377770001'")).ShouldBe(await chain.AskAsync<long>("select sum(e.points)::bigint from points_entry e join member m using (member_id) where m.phone = '6281377770001'"));
        (await chain.AskAsync<long>("select count(distinct member_id) from sale where member_id is not null")).ShouldBe(1);
        (await chain.AskAsync<long>("select count(*) from consent where status = 'given'")).ShouldBe(2);
        (await chain.AskAsync<long>("select count(*) from fact where dead_letter is not null")).ShouldBe(0);
        await Patience.WaitAsync(() => Task.FromResult(there.Lane.Rewards.Single().Reward.Left == 4), limit, () => "The second till has not heard of the reward");
    }

    /// <summary>Enrols the person, sells to them without a network, and begins the next basket; the points earned.</summary>
    static long Sell(Chain chain, Lane lane, string name)
    {
        lane.SignIn(chain.Cashier.Number, chain.Cashier.Pin).Refusal.ShouldBeNull();
        lane.OpenTill(new(200_000)).Refusal.ShouldBeNull();
        lane.Enrol(new(name, phone, "", "id", MayBeTold: true)).Refusal.ShouldBeNull();
        lane.Scan($"9*{chain.Products[0].Barcode}").ShouldBeOfType<ScanResult.Added>();
        var points = lane.PayCash(lane.State.DueInCash).Value.Sale.Points;
        points.ShouldBeGreaterThan(10);
        lane.Scan(chain.Products[1].Barcode).ShouldBeOfType<ScanResult.Added>();
        return points;
    }

    static async Task PutRewardAsync(Chain chain)
    {
        using var answer = await chain.Office.Client.PutAsJsonAsync(new Uri($"/v1/rewards/{Guid.CreateVersion7()}", UriKind.Relative), new { name = "Gelas", points = 10, productId = (string?)null, moneyOff = 100, stock = 5 });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The till is online once, until it knows its store, prices and rewards.</summary>
    static async Task PullAsync(string folder)
    {
        await using var kiosk = OpenKiosk.Open(folder, TimeProvider.System);
        kiosk.Start();
        await Patience.WaitAsync(() => Task.FromResult(kiosk.Lane.State.Store is not null && kiosk.Database.Read(db => Members.ByCard(db, "MBR-0002")) is not null && kiosk.Lane.Rewards.Count == 1), limit, () => "The store's data did not come");
    }

    static async Task SentAsync(Chain chain, OpenKiosk kiosk)
    {
        await Patience.WaitAsync(() => Task.FromResult(kiosk.Sync.Status.UnsentFacts == 0), limit, () => $"{kiosk.Sync.Status.UnsentFacts} facts are unsent");
        await Patience.WaitAsync(async () => await chain.AskAsync<long>("select count(*) from fact where applied_at is null and dead_letter is null") == 0, limit, () => "The cloud has not applied everything");
    }
}
