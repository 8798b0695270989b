using System.Net;
using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tests.Platform;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Flags;

/// <summary>CONFLICTS: what happened in a shop is accepted, and what breaks a rule is flagged once, explained, and settled by a person.</summary>
public sealed class FlagTests(TestServers servers)
{
    /// <summary>S is the sale of two, A its refund of two at ten past, B the same at another till at twenty past.</summary>
    [Theory]
    [InlineData("S A B")]
    [InlineData("B A S")]
    [InlineData("A S B")]
    [InlineData("B S A")]
    [InlineData("S B A A B S")]
    public async Task Of_two_refunds_of_one_sale_the_second_is_flagged_in_whatever_order_they_come(string order)
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync(number: 2);
        using var owner = await cloud.SignInAsync();
        var sale = SaleOf.Product(first, quantity: 2);
        var (early, late) = (SaleOf.Refund(first, sale, quantity: 2, at: SaleOf.At.AddMinutes(10)), SaleOf.Refund(second, sale, quantity: 2, at: SaleOf.At.AddMinutes(20)));
        var written = new Dictionary<string, ChangeBatch>();

        foreach (var which in order.Split(' '))
        {
            var till = which == "B" ? second : first;
            if (!written.TryGetValue(which, out var batch)) batch = written[which] = till.Write(which switch { "S" => sale, "A" => early, _ => late });
            await till.PushAsync(batch);
            await ApplyAsync(cloud, "JKT01");
        }

        var flag = (await owner.FlagsAsync("store=JKT01")).ShouldHaveSingleItem();
        (flag.Kind(), flag.GetProperty("terminal").GetInt32(), flag.GetProperty("amount").GetInt64()).ShouldBe(("refunded-twice", 2, late.Total.Units));
        (flag.Figure("receipt"), flag.Figure("original")).ShouldBe((late.ReceiptNumber.ToString(), sale.ReceiptNumber.ToString()));
        (decimal.Parse(flag.Figure("sold"), System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(flag.Figure("back"), System.Globalization.CultureInfo.InvariantCulture)).ShouldBe((2m, 4m));
        (await cloud.Ask<long>("select sum(total)::bigint from sale")).ShouldBe((sale.Total - early.Total - late.Total).Units);
    }

    [Fact]
    public async Task Stock_that_goes_below_zero_stands_and_asks_the_store_once_to_count_the_shelf()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var till = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        const string gtin = "8996001600269";
        // Never received: the books have no level to fall from, and nothing is asked.
        await till.PushAsync(SaleOf.Product(till, gtin));
        await ApplyAsync(cloud, "JKT01");
        (await owner.FlagsAsync()).ShouldBeEmpty();
        await cloud.Ask<long>("update stock_level set quantity = 3 returning 1");

        foreach (var quantity in new[] { 3, 2, 1 })
        {
            await till.PushAsync(SaleOf.Product(till, gtin, quantity));
            await ApplyAsync(cloud, "JKT01");
        }

        (await cloud.Ask<decimal>("select quantity from stock_level")).ShouldBe(-3m);
        var flag = (await owner.FlagsAsync("store=JKT01&kind=count-shelf")).ShouldHaveSingleItem();
        (flag.Figure("product"), decimal.Parse(flag.Figure("quantity"), System.Globalization.CultureInfo.InvariantCulture)).ShouldBe((DemoCatalogue.All.Single(each => each.Gtin == gtin).Name, -2m));
        using var settled = await owner.SettleAsync("Dihitung: 10 buah", flag.Id());
        settled.StatusCode.ShouldBe(HttpStatusCode.OK);

