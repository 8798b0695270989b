using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Loyalty;
using Sasuai.Sync;
using Sasuai.Tests.Flags;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Loyalty;

/// <summary>CONFLICTS: a member's profile edited at two places: per field the later edit by hybrid clock holds, ties by terminal id; the loser stays in the history.</summary>
public sealed class ProfileTests(TestServers servers)
{
    const string card = "MBR-0002";
    static readonly MemberId member = DemoChain.Member(card);
    static readonly StaffId cashier = DemoChain.StaffMember("101");

    static MemberChanged Edit(string? name = null, string? phone = null) => new(member, cashier, SaleOf.At, name, phone);

    static async Task<MemberItem> ToldAsync(TestTerminal terminal) =>
        JsonSerializer.Deserialize((await terminal.PullAsync(Feeds.Member(DemoChain.Chain, member))).Items.Last(item => item.Key == member.ToString()).Body, WireJson.Default.MemberItem)!;

    [Theory]
    [InlineData("ABC")]
    [InlineData("BAC")]
    [InlineData("CBA")]
    [InlineData("BCAACB")]
    public async Task Field_by_field_the_later_edit_holds_in_whatever_order_they_come(string order)
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync(number: 2);
        using var owner = await cloud.SignInAsync();
        var clock = HybridClock.At(SaleOf.At);
        var written = new Dictionary<char, ChangeBatch>
        {
            // Two histories of one till travel in their order, so the third edit is another's.
            ['A'] = first.At(clock + 10).Write(Edit("Ani dari kasa 1", "+6281200001111")), ['B'] = second.At(clock + 20).Write(Edit("Ani dari kasa 2"))
        };
        using var third = await cloud.EnrolAsync("DPS01");
        written['C'] = third.At(clock + 15).Write(Edit("Ani dari Denpasar", "+6281200003333"));

        foreach (var which in order)
        {
            await (which switch { 'A' => first, 'B' => second, _ => third }).PushAsync(written[which]);
            await ApplyAsync(cloud, which == 'C' ? "DPS01" : "JKT01");
        }

        (await cloud.Ask<string>("select name || ' ' || phone from member where member_id = @member", new { member })).ShouldBe("Ani dari kasa 2 6281200003333");
        var told = await ToldAsync(first);
        (told.Name, told.Phone).ShouldBe(("Ani dari kasa 2", "6281200003333"));
        told.Stamps.ShouldNotBeNull()["name"].ShouldBe(new(clock + 20, second.Id.Value));
        told.Stamps["phone"].ShouldBe(new(clock + 15, third.Id.Value));
        var edits = (await (await owner.GetAsync($"/v1/members/{member}/edits", TestContext.Current.CancellationToken)).JsonAsync()).EnumerateArray().ToArray();
        edits.Count(edit => edit.GetProperty("field").GetString() == "name").ShouldBe(4);
        edits.Where(edit => edit.GetProperty("holds").GetBoolean()).Select(edit => edit.GetProperty("field").GetString()).Order().ShouldBe(["language", "name", "phone"]);
        (await cloud.Ask<long>("select count(*) from fact where dead_letter is not null")).ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_the_same_clock_the_greater_terminal_id_holds(bool turned)
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync(number: 2);
        var clock = HybridClock.At(SaleOf.At);
        var greater = first.Id.Value.CompareTo(second.Id.Value) > 0 ? "satu" : "dua";

        foreach (var (till, name) in turned ? new[] { (second, "dua"), (first, "satu") } : [(first, "satu"), (second, "dua")])
        {
            await till.PushAsync(till.At(clock).Write(Edit(name)));
            await ApplyAsync(cloud, "JKT01");
        }

