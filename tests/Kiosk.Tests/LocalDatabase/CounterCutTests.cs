using Sasuai.Dev;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Tills;

namespace Sasuai.Tests;

/// <summary>
/// The power goes at every single write of a busy counter: parts of payments, parking, refunds, an exchange, a cancelled sale, an uncertain
/// payment and its settlement. What is found then is always a whole number of steps.
/// </summary>
public sealed class CounterCutTests
{
    const int header = 32, frame = 24 + 4_096;

    [Fact]
    public void A_log_cut_at_every_write_shows_whole_payments_parkings_refunds_and_exchanges_only()
    {
        using var till = new TestTill();
        till.Lane.SignIn(TestTill.ManagerNumber, TestTill.ManagerPin).Refusal.ShouldBeNull();
        till.Lane.OpenTill(new(200_000)).Refusal.ShouldBeNull();
        till.Database.Checkpoint();
        var bare = File.ReadAllBytes(till.Path);
        ABusyHour(till);
        var log = File.ReadAllBytes(till.Path + "-wal");
        using var cuts = TempFolder.Create("cuts");
        var (seen, file) = (new HashSet<(long, long, int)>(), cuts.File("cut.db"));

        for (var length = header; length <= log.Length; length += frame)
        {
            foreach (var left in Directory.GetFiles(cuts.Path)) File.Delete(left);
            File.WriteAllBytes(file, bare);
            File.WriteAllBytes(file + "-wal", log[..length]);
            using var after = LocalDatabase.Open(file, PrintQueue.Schema);
            seen.Add(IsWhole(after));
        }

        seen.Count.ShouldBeGreaterThan(15);
        seen.Max(state => state.Item1).ShouldBe(9);
    }

    static void ABusyHour(TestTill till)
    {
        var lane = till.Lane;
        lane.Scan("2*" + TestTill.Kopi);
        lane.Pay(new(TenderKind.Card, new(10_000), "APPR 1")).Refusal.ShouldBeNull();
        lane.Pay(new(TenderKind.EWallet, new(5_000), "OVO 1")).Refusal.ShouldBeNull();
        lane.WithdrawTender("saldo kurang").Refusal.ShouldBeNull();
        var first = lane.Pay(new(TenderKind.Cash, new(20_000))).Value.Sold!.Sale;
        lane.Scan(TestTill.Kopi);
        var parked = lane.Park("ambil dompet").Value;
        var second = till.Sell(TestTill.Roti).Sale;
        lane.Recall(parked.Basket.SaleId).Refusal.ShouldBeNull();
        lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();
        var third = lane.PayCash(new(15_000)).Value.Sale;
        lane.RefundSale(first.ReceiptNumber, [new(1, Quantity.One)], TenderKind.Cash, null, "rusak").Refusal.ShouldBeNull();
        lane.HoldReturn(second.ReceiptNumber, [new(1, Quantity.One)], "salah rasa").Refusal.ShouldBeNull();
        lane.Scan("2*" + TestTill.Kopi);
        lane.PayCash(new(20_000)).Refusal.ShouldBeNull();
        lane.VoidSale(third.ReceiptNumber, "salah").Refusal.ShouldBeNull();
        lane.Scan(TestTill.Kopi);
        lane.Pay(new(TenderKind.Qris, new(15_000), null, TenderState.Unknown)).Refusal.ShouldBeNull();
        lane.Settle(lane.Unsettled[0], TenderState.Confirmed, "RRN 7", "mutasi").Refusal.ShouldBeNull();
        lane.Scan(TestTill.Roti);
        lane.Park("nanti").Refusal.ShouldBeNull();
        till.Sell();
    }

    /// <returns>Receipts, facts and lines in hand: how far the hour had come.</returns>
    static (long, long, int) IsWhole(LocalDatabase database)
    {
        var session = database.Read(TillSessions.Open)!;
        var facts = database.Read(db => TillSessions.Facts(db, session.Id));
        var (sales, refunds) = (facts.OfType<SaleCompleted>().ToArray(), facts.OfType<SaleRefunded>().ToArray());
        long Number(string sql) => database.Read(db => db.Number(sql));
        // What the drawer should hold is the sum of the facts.
        TillTally.Of(new(session.Id, session.OpenedBy, session.BusinessDate, session.OpenedAt, session.Float), facts).Expected.ShouldBe(session.Expected);
        // Every receipt has its number and its fact; none is missing between.
        var numbers = sales.Select(sale => sale.ReceiptNumber.Sequence).Concat(refunds.Select(refund => refund.ReceiptNumber.Sequence)).Order().ToArray();
        numbers.ShouldBe(Enumerable.Range(1, numbers.Length).Select(number => (long)number));
        Number("select count(*) from sale").ShouldBe(numbers.Length);
        Number("select coalesce(max(last), 0) from receipt_series").ShouldBe(numbers.Length);
        // Both halves of an exchange are there, or neither.
        refunds.Where(refund => refund.Kind == RefundKind.Exchange).Select(refund => refund.ExchangeSaleId).ShouldBe(sales.Where(sale => sale.Exchange is not null).Select(sale => (SaleId?)sale.SaleId));
        // What was parked lies there until it is recalled.
        Number("select count(*) from parked_sale").ShouldBe(facts.OfType<SaleParked>().Count() - facts.OfType<SaleRecalled>().Count());
        // What is not certain is on the list until it is settled.
        Number("select count(*) from unsettled_tender").ShouldBe(sales.SelectMany(sale => sale.Tenders).Count(tender => tender.State == TenderState.Unknown) - facts.OfType<TenderSettled>().Count());
        Number("select count(*) from settled_tender").ShouldBe(facts.OfType<TenderSettled>().Count());
        // A sale is open, parked or sold, never two of them.
        var open = database.Read(OpenBasket.Read);
        if (open is not null)
        {
            sales.ShouldNotContain(sale => sale.SaleId == open.SaleId);
            Number($"select count(*) from parked_sale where sale_id = '{open.SaleId}'").ShouldBe(0);
        }
        // No money that was taken for an open sale is forgotten without a fact.
        var taken = open?.Paid?.Sum(tender => tender.Given.Units) ?? 0;
        taken.ShouldBeOneOf(0, 10_000, 15_000);
        return (numbers.Length, facts.Count, (open?.Lines.Count ?? 0) * 100_000 + (int)taken);
    }
}
