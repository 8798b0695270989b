using System.Net.Http.Json;
using Sasuai.Dev;
using Sasuai.Kiosk;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Tests;

/// <summary>
/// A whole day on one till against a whole cloud: opened, 200 sales of all kinds by two cashiers, refunds, exchanges, a cancelled sale, parking,
/// price checks, cash movements, a training, X, a blind count that is done twice, Z. The Z is the sum of the facts, and the cloud's books agree.
/// </summary>
public sealed class WholeDay
{
    const int sales = 200;
    static readonly TimeSpan limit = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_whole_day_on_one_till_ends_with_a_Z_that_is_the_sum_of_its_facts_here_and_in_the_cloud()
    {
        await using var chain = await Chain.OpenAsync();
        await SetRulesAsync(chain);
        await using var kiosk = OpenKiosk.Open(chain.KioskFolder, TimeProvider.System);
        kiosk.Start();
        var lane = kiosk.Lane;
        await Patience.WaitAsync(() => Task.FromResult(lane.State.Store?.Counter?.Qris is not null && kiosk.Database.Read(db => Members.ByCard(db, "MBR-0002")) is not null), limit, () => "The store's rules and members did not come");
        var day = new Day(chain, lane);

        day.Open();
        for (var i = 0; i < sales; i++) day.Sell(i);
        day.AfterSales();
        var x = lane.XReport().Value;
        var closed = day.Close();

        var facts = kiosk.Database.Read(db => db.All("select type, version, payload from change order by epoch, sequence", row => FactTypes.Read(row.GetString(0), row.GetInt32(1), row.GetString(2))!));
        var report = closed.Report.ShouldNotBeNull();
        SumOf(facts, report);
        (report.Sales, report.NoSales, report.Reprints, report.Refunds).ShouldBe((sales + 2, 1, 2, 6));
        (x.Sales, x.Net, x.Expected).ShouldBe((report.Sales, report.Net, report.Expected));
        facts.OfType<DrawerCounted>().Select(count => count.Attempt).ShouldBe([1, 2]);
        facts.OfType<TrainingHeld>().ShouldHaveSingleItem().Sales.ShouldBe(1);
        report.Cashiers.Count.ShouldBe(2);

        await Patience.WaitAsync(() => Task.FromResult(kiosk.Sync.Status.UnsentFacts == 0), limit, () => $"{kiosk.Sync.Status.UnsentFacts} facts are unsent");
        await Patience.WaitAsync(async () => await chain.AskAsync<long>("select count(*) from fact where applied_at is null and dead_letter is null") == 0, limit, () => "The cloud has not applied everything");
        await InTheBooks(chain, report);
    }

