using Sasuai.Dev;
using Sasuai.Kiosk.LocalData;
using Sasuai.Kiosk.Replay;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Tests;

public sealed class ReplayTests : IDisposable
{
    const string header = "sale,time,store,terminal,code,quantity,unit price,member,tender,discount";
    static readonly TimeZoneInfo jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");

    readonly TestTill till = new();
    readonly TempFolder folder = TempFolder.Create("replay");
    readonly HistoryClock clock = new();

    public ReplayTests()
    {
        till.Pull(TestTill.CatalogueFeed,
            TestTill.ProductRow(new(TestTill.Product(11), "85123A", "White holder", "x", "pcs", TestTill.Ppn, true, [])),
            TestTill.ProductRow(new(TestTill.Product(12), "85123a", "Cream holder", "x", "pcs", TestTill.Ppn, true, [])));
    }

    [Fact]
    public void A_sale_of_long_ago_is_recorded_at_its_own_time_and_prices_in_its_day_s_till_session()
    {
        var done = Replay(
            "536365,2010-12-01 08:26:00,JKT01,2,85123A,6,2.55,M-0001,card,0.30",
            "536365,2010-12-01 08:26:00,JKT01,2,85123a,1,3.39,M-0001,card,",
            "536366,2010-12-02 00:10,JKT01,2,85123A,1,0,,,");

        done.Select(ticket => ticket.SalesTotal).ShouldBe([new(1_530 - 30 + 339), Money.Zero]);
        var sale = Facts<SaleCompleted>()[0];
        (sale.BusinessDate, sale.CompletedAt).ShouldBe((new DateOnly(2010, 12, 1), new DateTimeOffset(2010, 12, 1, 8, 26, 0, TimeSpan.FromHours(7))));
        (sale.MemberId, sale.Rounding, sale.Tenders.Single().Kind).ShouldBe((TestTill.Budi, Money.Zero, TenderKind.Card));
        sale.Lines.Select(line => line.Name).ShouldBe(["White holder", "Cream holder"]);
        Facts<TillSessionOpened>().Select(opened => opened.BusinessDate).ShouldBe([new(2010, 12, 1), new(2010, 12, 2)]);
        Facts<TillSessionClosed>().Select(closed => closed.SalesTotal).ShouldBe([new(1_839), Money.Zero]);
    }

    [Fact]
    public void A_negative_quantity_is_a_refund_and_beside_a_sale_it_names_that_sale()
    {
        var done = Replay(
            "C536379,2010-12-01 09:41,JKT01,2,85123A,-2,2.55,,,",
            "536380,2010-12-01 09:50,JKT01,2,85123A,3,2.55,,,",
            "536380,2010-12-01 09:50,JKT01,2,85123a,-1,3.39,,,");

        done.Select(ticket => (ticket.Sales, ticket.Refunds, ticket.RefundsTotal)).ShouldBe([(0, 1, new Money(510)), (1, 1, new Money(339))]);
        var refunds = Facts<SaleRefunded>();
        refunds.Select(refund => refund.OriginalSaleId).ShouldBe([null, Facts<SaleCompleted>().Single().SaleId]);
        refunds[0].Lines.Single().Quantity.ShouldBe(Quantity.Of(2));
        till.Changes.Unsent.Amount.ShouldBe(new Money(765 - 510 - 339));
    }

    [Fact]
    public void A_second_run_of_the_same_file_changes_nothing_and_counts_the_same()
    {
        string[] rows = ["1,2010-12-01 08:26,JKT01,2,85123A,6,2.55,,,", "2,2010-12-01 08:30,JKT01,2,85123A,-1,2.55,,,", "3,2010-12-02 08:30,JKT01,2,85123A,1,2.55,,,"];
        var first = Replay(rows);
        var facts = till.Changes.Unacked(500, "test")!.Changes;

        var second = Replay(rows);

        second.Select(ticket => (ticket.SalesTotal, ticket.RefundsTotal, ticket.Lines)).ShouldBe(first.Select(ticket => (ticket.SalesTotal, ticket.RefundsTotal, ticket.Lines)));
        second.ShouldAllBe(ticket => !ticket.New);
        till.Changes.Unacked(500, "test")!.Changes.ShouldBe(facts);
    }

    [Fact]
    public void A_run_that_was_broken_off_goes_on_where_it_was()
    {
        string[] rows = ["1,2010-12-01 08:26,JKT01,2,85123A,6,2.55,,,", "2,2010-12-01 08:30,JKT01,2,85123A,1,2.55,,,"];
        Replay(closeDay: false, rows[0]);

        till.SwitchOffAndOn();
        Replay(rows).Select(ticket => ticket.New).ShouldBe([false, true]);

        Facts<TillSessionClosed>().Single().Sales.ShouldBe(2);
    }

