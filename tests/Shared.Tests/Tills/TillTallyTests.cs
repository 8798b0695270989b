using CsCheck;
using Sasuai.Sales;
using Sasuai.Tills;

namespace Sasuai.Tests;

public sealed class TillTallyTests
{
    static readonly TillSessionId session = new(new("0198a000-0000-7000-8000-000000000011"));
    static readonly StaffId sari = new(new("0198a000-0000-7000-8000-000000000005"));
    static readonly DateOnly day = new(2026, 3, 3);
    static readonly TillSessionOpened opened = new(session, sari, day, A.Today, new(200_000));

    static SaleCompleted Sale(long sequence, long total, TenderKind kind = TenderKind.Cash, TenderState state = TenderState.Confirmed) => new(
        new(DerivedId.From(session.Value, $"sale {sequence}")), new("JKT01", 2, 1, sequence), session, sari, null, day, A.Today,
        [new(1, new(session.Value), "1", "Kopi", "x", "pcs", Quantity.One, new(total), 1, new(total), default, null, new(total), "PPN", 1_200, 11, 12, Tax(total), ManualDiscount: new(5))],
        [new(kind, new(total), new(total), State: state)], new(total), default, new(total), Tax(total), default, new(total), default, 0, []);

    static SaleRefunded Refund(long sequence, long total, RefundKind kind) => new(
        new(DerivedId.From(session.Value, $"refund {sequence}")), new("JKT01", 2, 1, sequence), session, sari, null, null, day, A.Today,
        [], [new(TenderKind.Cash, new(total), new(total))], new(total), default, new(total), default, default, new(total), 0, "x", Kind: kind);

    // PPN 12 % on 11/12 lies in the price as 11/111.
    static Money Tax(long total) => new Money(total).Portion(11, 111);

    static CashMoved Moved(CashMovementKind kind, long amount) => new(new(Guid.CreateVersion7()), session, kind, new(amount), sari, A.Today, "x");

    [Fact]
    public void A_report_adds_everything_that_a_session_saw()
    {
        object[] facts =
        [
            Sale(1, 15_000), Sale(2, 20_000, TenderKind.Qris, TenderState.Unknown), Sale(3, 30_000, TenderKind.Qris, TenderState.Unknown), Refund(4, 5_000, RefundKind.Return), Refund(5, 7_000, RefundKind.Void),
            Moved(CashMovementKind.CashIn, 1_000), Moved(CashMovementKind.CashOut, 300), Moved(CashMovementKind.SafeDrop, 100_000),
            new DrawerOpened(session, sari, A.Today, "x"), new LineVoided(new(session.Value), 1, "1", "Kopi", Quantity.One, new(15_000), sari, A.Today, "x"),
            new TenderSettled(new(DerivedId.From(session.Value, "sale 2")), 0, TenderKind.Qris, new(20_000), TenderState.Confirmed, "", sari, A.Today, "x"),
            new ReceiptReprinted(session.Value, new("JKT01", 2, 1, 1), ReprintKind.Copy, 1, sari, A.Today, "x"),
        ];

        var report = TillTally.Of(opened, facts).Report(7, A.Today, "Sari", new(103_000), _ => "Sari");

        (report.Number, report.Sales, report.SalesTotal.Units, report.Refunds, report.RefundsTotal.Units, report.Net.Units).ShouldBe((7, 3, 65_000, 2, 12_000, 53_000));
        (report.CashIn.Units, report.CashOut.Units, report.SafeDrops.Units).ShouldBe((1_000, 300, 100_000));
        report.Expected.ShouldBe(new(200_000 + 15_000 - 12_000 + 1_000 - 300 - 100_000));
        report.OverShort.ShouldBe(new(103_000 - 103_700));
        (report.Voids, report.VoidsTotal.Units, report.NoSales, report.Reprints, report.Unsettled, report.ManualDiscounts.Units).ShouldBe((2, 22_000, 1, 1, 1, 15));
        report.Tenders.ShouldBe([new(TenderKind.Cash, 3, new(3_000)), new(TenderKind.Qris, 2, new(50_000))]);
        report.Cashiers.ShouldBe([new(sari, "Sari", 3, new(53_000))]);
        (report.FirstReceipt!.Value.Sequence, report.LastReceipt!.Value.Sequence).ShouldBe((1, 5));
    }

    [Fact]
    public void Tax_is_told_with_what_it_was_reckoned_on()
    {
        var report = TillTally.Of(opened, [Sale(1, 111_000)]).Report(null, A.Today, "", null, _ => "");

        report.Taxes.ShouldBe([new("PPN", 1_200, new Money(100_000).Portion(11, 12), new(11_000))]);
    }

    [Fact]
    public void The_sums_do_not_depend_on_the_order_of_the_facts() =>
        Gen.Select(Gen.Long[1, 99_999].Array[1, 12], Gen.Int).Sample((amounts, seed) =>
        {
            object[] facts = [.. amounts.Select((amount, i) => (object)((i % 4) switch
            {
                0 => Sale(i, amount), 1 => Refund(i, amount, RefundKind.Return), 2 => Sale(i, amount, TenderKind.Qris, TenderState.Unknown), _ => Moved(CashMovementKind.SafeDrop, amount)
            }))];
            var turned = facts.ToArray();
            new Random(seed).Shuffle(turned);

            var (one, other) = (Told(facts), Told(turned));

            (other with { Tenders = one.Tenders, Taxes = one.Taxes, Cashiers = one.Cashiers }).ShouldBe(one);
            other.Tenders.ShouldBe(one.Tenders);
            other.Taxes.ShouldBe(one.Taxes);
            other.Cashiers.ShouldBe(one.Cashiers);
        });

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void A_difference_up_to_the_limit_is_of_every_day(long off, bool fits)
    {
        var count = BlindCount.Of(new(200_000), null, [new DrawerCounted(session, 1, new(200_000 - off), [], sari, A.Today)]);

        (count.Fits, count.IsOpen, count.Off.Units).ShouldBe((fits, !fits, off));
    }

    static TillReport Told(object[] facts) => TillTally.Of(opened, facts).Report(1, A.Today, "Sari", null, _ => "Sari");
}
