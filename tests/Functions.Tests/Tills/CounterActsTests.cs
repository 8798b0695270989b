using System.Text.Json;
using Sasuai.Functions.Seed;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Tests.Platform;
using Sasuai.Tills;
using static Sasuai.Tests.Sales.ApplyTests;

namespace Sasuai.Tests.Tills;

/// <summary>What was done at a counter is in the books with who, when and why.</summary>
public sealed class CounterActsTests(TestServers servers)
{
    static readonly StaffId cashier = DemoChain.StaffMember("101"), manager = DemoChain.StaffMember("201");
    static readonly DateTimeOffset at = SaleOf.At;
    static readonly TillSessionId session = SaleOf.TillSession;

    [Fact]
    public async Task A_day_at_the_counter_can_be_read_by_who_when_and_why()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        using var owner = await cloud.SignInAsync();
        var sale = SaleOf.Product(terminal);
        var allowed = new ApprovalGiven(new(Guid.CreateVersion7()), Right.CashOut, session.Value, new(50_000), cashier, manager, ApprovalWay.Pin, at, "beli galon");
        await terminal.PushAsync(
            new TillSessionOpened(session, cashier, SaleOf.Day, at, new(200_000)), sale,
            new DiscountGiven(sale.SaleId, 1, "Le Minerale", new(300), null, cashier, at, "penyok"),
            allowed, new CashMoved(new(Guid.CreateVersion7()), session, CashMovementKind.CashOut, new(50_000), cashier, at, "beli galon", allowed.ApprovalId),
            new DrawerOpened(session, cashier, at, "tukar uang"), new ReceiptReprinted(sale.SaleId.Value, sale.ReceiptNumber, ReprintKind.Copy, 1, cashier, at, "hilang"),
            new SaleParked(new(Guid.CreateVersion7()), 2, new(9_000), cashier, at, "ambil dompet"), new SaleRecalled(new(Guid.CreateVersion7()), cashier, at),
            new TrainingHeld(cashier, at, at.AddHours(1), 3), new DrawerCounted(session, 1, new(153_800), [new(new(100_000), 1)], cashier, at.AddHours(8)),
            new TillSessionClosed(session, cashier, at.AddHours(8), 1, 1, sale.Total, new(153_800), new(153_800), Money.Zero, Report(sale)));

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select count(*) from fact where dead_letter is not null or applied_at is null")).ShouldBe(0);
        var told = await (await owner.GetAsync("/v1/till-sessions?store=JKT01&date=2026-05-31", TestContext.Current.CancellationToken)).JsonAsync();
        var one = told.GetProperty("sessions")[0];
        one.GetProperty("zNumber").GetInt64().ShouldBe(1);
        one.GetProperty("report").GetProperty("sales").GetInt32().ShouldBe(1);
        told.GetProperty("cash")[0].GetProperty("reason").GetString().ShouldBe("beli galon");
        told.GetProperty("approvals")[0].GetProperty("act").GetString().ShouldBe("CashOut");
        told.GetProperty("acts").EnumerateArray().Select(act => act.GetProperty("kind").GetString())
            .ShouldBe(["discount-given", "drawer-opened", "receipt-reprinted", "drawer-counted"], ignoreOrder: true);
        (await cloud.Ask<long>("select count(*) from counter_act")).ShouldBe(7);
        (await cloud.Ask<Guid>("select approval_id from cash_movement")).ShouldBe(allowed.ApprovalId.Value);
    }

    [Fact]
    public async Task A_payment_that_was_unknown_is_settled_once()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var sale = SaleOf.Product(terminal);
        sale = sale with { Tenders = [new(TenderKind.Qris, sale.Due, sale.Due, "QR-1", TenderState.Unknown)] };
        await terminal.PushAsync(sale);
        await ApplyAsync(cloud, "JKT01");
        (await cloud.Ask<string>("select state from tender")).ShouldBe("Unknown");

        await terminal.PushAsync(
            new TenderSettled(sale.SaleId, 0, TenderKind.Qris, sale.Due, TenderState.Confirmed, "RRN 4711", cashier, at, "mutasi bank"),
            new TenderSettled(sale.SaleId, 0, TenderKind.Qris, sale.Due, TenderState.Failed, "-", cashier, at, "salah"));
        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<string>("select state || ' ' || settled_reference from tender")).ShouldBe("Confirmed RRN 4711");
        (await cloud.Ask<long>("select count(*) from counter_act where kind = 'tender-settled'")).ShouldBe(2);
    }

    [Fact]
    public async Task Spoiled_goods_come_back_and_are_written_off()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var sale = SaleOf.Product(terminal, quantity: 3);
        var refund = SaleOf.Refund(terminal, sale, quantity: 2);
        refund = refund with { Lines = [refund.Lines[0] with { Condition = GoodsCondition.Waste }] };
        await terminal.PushAsync(sale, refund);

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<decimal>("select quantity from stock_level")).ShouldBe(-3);
        (await cloud.Ask<decimal>("select quantity from stock_movement where reason = 'waste'")).ShouldBe(-2);
        (await cloud.Ask<decimal>("select quantity from stock_movement where reason = 'refund'")).ShouldBe(2);
    }

    [Fact]
    public async Task Tax_on_top_offers_and_what_a_label_said_are_kept_with_the_line()
    {
        await using var cloud = await CloudUnderTest.StartQuietAsync(servers);
        using var terminal = await cloud.EnrolAsync();
        var sale = SaleOf.Product(terminal);
        var line = sale.Lines[0] with
        {
            Discount = new(800), ManualDiscount = new(300), Net = new(3_000), Tax = new(330), TaxOnTop = new(330), Brand = "Le Minerale", Lot = "L7", Expiry = new(2026, 12, 31),
            Offers = [new(new(Guid.CreateVersion7()), "Hemat", new(500))]
        };
        await terminal.PushAsync(sale with
        {
            Lines = [line], Discount = new(800), TaxOnTop = new(330), Tax = new(330), Total = new(3_330), Rounding = new(-30), Due = new(3_300), Tenders = [new(TenderKind.Cash, new(3_300), new(5_000))]
        });

        await ApplyAsync(cloud, "JKT01");

        (await cloud.Ask<long>("select tax_on_top from sale")).ShouldBe(330);
        (await cloud.Ask<string>("select brand || ' ' || lot || ' ' || expiry || ' ' || manual_discount from sale_line")).ShouldBe("Le Minerale L7 2026-12-31 300");
        (await cloud.Ask<string>("select name || ' ' || amount from sale_line_offer")).ShouldBe("Hemat 500");
    }

    static TillReport Report(SaleCompleted sale) => new(
        1, session, SaleOf.Day, at, at.AddHours(8), "Sari", 1, sale.Total, 0, Money.Zero, sale.Total, sale.Gross, sale.Discount, Money.Zero, sale.Tax, sale.Rounding, 0, Money.Zero, 1, 1, 0,
        new(200_000), Money.Zero, new(50_000), Money.Zero, new(153_800), new(153_800), sale.ReceiptNumber, sale.ReceiptNumber, [new(TenderKind.Cash, 1, sale.Due)], [], []);
}
