using CsCheck;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;
using Sasuai.Tills;

namespace Sasuai.Tests;

/// <summary>Whatever happens in a session, its Z report is the sum of its facts, reckoned here a second time and by hand.</summary>
public sealed class ReportLaws
{
    [Fact]
    public void The_Z_report_is_the_sum_of_the_facts_whatever_happened() =>
        Gen.Int[0, 6].Array[0, 14].Sample(acts =>
        {
            using var till = new TestTill().Ready(opening: 300_000);
            for (var i = 0; i < acts.Length; i++) Act(till.Lane, acts[i], i);
            if (!till.Lane.State.Basket.IsEmpty) till.Lane.VoidBasket("tutup").Refusal.ShouldBeNull();
            var expected = till.Lane.State.Till!.Expected;

            var z = till.Lane.CloseTill(expected).Value.Report!;

            var facts = till.Facts();
            var (sales, refunds, moved) = (facts.OfType<SaleCompleted>().ToArray(), facts.OfType<SaleRefunded>().ToArray(), facts.OfType<CashMoved>().ToArray());
            z.Expected.ShouldBe(expected);
            (z.Sales, z.SalesTotal.Units, z.Refunds, z.RefundsTotal.Units).ShouldBe((sales.Length, sales.Sum(sale => sale.Total.Units), refunds.Length, refunds.Sum(refund => refund.Total.Units)));
            z.Net.Units.ShouldBe(z.SalesTotal.Units - z.RefundsTotal.Units);
            z.Tax.Units.ShouldBe(sales.Sum(sale => sale.Tax.Units) - refunds.Sum(refund => refund.Tax.Units));
            z.Taxes.Sum(tax => tax.Tax.Units).ShouldBe(z.Tax.Units);
            z.Rounding.Units.ShouldBe(sales.Sum(sale => sale.Rounding.Units) - refunds.Sum(refund => refund.Rounding.Units));
            z.Tenders.Sum(tender => tender.Amount.Units).ShouldBe(sales.Sum(sale => sale.Due.Units) - refunds.Sum(refund => refund.Due.Units));
            z.Cashiers.Sum(person => person.Total.Units).ShouldBe(z.Net.Units);
            (z.CashIn.Units, z.CashOut.Units, z.SafeDrops.Units).ShouldBe((Sum(moved, CashMovementKind.CashIn), Sum(moved, CashMovementKind.CashOut), Sum(moved, CashMovementKind.SafeDrop)));
            z.Expected.Units.ShouldBe(300_000 + Cash(sales.SelectMany(sale => sale.Tenders)) - Cash(refunds.SelectMany(refund => refund.Tenders)) + z.CashIn.Units - z.CashOut.Units - z.SafeDrops.Units);
            z.Voids.ShouldBe(facts.Count(fact => fact is LineVoided or BasketVoided));
            z.NoSales.ShouldBe(facts.OfType<DrawerOpened>().Count());
            (z.Counted, z.OverShort).ShouldBe((expected, Money.Zero));
        }, iter: 40, threads: 1);

    static void Act(Lane lane, int act, int turn)
    {
        switch (act)
        {
            case 0: lane.Scan(TestTill.Kopi); break;
            case 1: lane.Scan("3*" + TestTill.Roti); break;
            case 2: if (lane.State.Basket.Lines.Count > 0) lane.PayCash(new(10_000_000)).Refusal.ShouldBeNull(); break;
            case 3: if (lane.State.Basket.Lines.Count > 0) lane.VoidLine(lane.State.Basket.Lines[0].Number, "salah").Refusal.ShouldBeNull(); break;
            case 4: lane.MoveCash(CashMovementKind.CashIn, new(1_000 + turn), "receh").Refusal.ShouldBeNull(); break;
            case 5: lane.MoveCash(CashMovementKind.SafeDrop, new(2_000 + turn), "setor").Refusal.ShouldBeNull(); break;
            default:
                var product = lane.HistoricProduct(TestTill.Roti, new(18_250))!;
                lane.Record(new HistoricSale(Guid.CreateVersion7(), true, [(product, Quantity.Of(turn % 3 + 1), Money.Zero)], turn % 2 == 0 ? TenderKind.Cash : TenderKind.Card, null, null)).Refusal.ShouldBeNull();
                break;
        }
    }

    static long Sum(CashMoved[] moved, CashMovementKind kind) => moved.Where(each => each.Kind == kind).Sum(each => each.Amount.Units);

    static long Cash(IEnumerable<Tender> tenders) => tenders.Where(tender => tender.Kind == TenderKind.Cash).Sum(tender => tender.Amount.Units);
}
