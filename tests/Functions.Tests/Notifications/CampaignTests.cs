using System.Net;
using System.Net.Http.Json;
using Sasuai.Tests.Platform;

namespace Sasuai.Tests.Notifications;

/// <summary>A chain writes to a part of its members: counted before, to those who said yes, once each, behind what members wait for, and until it is stopped.</summary>
public sealed class CampaignTests(TestServers servers)
{
    const string body = "Halo {{name}}, diskon 20% akhir pekan ini di {{store}}. (ref {{ref}})";

    readonly Guid id = Guid.CreateVersion7();

    static object Asked(object segment, string text = body, int days = 7) => new { name = "Akhir pekan", bodyId = text, endsAt = TimeProvider.System.GetUtcNow().AddDays(days), segment };

    Task<HttpResponseMessage> PutAsync(Operator office, object asked, bool dryRun = false, Guid? under = null) =>
        office.Office.PutAsJsonAsync($"/v1/campaigns/{under ?? id}{(dryRun ? "?dryRun=true" : "")}", asked, TestContext.Current.CancellationToken);

    static Task<int> SayYes(Operator office, params string[] cards) => office.Cloud.Ask<int>("""
        with said as (
            insert into consent (consent_id, chain_id, member_id, channel, purpose, status, source, at)
            select gen_random_uuid(), chain_id, member_id, 'whatsapp', 'loyalty', 'given', 'counter', now() from member where card = any(@cards) returning 1)
        select count(*)::int from said
        """, new { cards });