    static async Task SetRulesAsync(Chain chain)
    {
        var rules = new { overShortLimit = 0, pointWorth = 10, qris = new { accountTemplate = new[] { new { tag = "26", value = "0012ID.CO.SASUAI" } }, categoryCode = "5411", name = "TOKO SASUAI", city = "JAKARTA" } };
        using var answer = await chain.Office.Client.PutAsJsonAsync(new Uri($"/v1/stores/{chain.Terminal.Store}/counter-rules", UriKind.Relative), rules);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Reckoned anew from the facts alone, by plain sums.</summary>
    static void SumOf(IReadOnlyList<object> facts, TillReport report)
    {
        var (sold, back) = (facts.OfType<SaleCompleted>().ToArray(), facts.OfType<SaleRefunded>().ToArray());
        long Of(TenderKind kind) => sold.SelectMany(sale => sale.Tenders).Where(tender => tender.Kind == kind).Sum(tender => tender.Amount.Units) - back.SelectMany(refund => refund.Tenders).Where(tender => tender.Kind == kind).Sum(tender => tender.Amount.Units);
        long Moved(CashMovementKind kind) => facts.OfType<CashMoved>().Where(moved => moved.Kind == kind).Sum(moved => moved.Amount.Units);

        report.SalesTotal.Units.ShouldBe(sold.Sum(sale => sale.Total.Units));
        report.RefundsTotal.Units.ShouldBe(back.Sum(refund => refund.Total.Units));
        report.Tax.Units.ShouldBe(sold.Sum(sale => sale.Tax.Units) - back.Sum(refund => refund.Tax.Units));
        report.Discounts.Units.ShouldBe(sold.Sum(sale => sale.Discount.Units));
        foreach (var tender in report.Tenders) tender.Amount.Units.ShouldBe(Of(tender.Kind), tender.Kind.ToString());
        report.Tenders.Count.ShouldBeGreaterThan(5);
        report.Expected.Units.ShouldBe(report.Float.Units + Of(TenderKind.Cash) + Moved(CashMovementKind.CashIn) - Moved(CashMovementKind.CashOut) - Moved(CashMovementKind.SafeDrop));
        back.Where(refund => refund.Kind == RefundKind.Exchange).Select(refund => refund.ExchangeSaleId).ShouldBe(sold.Where(sale => sale.Exchange is not null).Select(sale => (SaleId?)sale.SaleId));
        Of(TenderKind.Exchange).ShouldBe(0);
        report.OverShort.ShouldBe(Money.Zero);
        var numbers = sold.Select(sale => sale.ReceiptNumber.Sequence).Concat(back.Select(refund => refund.ReceiptNumber.Sequence)).Order().ToArray();
        numbers.ShouldBe(Enumerable.Range(1, numbers.Length).Select(number => (long)number), "no gap and no repeat");
        report.Unsettled.ShouldBe(sold.SelectMany(sale => sale.Tenders).Count(tender => tender.State == TenderState.Unknown) - facts.OfType<TenderSettled>().Count());
    }

    static async Task InTheBooks(Chain chain, TillReport report)
    {
        (await chain.AskAsync<long>("select count(*) from fact where dead_letter is not null")).ShouldBe(0);
        (await chain.AskAsync<long>("select sum(total)::bigint from sale where till_session_id = @id", new { id = report.TillSessionId.Value })).ShouldBe(report.Net.Units);
        (await chain.AskAsync<long>("select sum(amount)::bigint from tender where kind = 'Cash'")).ShouldBe(report.Tenders.Single(tender => tender.Kind == TenderKind.Cash).Amount.Units);
        (await chain.AskAsync<long>("select over_short from till_session where z_number = 1")).ShouldBe(0);
        (await chain.AskAsync<long>("select count(*) from cash_movement")).ShouldBe(3);
        (await chain.AskAsync<long>("select count(*) from tender where state = 'Unknown'")).ShouldBe(report.Unsettled);
        (await chain.AskAsync<decimal>("select sum(quantity) from stock_level")).ShouldBe(await chain.AskAsync<decimal>("select sum(quantity) from stock_movement"));
        (await chain.AskAsync<long>("select count(*) from member m where points <> lifetime_points and points <> (select coalesce(sum(points), 0) from points_entry e where e.member_id = m.member_id) + @seeded", new { seeded = 120 })).ShouldBe(0);
    }

    /// <summary>The people of one day and what they do, the same every time.</summary>
    sealed class Day(Chain chain, Lane lane)
    {
        readonly List<SaleCompleted> done = [];

        SeededStaff Cashier(int number) => chain.House.Seeded.Staff.Where(person => person.Role == "Cashier" && person.Store == chain.Terminal.Store).ElementAt(number);
        SeededStaff Manager => chain.House.Seeded.Staff.First(person => person.Role == "Manager" && person.Store == chain.Terminal.Store);

        public void Open()
        {
            lane.SignIn(Cashier(0).Number, Cashier(0).Pin).Refusal.ShouldBeNull();
            lane.OpenTill(new(200_000)).Refusal.ShouldBeNull();
            lane.MoveCash(CashMovementKind.CashIn, new(50_000), "receh").Refusal.ShouldBeNull();
        }

        public void Sell(int i)
        {
            if (i == sales / 2)
            {
                lane.SignOut();
                lane.SignIn("STAFF-" + Cashier(1).Number, Cashier(1).Pin).Refusal.ShouldBeNull();
            }
            for (var line = 0; line <= i % 5; line++) lane.Scan($"{1 + (i + line) % 3}*{chain.Products[(i * 7 + line * 3) % chain.Products.Count].Barcode}").ShouldBeOfType<ScanResult.Added>();
            if (i % 11 == 3) lane.VoidLine(1, "tidak jadi").Refusal.ShouldBeNull();
            if (lane.State.Basket.Lines.Count == 0) lane.Scan(chain.Products[0].Barcode);
            if (i % 8 == 0) lane.AttachMember("MBR-0002").Refusal.ShouldBeNull();
            if (i % 13 == 5) lane.GiveDiscount(null, new(500, Money.Zero, "langganan")).Refusal.ShouldBeNull();
            if (i % 17 == 7) lane.Recall(lane.Park("ambil dompet").Value.Basket.SaleId).Refusal.ShouldBeNull();
            if (i % 19 == 2) lane.CheckPrice(chain.Products[1].Barcode).Refusal.ShouldBeNull();
            if (i % 23 == 9) lane.Scan("20099999999999999999").ShouldBeOfType<ScanResult.Flagged>();
            done.Add(Pay(i).Sale);
        }

        CompletedSale Pay(int i)
        {
            var left = lane.State.Left;
            OfferedTender? first = (i % 10) switch
            {
                1 => new(TenderKind.Card, new(left.Units / 2), $"APPR {i}"),
                2 => new(TenderKind.Qris, left, $"RRN {i}"),
                3 => new(TenderKind.EWallet, new(left.Units / 3), $"OVO {i}"),
                4 => new(TenderKind.BankTransfer, left, $"BCA {i}"),
                5 => new(TenderKind.GiftCard, new(1_000), $"GIFT {i}"),
                6 when i % 20 == 6 => new(TenderKind.Qris, left, $"Q {i}", TenderState.Unknown),
                8 when lane.Spendable is { Points: > 10 } => new(TenderKind.Points, new(100)),
                _ => null
            };
            if (first is not null && lane.Pay(first).Value.Sold is { } sold) return sold;
            if (i % 10 == 3 && i > 100)
            {
                // The wallet's money is given back, and cash pays it all.
                lane.WithdrawTender("saldo kurang").Refusal.ShouldBeNull();
            }
            return lane.Pay(new(TenderKind.Cash, lane.State.DueInCash + new Money(i % 4 * 500))).Value.Sold.ShouldNotBeNull();
        }

        public void AfterSales()
        {
            Refund(done[10], done[10].Lines[0].Quantity);
            Refund(done[14], Quantity.One);
            Do(Right.VoidSale, done[^1], approval => lane.VoidSale(done[^1].ReceiptNumber, "salah", approval).Refusal);
            Exchange(done[20], chain.Products[9].Barcode, 3);
            Exchange(done[30], chain.Products[4].Barcode, 1);
            lane.Scan(chain.Products[2].Barcode);
            lane.RefundWithoutReceipt("tanpa struk").Refusal.ShouldNotBeNull();
            lane.RefundWithoutReceipt("tanpa struk", Allow()).Refusal.ShouldBeNull();
            lane.Reprint(done[0].ReceiptNumber, ReprintKind.Copy, "hilang").Refusal.ShouldBeNull();
            lane.Reprint(done[1].ReceiptNumber, ReprintKind.Gift, "hadiah").Refusal.ShouldBeNull();
            lane.OpenDrawer("tukar uang").Refusal.ShouldNotBeNull();
            lane.OpenDrawer("tukar uang", Allow()).Refusal.ShouldBeNull();
            lane.MoveCash(CashMovementKind.CashOut, new(20_000), "galon").Refusal.ShouldNotBeNull();
            lane.MoveCash(CashMovementKind.CashOut, new(20_000), "galon", Allow()).Refusal.ShouldBeNull();
            lane.MoveCash(CashMovementKind.SafeDrop, new(500_000), "setor").Refusal.ShouldBeNull();
            lane.Settle(lane.Unsettled[0], TenderState.Confirmed, "RRN 1", "mutasi").Refusal.ShouldBeNull();
            Train();
        }

        void Train()
        {
            var training = lane.BeginTraining().Value;
            training.Lane.OpenTill(Money.Zero);
            training.Lane.Scan(chain.Products[0].Barcode);
            training.Lane.PayCash(new(100_000)).Refusal.ShouldBeNull();
            training.End();
        }

        void Refund(SaleCompleted sale, Quantity quantity) =>
            Do(Right.Refund, sale, approval => lane.RefundSale(sale.ReceiptNumber, [new(sale.Lines[0].Number, quantity, GoodsCondition.Waste)], TenderKind.Cash, null, "rusak", approval).Refusal);

        void Exchange(SaleCompleted sale, string barcode, int many)
        {
            Do(Right.Refund, sale, approval => lane.HoldReturn(sale.ReceiptNumber, [new(sale.Lines[0].Number, sale.Lines[0].Quantity)], "salah ukuran", approval).Refusal);
            lane.Scan($"{many}*{barcode}").ShouldBeOfType<ScanResult.Added>();
            lane.PayCash(Money.Max(lane.State.DueInCash, Money.Zero)).Value.Returned.ShouldNotBeNull().Kind.ShouldBe(RefundKind.Exchange);
        }

        void Do(Right right, SaleCompleted about, Func<Approval?, Refusal?> act)
        {
            act(null).ShouldNotBeNull().Code.ShouldBe("approval-needed");
            lane.Wanted!.Right.ShouldBe(right);
            lane.Wanted.Subject.ShouldBe(about.SaleId.Value);
            act(Allow()).ShouldBeNull();
        }

        Approval Allow()
        {
            var wanted = lane.Wanted.ShouldNotBeNull();
            return lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, Manager.Number, Manager.Pin, "boleh", wanted.BasisPoints).Value;
        }

        public TillSessionClosed Close()
        {
            var expected = lane.State.Till!.Expected;
            var wrong = lane.Count(expected - new Money(1_000)).Value;
            (wrong.Fits, wrong.Again, wrong.OverShort).ShouldBe((false, true, Money.Zero), "how much it is off is not told");
            lane.Count(expected).Value.Fits.ShouldBeTrue();
            return lane.CloseCounted("").Value;
        }
    }
}
