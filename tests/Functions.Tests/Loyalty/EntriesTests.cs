using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Loyalty;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Loyalty;

/// <summary>Tags and further phones of a member are edited at several places: an addition stays unless it was seen and removed, in whatever order all of it comes.</summary>
public sealed class EntriesTests(TestServers servers)
{
    static readonly MemberId member = DemoChain.Member("MBR-0002");
    static readonly StaffId cashier = DemoChain.StaffMember("101");

    static MemberChanged Edit(IReadOnlyList<ProfileEntry>? added = null, IReadOnlyList<Guid>? removed = null) => new(member, cashier, SaleOf.At, Added: added, Removed: removed);

    static ProfileEntry Tag(string value, Guid? id = null) => new(id ?? Guid.CreateVersion7(), ProfileFields.tag, value);

    static async Task<MemberItem> ToldAsync(TestTerminal terminal) =>
        JsonSerializer.Deserialize((await terminal.PullAsync(Feeds.Member(DemoChain.Chain, member))).Items.Last(item => item.Key == member.ToString()).Body, WireJson.Default.MemberItem)!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Three_tills_that_add_and_remove_without_order_come_to_what_the_type_says(int seed)
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync(number: 2);
        using var third = await cloud.EnrolAsync("DPS01");
        var chance = new Random(seed);
        // An id has one value for ever, and may be removed before it is known.
        var entries = Enumerable.Range(0, 9).Select(number => Tag($"T{number % 4}")).ToArray();
        var edits = Enumerable.Range(0, 24).Select(_ => Edit([entries[chance.Next(9)]], chance.Next(3) == 0 ? [entries[chance.Next(9)].EntryId] : null)).ToArray();

        foreach (var edit in edits)
        {
            await new[] { first, second, third }[chance.Next(3)].PushAsync(edit);
            if (chance.Next(4) == 0) await ApplyAsync(cloud, "JKT01");
        }
        await ApplyAsync(cloud, "DPS01");
        await ApplyAsync(cloud, "JKT01");

        var right = edits.Select(edit => new AddWinsSet<ProfileEntry>(edit.Added!.Select(entry => KeyValuePair.Create(entry.EntryId, entry)), edit.Removed ?? [])).Aggregate((all, one) => one.Join(all));
        var told = (await ToldAsync(first)).Entries ?? [];
        told.OrderBy(entry => entry.EntryId).ShouldBe(right.Entries.Select(entry => entry.Value).OrderBy(entry => entry.EntryId));
        told.Count.ShouldBeInRange(1, 8);
        (await cloud.Ask<long>("select count(*) from fact where dead_letter is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task The_office_adds_and_removes_with_one_line_and_sees_who_did_what()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        Task<HttpResponseMessage> Post(object body, Guid? id = null) => owner.PostAsJsonAsync($"/v1/members/{id ?? member.Value}/entries", body, TestContext.Current.CancellationToken);
        await terminal.PushAsync(Edit([Tag("VIP"), Tag("vip"), new(Guid.CreateVersion7(), "colour", "blue"), Tag("0812")]));
        await ApplyAsync(cloud, "JKT01");

        var after = await (await Post(new { entries = "-VIP, grosir, 0812-3456-7899" })).JsonAsync();

        after.EnumerateArray().Select(entry => entry.GetProperty("value").GetString()).Order(StringComparer.Ordinal).ShouldBe(["6281234567899", "grosir"]);
        (await ToldAsync(terminal)).Entries!.Count.ShouldBe(2);
        var history = (await (await owner.GetAsync($"/v1/members/{member}/entries", TestContext.Current.CancellationToken)).JsonAsync()).EnumerateArray().ToArray();
        history.Count(entry => entry.GetProperty("removedBy").ValueKind == JsonValueKind.String).ShouldBe(2);
        history.Length.ShouldBe(4);
        (await cloud.Ask<long>("select count(*) from audit where action = 'member-entries'")).ShouldBe(1);
        (await Post(new { entries = "-VIP" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Post(new { entries = "0812" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Post(new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Post(new { entries = "VIP" }, Guid.NewGuid())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_tills_are_told_what_a_member_last_said_about_messages()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        async Task Say(bool mayBeTold) => (await owner.PostAsJsonAsync($"/v1/members/{member}/consent", new { mayBeTold, source = "phone" }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        await Say(true);
        (await ToldAsync(terminal)).MayBeTold.ShouldNotBeNull().Given.ShouldBeTrue();
        await Say(false);

        (await ToldAsync(terminal)).MayBeTold.ShouldNotBeNull().Given.ShouldBeFalse();
    }
}