        (await ToldAsync(first)).Name.ShouldBe(greater);
    }

    [Fact]
    public async Task A_till_whose_clock_is_days_ahead_does_not_win_for_ever()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        await terminal.PushAsync(terminal.At(HybridClock.At(TimeProvider.System.GetUtcNow().AddDays(10))).Write(Edit("Dari masa depan")));
        await ApplyAsync(cloud, "JKT01");
        (await ToldAsync(terminal)).Name.ShouldBe("Dari masa depan");
        HybridClock.TimeOf((await ToldAsync(terminal)).Stamps!["name"].Clock).ShouldBeLessThan(TimeProvider.System.GetUtcNow().AddMinutes(6));

        var answer = await owner.PutAsJsonAsync($"/v1/members/{member}", new { name = "Dari kantor" }, TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ToldAsync(terminal)).Name.ShouldBe("Dari kantor");
    }

    [Fact]
    public async Task A_number_that_is_somebody_elses_does_not_count_and_is_flagged()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var (own, others) = await cloud.Ask<(string, string)>("select m.phone, (select o.phone from member o where o.member_id <> m.member_id and o.phone is not null limit 1) from member m where member_id = @member", new { member });

        await terminal.PushAsync(terminal.At(HybridClock.At(SaleOf.At)).Write(Edit("Ani", "+" + others)));
        await ApplyAsync(cloud, "JKT01");

        var told = await ToldAsync(terminal);
        (told.Name, told.Phone, told.Facts?.Count).ShouldBe(("Ani", own, 1));
        (await owner.FlagsAsync("kind=phone-taken")).ShouldHaveSingleItem().Figure("member").ShouldBe("Ani");
        (await owner.PutAsJsonAsync($"/v1/members/{member}", new { phone = others }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    /// <summary>The till that heard yes could not know of the no, which is on its way for days; only a yes that was said after it came undoes it.</summary>
    [Fact]
    public async Task A_withdrawal_at_a_till_holds_over_a_consent_that_could_not_know_of_it()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync(number: 2);
        using var owner = await cloud.SignInAsync();
        async Task<bool> MayBeTold() => (await (await owner.GetAsync($"/v1/members/{member}/consent", TestContext.Current.CancellationToken)).JsonAsync()).GetProperty("mayBeTold").GetBoolean();
        async Task Said(TestTerminal till, bool given, DateTimeOffset at)
        {
            await till.PushAsync(new MemberChanged(member, cashier, at, MayBeTold: given, ConsentWay: ConsentWay.Spoken));
            await ApplyAsync(cloud, "JKT01");
        }

        var name = await cloud.Ask<string>("select name from member where member_id = @member", new { member });
        await Said(first, false, SaleOf.At);
        await Said(second, true, SaleOf.At.AddDays(2));
        (await MayBeTold()).ShouldBeFalse();
        await Said(second, true, TimeProvider.System.GetUtcNow().AddDays(10));
        (await MayBeTold()).ShouldBeTrue();
        await Said(first, false, SaleOf.At.AddDays(3));

        (await MayBeTold()).ShouldBeFalse();
        (await cloud.Ask<long>("select count(*) from consent where member_id = @member", new { member })).ShouldBe(4);
        (await cloud.Ask<string>("select name from member where member_id = @member", new { member })).ShouldBe(name);
    }

    [Fact]
    public async Task The_office_edits_a_member_and_nonsense_is_told()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        Task<HttpResponseMessage> Put(object body, Guid? id = null) => owner.PutAsJsonAsync($"/v1/members/{id ?? member.Value}", body, TestContext.Current.CancellationToken);

        var edited = await (await Put(new { name = "  Ani   Wijaya ", phone = "0812-0000-4444", language = "en" })).JsonAsync();

        (edited.GetProperty("name").GetString(), edited.GetProperty("phone").GetString(), edited.GetProperty("language").GetString()).ShouldBe(("Ani Wijaya", "6281200004444", "en"));
        (await ToldAsync(terminal)).Phone.ShouldBe("6281200004444");
        (await cloud.Ask<long>("select count(*) from audit where action = 'member-edited'")).ShouldBe(1);
        (await Put(new { name = "123" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Put(new { phone = "0812345O789" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Put(new { language = "fr" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Put(new { name = "Ani Wijaya" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Put(new { name = "Siapa" }, Guid.NewGuid())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