        // Received and sold out again: the next time is a task of its own.
        await cloud.Ask<long>("update stock_level set quantity = 0 returning 1");
        await till.PushAsync(SaleOf.Product(till, gtin));
        await ApplyAsync(cloud, "JKT01");
        (await owner.FlagsAsync("store=JKT01&kind=count-shelf")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Parts_of_a_sale_that_came_back_at_two_tills_are_no_flag()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var first = await cloud.EnrolAsync();
        using var second = await cloud.EnrolAsync(number: 2);
        using var owner = await cloud.SignInAsync();
        var sale = SaleOf.Product(first, quantity: 2);

        await first.PushAsync(sale, SaleOf.Refund(first, sale));
        await second.PushAsync(SaleOf.Refund(second, sale));
        await ApplyAsync(cloud, "JKT01");

        (await owner.FlagsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sale_of_an_archived_product_and_of_a_disabled_cashier_stands_and_is_flagged_and_settled_once()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        await cloud.Ask<int>("with gone as (update product set active = false where product_id = @id returning 1) select count(*)::int from gone", new { id = DemoChain.Product("8996001600269") });
        await cloud.Ask<int>("with gone as (update staff set active = false where staff_id = @id returning 1) select count(*)::int from gone", new { id = DemoChain.StaffMember("101") });
        var sale = SaleOf.Product(terminal);

        await terminal.PushAsync(sale);
        await ApplyAsync(cloud, "JKT01");

        var flags = await owner.FlagsAsync("language=id");
        flags.Select(flag => flag.Kind()).Order().ShouldBe(["cashier-disabled", "product-archived"]);
        flags.ShouldAllBe(flag => flag.Figure("receipt") == sale.ReceiptNumber.ToString());
        flags.Select(flag => flag.GetProperty("what").GetString()).ShouldAllBe(what => what!.Contains("kasa belum tahu", StringComparison.Ordinal));
        (await cloud.Ask<long>("select total from sale")).ShouldBe(sale.Total.Units);

        var archived = flags.Single(flag => flag.Kind() == "product-archived").Id();
        (await owner.SettleAsync(" ", archived)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var done = await (await owner.SettleAsync("turun dari rak", archived)).JsonAsync();
        done.GetProperty("settled")[0].GetGuid().ShouldBe(archived);
        (await (await owner.SettleAsync("sekali lagi", archived)).JsonAsync()).GetProperty("left")[0].GetGuid().ShouldBe(archived);
        var settled = (await owner.FlagsAsync("state=settled")).ShouldHaveSingleItem();
        (settled.GetProperty("note").GetString(), settled.GetProperty("settledBy").GetString()).ShouldBe(("turun dari rak", await cloud.Ask<string>("select name from staff where email = 'owner@sasuai.test'")));
        (await owner.FlagsAsync()).ShouldHaveSingleItem().Kind().ShouldBe("cashier-disabled");
        (await cloud.Ask<long>("select count(*) from audit where action = 'flag-settled'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_fact_that_was_set_aside_is_tried_again_and_comes_back_until_its_cause_is_mended()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var (first, other) = (SaleOf.Product(terminal), SaleOf.Product(terminal, quantity: 3));
        await terminal.PushAsync(first, other with { ReceiptNumber = first.ReceiptNumber });
        await ApplyAsync(cloud, "JKT01");
        var flag = (await owner.FlagsAsync()).ShouldHaveSingleItem();
        (flag.Kind(), flag.GetProperty("amount").GetInt64(), flag.GetProperty("canRetry").GetBoolean()).ShouldBe(("set-aside", other.Due.Units, true));
        flag.Figure("cause").ShouldContain("already in the books");

        (await RetryAsync(owner, flag.Id())).ShouldBe(HttpStatusCode.OK);
        (await RetryAsync(owner, flag.Id())).ShouldBe(HttpStatusCode.Conflict);
        await ApplyAsync(cloud, "JKT01");
        (await owner.FlagsAsync()).ShouldHaveSingleItem().Id().ShouldBe(flag.Id());
        (await cloud.Ask<long>("select sum(amount)::bigint from suspense")).ShouldBe(other.Due.Units);

        await cloud.Ask<int>("with mended as (update sale set receipt_number = 'JKT01-01-1-999999' returning 1) select count(*)::int from mended");
        (await RetryAsync(owner, flag.Id())).ShouldBe(HttpStatusCode.OK);
        await ApplyAsync(cloud, "JKT01");

        (await owner.FlagsAsync()).ShouldBeEmpty();
        (await cloud.Ask<long>("select count(*) from suspense")).ShouldBe(0);
        (await cloud.Ask<long>("select sum(total)::bigint from sale")).ShouldBe((first.Total + other.Total).Units);
        (await RetryAsync(owner, Guid.NewGuid())).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_quarantined_raises_the_alarm_and_only_the_office_settles()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var kept = terminal.Write(SaleOf.Product(terminal));
        await terminal.PushAsync(kept);
        var forged = kept with { FirstSequence = 2, PreviousHash = terminal.Hash, HeadSequence = 2, Changes = [kept.Changes[0] with { Sequence = 2, Payload = """{"forged":true}""" }] };

        await terminal.PushAsync(forged);
        await terminal.PushAsync(forged);

        var flag = (await owner.FlagsAsync("kind=quarantined")).ShouldHaveSingleItem();
        (flag.Figure("cause"), flag.GetProperty("factId").GetGuid()).ShouldBe(("other-body", kept.Changes[0].FactId));
        (await RetryAsync(owner, flag.Id())).ShouldBe(HttpStatusCode.Conflict);
        (await owner.GetAsync("/v1/flags?kind=nonsense", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var far = await cloud.EnrolAsync("DPS01");
        var other = far.Write(SaleOf.Product(far));
        await far.PushAsync(other);
        await far.PushAsync(other with { FirstSequence = 2, PreviousHash = far.Hash, HeadSequence = 2, Changes = [other.Changes[0] with { Sequence = 2, Payload = "{}" }] });
        (await owner.FlagsAsync()).Length.ShouldBe(2);
        using var manager = await cloud.SignInAsync("manager@sasuai.test");
        (await manager.FlagsAsync()).ShouldHaveSingleItem().GetProperty("storeCode").GetString().ShouldBe("JKT01");
        (await manager.SettleAsync("lihat", flag.Id())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    static async Task<HttpStatusCode> RetryAsync(HttpClient owner, Guid id) => (await owner.PostAsync($"/v1/flags/{id}/retry", null, TestContext.Current.CancellationToken)).StatusCode;
}