    [Fact]
    public async Task A_campaign_is_counted_and_read_first_and_then_reaches_those_who_said_yes_once()
    {
        await using var office = await Operator.StartAsync(servers);
        await SayYes(office, "MBR-0001", "MBR-0002");

        var counted = await (await PutAsync(office, Asked(new { }), dryRun: true)).JsonAsync();
        var members = await office.Cloud.Ask<int>("select count(*)::int from member where active and phone is not null");
        (counted.GetProperty("found").GetInt32(), counted.GetProperty("willing").GetInt32(), counted.GetProperty("atMostADay").GetInt32()).ShouldBe((members, 2, 200));
        counted.GetProperty("sample").GetString()!.ShouldContain(", diskon 20% akhir pekan ini di ");
        (await office.Cloud.Ask<long>("select count(*) from outbox")).ShouldBe(0);

        foreach (var _ in (int[])[1, 2, 3]) (await (await PutAsync(office, Asked(new { }))).JsonAsync()).GetProperty("members").GetInt32().ShouldBe(2);
        await office.BringAsync();
        await office.BringAsync();
        await office.PumpAsync();

        office.Gateway.Delivered.Select(sent => sent.Content[..5]).ShouldBe(["Halo ", "Halo "]);
        office.Gateway.Delivered.Select(sent => sent.Content).Distinct().Count().ShouldBe(2);
        var one = (await office.GetAsync("/v1/campaigns")).EnumerateArray().Single();
        (one.GetProperty("sent").GetInt32(), one.GetProperty("waiting").GetInt32(), one.GetProperty("createdBy").GetString()!.Length > 0).ShouldBe((2, 0, true));
        (await office.Cloud.Ask<long>("select count(*) from audit where action = 'campaign-started'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("tier", "MBR-0001")]
    [InlineData("store", "MBR-0002")]
    [InlineData("boughtFrom", "MBR-0002 MBR-0003")]
    [InlineData("boughtTo", "MBR-0001 MBR-0002")]
    [InlineData("spent", "MBR-0001 MBR-0003")]
    [InlineData("spentFrom", "MBR-0003")]
    [InlineData("tag", "MBR-0001 MBR-0002")]
    public async Task A_segment_is_who_holds_a_tier_belongs_to_a_store_bought_lately_spent_so_much_or_has_a_tag(string limit, string cards)
    {
        await using var office = await Operator.StartAsync(servers);
        await office.Cloud.Ask<int>("""
            with gone as (update member set active = false where card not in ('MBR-0001', 'MBR-0002', 'MBR-0003') returning 1),
            here as (update member m set home_store_id = (select store_id from store where code = d.code), last_bought_at = d.bought::timestamptz,
                tier_id = (select tier_id from tier order by from_lifetime_points desc offset case when d.card = 'MBR-0001' then 0 else 1 end limit 1)
                from (values ('MBR-0001', 'JKT01', '2026-03-04 23:59+07'), ('MBR-0002', 'DPS01', '2026-03-05 00:00+08'), ('MBR-0003', 'JKT01', '2026-03-06 10:00+07')) as d(card, code, bought) where m.card = d.card returning 1),
            sold as (insert into sale (sale_id, chain_id, store_id, terminal_id, fact_id, kind, receipt_number, till_session_id, cashier_id, member_id, business_date, completed_at, gross, discount, total, tax, rounding, due, points)
                select gen_random_uuid(), m.chain_id, t.store_id, t.terminal_id, gen_random_uuid(), d.kind, d.receipt, gen_random_uuid(), gen_random_uuid(), m.member_id, d.at::date, d.at::timestamptz, 0, 0, 0, 0, 0, d.due, 0
                from (values ('MBR-0001', 'sale', 'A1', '2026-02-01 10:00+07', 100000), ('MBR-0002', 'sale', 'A2', '2026-03-04 10:00+07', 120000), ('MBR-0002', 'refund', 'A3', '2026-03-04 11:00+07', -30000),
                    ('MBR-0003', 'sale', 'A4', '2026-03-06 10:00+07', 250000)) as d(card, kind, receipt, at, due)
                join member m on m.card = d.card cross join lateral (select store_id, terminal_id from terminal order by terminal_id limit 1) t returning 1)
            select (select count(*) from gone)::int + (select count(*) from here)::int + (select count(*) from sold)::int
            """);
        await SayYes(office, "MBR-0001", "MBR-0002", "MBR-0003");
        await office.Cloud.Ask<int>("""
            with told as (insert into member_entry (member_id, entry_id, chain_id, kind, value, added_at, removed_at)
            select m.member_id, gen_random_uuid(), m.chain_id, 'tag', d.tag, now(), d.removed from member m
            join (values ('MBR-0001', 'grosir', null::timestamptz), ('MBR-0002', 'Grosir', null), ('MBR-0003', 'Grosir', now()), ('MBR-0003', 'VIP', null)) as d(card, tag, removed) on d.card = m.card returning 1)
            select count(*)::int from told
            """);
        var tierId = await office.Cloud.Ask<Guid>("select tier_id from member where card = 'MBR-0001'");

        (await PutAsync(office, Asked(limit switch
        {
            "tier" => new { tierId },
            "store" => new { store = "DPS01" },
            "boughtFrom" => new { boughtFrom = "2026-03-05" },
            "boughtTo" => new { boughtTo = "2026-03-05" },
            "tag" => new { tag = "GROSIR" },
            "spent" => new { spentAtLeast = 100_000 },
            _ => (object)new { spentAtLeast = 100_000, spentFrom = "2026-03-05" }
        }))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await office.Cloud.Ask<string>("select string_agg(card, ' ' order by card) from outbox o join member m on m.member_id = o.aggregate_id")).ShouldBe(cards);
    }

    [Fact]
    public async Task What_a_member_waits_for_goes_before_and_a_campaign_that_is_stopped_or_over_goes_no_further()
    {
        await using var office = await Operator.StartAsync(servers, "--MessagesPerMember=9/9");
        await SayYes(office, "MBR-0001", "MBR-0002", "MBR-0003", "MBR-0004");
        await PutAsync(office, Asked(new { }));
        await office.BringAsync();
        await office.Cloud.Ask<int>("with slow as (update sender_key set gap_ms = 3600000 returning 1) select count(*)::int from slow");
        // Somebody who hears nothing of the campaign; their message came later.
        await office.MessageAsync(member: await office.Cloud.Ask<int>("select (row_number - 1)::int from (select card, row_number() over (order by member_id) from member where phone is not null and tier_id is not null) m where card = 'MBR-0005'"));

        await office.PumpAsync();
        office.Gateway.Delivered.ShouldHaveSingleItem().Content.ShouldStartWith("Selamat");
        await office.Cloud.Ask<int>("with quick as (update sender_key set gap_ms = 3600000, next_slot_at = now() returning 1) select count(*)::int from quick");
        await office.PumpAsync();
        office.Gateway.Delivered.Count.ShouldBe(2);
        (await (await office.PostAsync($"/v1/campaigns/{id}/stop", new { reason = " " })).ProblemAsync()).Field.ShouldBe("reason");
        (await office.PostAsync($"/v1/campaigns/{Guid.NewGuid()}/stop", new { reason = "salah harga" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await office.PostAsync($"/v1/campaigns/{id}/stop", new { reason = "salah harga" })).JsonAsync()).GetProperty("waiting").GetInt32().ShouldBe(3);
        await office.Cloud.Ask<int>("with quick as (update sender_key set gap_ms = 0, next_slot_at = now() returning 1) select count(*)::int from quick");
        await office.PumpAsync();

        office.Gateway.Delivered.Count.ShouldBe(2);
        (await office.Cloud.Ask<long>("select count(*) from notification where state = 'suppressed' and reason = 'campaign_over'")).ShouldBe(3);
    }

    [Fact]
    public async Task A_member_whom_a_campaign_waits_for_is_told_of_a_new_tier_before_it()
    {
        await using var office = await Operator.StartAsync(servers, "--MessagesPerMember=9/9");
        await SayYes(office, "MBR-0001");
        await PutAsync(office, Asked(new { }));
        await office.BringAsync();
        var tier = await office.MessageAsync(member: await office.Cloud.Ask<int>("select (row_number - 1)::int from (select card, row_number() over (order by member_id) from member where phone is not null and tier_id is not null) m where card = 'MBR-0001'"));
        await office.Cloud.Ask<int>("with slow as (update sender_key set gap_ms = 3600000 returning 1) select count(*)::int from slow");

        await office.PumpAsync();

        (await office.StateAsync(tier)).ShouldBe("accepted");
        office.Gateway.Delivered.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_cannot_be_a_campaign_is_refused_with_its_field_and_tells_nobody()
    {
        await using var office = await Operator.StartAsync(servers);
        using var manager = await office.Cloud.SignInAsync("manager@sasuai.test");
        foreach (var (asked, field) in ((object, string)[])
        [
            (new { bodyId = body }, "name"), (Asked(new { }, "Halo {{nama}}"), "bodyId"), (Asked(new { }, days: 91), "endsAt"), (Asked(new { }, days: -1), "endsAt"),
            (new { name = "A", bodyId = body, bodyEn = "Hello", endsAt = TimeProvider.System.GetUtcNow().AddDays(1), segment = new { } }, "bodyEn"),
            (new { name = "A", bodyId = body, endsAt = TimeProvider.System.GetUtcNow().AddDays(1) }, "segment"), (Asked(new { spentAtLeast = 0 }), "segment.spentAtLeast"),
            (Asked(new { spentFrom = "2026-01-01" }), "segment.spentFrom"), (Asked(new { boughtFrom = "2026-02-01", boughtTo = "2026-01-01" }), "segment.boughtTo"),
            (Asked(new { store = "XXX" }), "segment.store"), (Asked(new { tierId = Guid.NewGuid() }), "segment.tierId"),
            // Nobody has said yes.
            (Asked(new { }), "segment")
        ])
            (await (await PutAsync(office, asked)).ProblemAsync()).Field.ShouldBe(field);
        (await manager.PutAsJsonAsync($"/v1/campaigns/{id}", Asked(new { }), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await office.Cloud.Ask<long>("select (select count(*) from campaign) + (select count(*) from outbox)")).ShouldBe(0);
    }

    [Fact]
    public async Task A_text_is_tried_on_a_phone_of_the_office_and_reaches_no_member_and_counts_for_none()
    {
        await using var office = await Operator.StartAsync(servers);
        var (member, name) = await office.Cloud.Ask<(Guid, string)>("select member_id, name from member where card = 'MBR-0001'");
        Task<HttpResponseMessage> Try(object asked, string key = "birthday/en") => office.PostAsync($"/v1/message-templates/{key}/test", asked);
        (await (await Try(new { memberId = member, phone = "08l2" })).ProblemAsync()).Field.ShouldNotBe("memberId");
        (await Try(new { memberId = member, phone = "081288887777", body = "Hi {{nama}}" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Try(new { memberId = Guid.NewGuid(), phone = "081288887777" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Try(new { memberId = member, phone = "081288887777" }, "new-moon/en")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await Try(new { memberId = member, phone = "0812-8888-7777" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Try(new { memberId = member, phone = "081288887777", body = "Hi {{name}}! ({{ref}})" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await office.PumpAsync();

        office.Gateway.Delivered.Select(sent => (sent.Number, sent.Content[..sent.Content.IndexOf('!', StringComparison.Ordinal)])).ShouldBe([("6281288887777", $"Happy birthday, {name}"), ("6281288887777", $"Hi {name}")]);
        (await office.GetAsync("/v1/messages")).EnumerateArray().Select(one => (one.GetProperty("phone").GetString(), one.GetProperty("test").GetBoolean())).ShouldBe([("…7777", true), ("…7777", true)]);
        // The member's own message is not held up by them.
        await office.MessageAsync(member: await office.Cloud.Ask<int>("select (row_number - 1)::int from (select card, row_number() over (order by member_id) from member where phone is not null and tier_id is not null) m where card = 'MBR-0001'"));
        await office.PumpAsync();
        office.Gateway.Delivered.Count.ShouldBe(3);
        for (var i = 2; i < 20; i++) await Try(new { memberId = member, phone = "081288887777" });
        (await Try(new { memberId = member, phone = "081288887777" })).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