    [Fact]
    public void Bad_rows_are_refused_with_line_and_reason_and_the_rest_goes_on()
    {
        var done = Replay(
            "1,2010-12-01 08:26,JKT01,2,85123A,6,2.55,,,",
            "1,2010-12-01 08:26,JKT01,2,NOSUCH,6,2.55,,,",
            "1,yesterday,JKT01,2,85123A,6,2.55,,,",
            "1,2010-12-01 08:26,JKT01,2,85123A,zero,2.55,,,",
            "1,2010-12-01 08:26,JKT01,2,85123A,0,2.55,,,",
            "1,2010-12-01 08:26,JKT01,2,85123A,1,-11062.06,,,",
            "1,2010-12-01 08:26,JKT01,2,85123A,1,0.001,,,",
            "1,2010-12-01 08:26,JKT01,2,85123A,1,2.55,,seashells,",
            "1,2010-12-01 08:26,JKT01,2,85123A,1,2.55,,,9.99",
            "1,2010-12-01 08:26,JKT01",
            "\"1,2010-12-01 08:26,JKT01,2,85123A,1,2.55,,,",
            ",2010-12-01 08:26,JKT01,2,85123A,1,2.55,,,",
            "1,2010-12-01 08:26,JKT01,x,85123A,1,2.55,,,",
            "2,2010-12-01 08:27,JKT01,2,85123A,1,2.55,,,",
            "1,2010-12-01 08:26,JKT01,2,85123A,1,2.55,,,");

        done.Select(ticket => (ticket.Lines, ticket.SalesTotal)).ShouldBe([(1, new Money(1_530)), (1, new Money(255))]);
        File.ReadLines(folder.File("rejects.csv")).Skip(1).Select(line => string.Join(' ', line.Split(',')[1..3])).ShouldBe([
            "4 time-not-readable", "5 quantity-not-usable", "6 quantity-not-usable", "7 price-negative", "8 price-not-readable", "9 tender-unknown",
            "10 discount-not-usable", "11 row-not-readable", "12 row-not-readable", "13 sale-missing", "14 terminal-not-usable", "3 code-unknown", "16 rows-of-sale-apart"]);
    }

    [Fact]
    public void Exact_duplicates_of_a_row_are_two_lines_as_the_file_says() =>
        Replay("1,2010-12-01 08:26,JKT01,2,85123A,1,2.55,,,", "1,2010-12-01 08:26,JKT01,2,85123A,1,2.55,,,").Single().SalesTotal.ShouldBe(new Money(510));

    [Fact]
    public void A_day_that_gave_more_back_than_it_took_can_be_closed()
    {
        Replay("C1,2010-12-01 08:26,JKT01,2,85123A,-5,2.55,,,");

        Facts<TillSessionClosed>().Single().Counted.ShouldBe(Money.Zero);
    }

    [Fact]
    public void A_catalogue_row_that_cannot_be_a_product_is_refused_and_a_quoted_name_is_read()
    {
        var path = folder.File("items.csv");
        File.WriteAllLines(path, ["code,name,unit,price,cost,category,barcode,tax", "85123A,\"Holder, \"\"white\"\"\",pcs,2.55,1,candles,,PPN",
            "85123a,Cream,,2.95,,,4006381333931,", "85123A,Again,pcs,1,,x,,", "X,,pcs,1,,x,,", "Y,No price,pcs,,,x,,", "Z,Too fine,pcs,1.234,,x,,"]);
        using var rejects = new Rejects(folder.File("rejects.csv"));

        new CatalogueCsv(path, 2, rejects).Products().ShouldBe([
            new ImportProduct("85123A", "Holder, \"white\"", "candles", "pcs", new(255), new(100), null, "PPN"),
            new ImportProduct("85123a", "Cream", "-", "pcs", new(295), null, "4006381333931", "NONE")]);
        rejects.Counts.Values.Sum().ShouldBe(4);
    }

    [Fact]
    public void A_file_without_a_column_is_refused_by_its_name()
    {
        var path = folder.File("short.csv");
        File.WriteAllText(path, "sale,time,store,terminal,code,unit price\n");
        using var rejects = new Rejects(folder.File("rejects.csv"));

        Should.Throw<BadFile>(() => new SalesCsv(path, 0, rejects, null)).Message.ShouldContain("'quantity'");
        Should.Throw<BadFile>(() => new SalesCsv(folder.File("none.csv"), 0, rejects, null)).Message.ShouldContain("none.csv");
    }

    [Fact]
    public void Sales_are_spread_over_stores_and_terminals_the_same_way_each_time()
    {
        var spread = new Spread(3, 4);
        var places = Enumerable.Range(1, 200).Select(number => spread.Of(number.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToArray();

        places.Distinct().Count().ShouldBe(12);
        spread.Of("17").ShouldBe(places[16]);
    }

    Replayed[] Replay(params string[] rows) => Replay(true, rows);

    Replayed[] Replay(bool closeDay, params string[] rows)
    {
        var path = folder.File("sales.csv");
        File.WriteAllLines(path, [header, .. rows]);
        using var rejects = new Rejects(folder.File("rejects.csv"));
        var changes = new ChangeQueue(till.Database, clock);
        var past = new ReplayTill(till.Database, changes, clock, jakarta, rejects);
        var done = new SalesCsv(path, 2, rejects, null).Sales().Select(past.Record).ToArray();
        if (closeDay) past.CloseDay();
        return done;
    }

    T[] Facts<T>() => [.. till.Changes.Unacked(500, "test")!.Changes.Select(change => FactTypes.Read(change.Type, change.Version, change.Payload)).OfType<T>()];

    public void Dispose()
    {
        till.Dispose();
        folder.Dispose();
    }
}
