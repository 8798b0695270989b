using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.Paper;
using Sasuai.Sales;
using Sasuai.Tests.Devices;

namespace Sasuai.Tests.Lanes;

/// <summary>Goods of another till's receipt come back without a network, for whoever brings a paper that a till of the store signed, up to the store's cap.</summary>
public sealed class SignedReceiptTests
{
    static readonly ReturnedLine[] one = [new(1, Quantity.One)];

    static TestTill Attended(TestTill till)
    {
        till.Lane.SignIn(TestTill.ManagerNumber, TestTill.ManagerPin).Refusal.ShouldBeNull();
        till.Lane.OpenTill(new(200_000)).Refusal.ShouldBeNull();
        return till;
    }

    static string? Why(ScanResult result) => (result as ScanResult.Refused)?.Refusal.Code;

    [Fact]
    public void The_paper_of_one_till_brings_goods_back_at_another_up_to_the_cap()
    {
        using var tills = new TwoTills();
        var (sale, code) = tills.Sold();
        var other = Attended(tills.Other);

        other.Lane.Scan(code).ShouldBe(new ScanResult.ReceiptRead(sale.ReceiptNumber));
        var known = other.Lane.Receipt(code).Value;
        (known.Sale.SaleId, known.Sale.MemberId, known.Sale.Points, known.Sale.Due, known.UpTo).ShouldBe((sale.SaleId, sale.MemberId, sale.Points, sale.Due, new Money(50_000)));
        known.Sale.Lines.Select(line => line with { Code = "" }).ShouldBe(sale.Lines.Select(line => line with { Code = "" }));

        var back = other.Lane.RefundSale(sale.ReceiptNumber, [new(1, Quantity.Of(2))], TenderKind.Cash, null, "rusak").Value;
        (back.OriginalSaleId, back.Due, back.ReceiptNumber).ShouldBe((sale.SaleId, new Money(30_000), new("JKT01", 3, 1, 1)));
        back.Points.ShouldBeGreaterThan(0);
        other.Lane.Receipt(code).Value.UpTo.ShouldBe(new Money(20_000));
        other.Lane.RefundSale(sale.ReceiptNumber, [new(1, Quantity.One), new(2, Quantity.One)], TenderKind.Cash, null, "rusak").Refusal.ShouldNotBeNull().Code.ShouldBe("above-offline-cap");
        other.Lane.RefundSale(sale.ReceiptNumber, [new(1, Quantity.Of(2))], TenderKind.Cash, null, "rusak").Refusal.ShouldNotBeNull().Code.ShouldBe("refund-exceeds-sale");
        other.Lane.RefundSale(sale.ReceiptNumber, one, TenderKind.Cash, null, "rusak").Refusal.ShouldBeNull();
        other.Facts().OfType<SaleRefunded>().Count().ShouldBe(2);
    }

    [Fact]
    public void It_is_exchanged_there_too_and_a_power_cut_in_the_middle_forgets_nothing()
    {
        using var tills = new TwoTills();
        var (sale, code) = tills.Sold();
        var other = Attended(tills.Other);
        other.Lane.Scan(code);
        other.Lane.HoldReturn(sale.ReceiptNumber, one, "salah rasa").Refusal.ShouldBeNull();
        other.Lane.Scan(TestTill.Roti).ShouldBeOfType<ScanResult.Added>();

        other.SwitchOffAndOn();
        other.Lane.SignIn(TestTill.ManagerNumber, TestTill.ManagerPin);
        var done = other.Lane.PayCash(new(50_000)).Value;

        done.Returned.ShouldNotBeNull().OriginalSaleId.ShouldBe(sale.SaleId);
        done.Returned.Total.ShouldBe(new(15_000));
    }

    [Fact]
    public void Nothing_else_is_done_with_another_tills_receipt()
    {
        using var tills = new TwoTills();
        var (sale, code) = tills.Sold();
        var other = Attended(tills.Other);
        other.Lane.Scan(code);

        other.Lane.Reprint(sale.ReceiptNumber, ReprintKind.Copy, "hilang").Refusal.ShouldNotBeNull().Code.ShouldBe("receipt-of-others");
        other.Lane.VoidSale(sale.ReceiptNumber, "salah").Refusal.ShouldNotBeNull().Code.ShouldBe("receipt-of-others");
        other.Lane.RefundSale(sale.ReceiptNumber with { Sequence = 9 }, one, TenderKind.Cash, null, "x").Refusal.ShouldNotBeNull().Code.ShouldBe("receipt-unknown");
    }

    [Fact]
    public void What_no_till_of_the_store_signed_is_refused_with_the_reason()
    {
        using var tills = new TwoTills();
        var (_, code) = tills.Sold();
        using var strangers = new TwoTills();
        var other = Attended(tills.Other);

        Why(other.Lane.Scan(strangers.Sold().Code)).ShouldBe("signature-wrong");
        var forged = code[..100] + (code[100] == 'A' ? 'B' : 'A') + code[101..];
        Why(other.Lane.Scan(forged)).ShouldBe("signature-wrong");
        other.Lane.Receipt(TestTill.Kopi).Refusal.ShouldNotBeNull().Code.ShouldBe("no-receipt");
        other.Lane.Scan(code[..^1] + "!").ShouldBeOfType<ScanResult.Flagged>().Why.ShouldNotBeNull().Code.ShouldBe("no-receipt");

        tills.PullKey(revoked: true, epoch: 2);
        Why(other.Lane.Scan(code)).ShouldBe("signature-wrong");
    }

    [Fact]
    public void A_store_without_a_cap_signs_nothing_and_takes_nothing()
    {
        using var none = new TwoTills(cap: null);
        var (sale, plain) = none.Sold();
        plain.ShouldBe(sale.ReceiptNumber.ToString());

        using var some = new TwoTills();
        Why(Attended(none.Other).Lane.Scan(some.Sold().Code)).ShouldBe("receipt-unknown");
    }

    [Fact]
    public void The_till_s_own_journal_knows_better_and_a_copy_or_a_training_is_not_signed()
    {
        using var tills = new TwoTills();
        var (sale, code) = tills.Sold();
        tills.Seller.Lane.SignIn(TestTill.ManagerNumber, TestTill.ManagerPin);

        tills.Seller.Lane.Receipt(code).Value.UpTo.ShouldBeNull();
        tills.Seller.Lane.Reprint(sale.ReceiptNumber, ReprintKind.Copy, "hilang").Refusal.ShouldBeNull();
        var copy = tills.Seller.Database.Read(db => db.One("select bytes from print_job order by job_id desc", row => (byte[])row[0]))!;
        CodesOnPaper.Read(PaperPicture.Png(copy, 32)).ShouldBe(["QR-Code:" + sale.ReceiptNumber]);

        using var training = tills.Seller.Lane.BeginTraining().Value;
        training.Lane.OpenTill(new(0));
        training.Lane.Scan(TestTill.Kopi).ShouldBeOfType<ScanResult.Added>();
        training.Lane.PayCash(new(15_000)).Refusal.ShouldBeNull();
        tills.Paper().Length.ShouldBeLessThan(30);
    }
}
