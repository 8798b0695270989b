using Sasuai.Functions.Seed;
using Sasuai.Sales;
using Sasuai.Tests.Platform;
using Sasuai.Tills;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Tills;

/// <summary>CONFLICTS: late sales post to their own session; the Z report is issued again as a next revision with the difference shown.</summary>
public sealed class LateSaleTests(TestServers servers)
{
    static readonly StaffId cashier = DemoChain.StaffMember("101");
    static readonly TillSessionId session = SaleOf.TillSession;

    [Fact]
    public async Task A_sale_after_the_z_report_posts_to_its_own_session_and_day_and_revises_the_report()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var (first, late, later) = (SaleOf.Product(terminal), SaleOf.Product(terminal, quantity: 2), SaleOf.Product(terminal));

        await terminal.PushAsync(new TillSessionOpened(session, cashier, SaleOf.Day, SaleOf.At, Money.Zero), first, Closed(first.Total));
        await ApplyAsync(cloud, "JKT01");
        (await RevisionAsync(owner)).ShouldBe((1, 0));

        // Another disk of the till had it.
        var batch = terminal.Write(late);
        await terminal.PushAsync(batch);
        await ApplyAsync(cloud, "JKT01");
        (await RevisionAsync(owner)).ShouldBe((2, late.Total.Units));
        await terminal.PushAsync(batch);
        await ApplyAsync(cloud, "JKT01");
        (await RevisionAsync(owner)).ShouldBe((2, late.Total.Units));
        await terminal.PushAsync(later);
        await ApplyAsync(cloud, "JKT01");

        (await RevisionAsync(owner)).ShouldBe((3, (late.Total + later.Total).Units));
        (await cloud.Ask<long>("select count(distinct (till_session_id, business_date)) from sale")).ShouldBe(1);
        (await cloud.Ask<long>("select sum(total)::bigint from daily_sales")).ShouldBe((first.Total + late.Total + later.Total).Units);
    }

    [Fact]
    public async Task A_z_report_that_came_with_its_sales_in_one_push_or_several_is_not_revised()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var (first, second) = (SaleOf.Product(terminal), SaleOf.Product(terminal, quantity: 3));
        var refund = SaleOf.Refund(terminal, second, quantity: 1);

        await terminal.PushAsync(new TillSessionOpened(session, cashier, SaleOf.Day, SaleOf.At, Money.Zero), first);
        await ApplyAsync(cloud, "JKT01");
        await terminal.PushAsync(second, refund, Closed(first.Total + second.Total - refund.Total));
        await ApplyAsync(cloud, "JKT01");

        (await RevisionAsync(owner)).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_refund_after_the_z_report_revises_it_with_what_went_back()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var sale = SaleOf.Product(terminal, quantity: 3);
        var refund = SaleOf.Refund(terminal, sale, quantity: 1);

        await terminal.PushAsync(new TillSessionOpened(session, cashier, SaleOf.Day, SaleOf.At, Money.Zero), sale, Closed(sale.Total));
        await ApplyAsync(cloud, "JKT01");
        await terminal.PushAsync(refund);
        await ApplyAsync(cloud, "JKT01");

        (await RevisionAsync(owner)).ShouldBe((2, -refund.Total.Units));
    }

    static TillSessionClosed Closed(Money total) => new(session, cashier, SaleOf.At.AddHours(8), 1, 1, total, total, total, Money.Zero);

    static async Task<(int, long)> RevisionAsync(HttpClient owner)
    {
        var told = await (await owner.GetAsync("/v1/till-sessions?store=JKT01&date=2026-05-31", TestContext.Current.CancellationToken)).JsonAsync();
        var one = told.GetProperty("sessions").EnumerateArray().Single();
        return (one.GetProperty("revision").GetInt32(), one.GetProperty("lateTotal").GetInt64());
    }
}
