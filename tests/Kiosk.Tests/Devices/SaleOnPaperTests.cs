using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.Paper;
using Sasuai.Pricing;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Tests.Devices;

/// <summary>A sold basket on paper, by the store's settings.</summary>
public sealed class SaleOnPaperTests
{
    static readonly DateTimeOffset at = new(2026, 3, 2, 17, 30, 0, TimeSpan.Zero);
    static readonly StaffItem sari = new(TestTill.Sari, "7", "Sari", Role.Cashier, "", true);

    /// <summary>Eight dots by two: a black bar above a dotted one.</summary>
    static readonly byte[] picture = [.. "P4\n# logo\n8 2\n"u8, 0xFF, 0xAA];

    [Fact]
    public void The_store_s_settings_and_everything_that_explains_the_money_stand_on_the_receipt()
    {
        Rows(Store()).ShouldBe("""
                 Toko Sasuai
                   Jl. Kebon Sirih 1
               NPWP 01.234.567.8-901.000
            --------------------------------
            No             JKT01-02-1-000007
            Kasir                       Sari
                            03/03/2026 00:30
            --------------------------------
            Kopi é
              1 pcs x 22.200          22.200
              Kopi hemat              -2.200
            Nasi
              1 pcs x 20.000          20.000
              pedas
            Koran
              1 pcs x 5.000            5.000
              Diskon kasir            -1.000
            Catatan: meja 4
            --------------------------------
            Subtotal                  47.200
            Total diskon              -3.200
            PB1 10 %                   2.000
            TOTAL     46.000
            Kartu                     30.000
              Ref                     APPR 1
            QRIS (belum pasti)        16.000
            --------------------------------
            DPP PB1 10 %              20.000
            DPP PPN 12 %              16.517
            PPN 12 % (termasuk)        1.982
            --------------------------------
                      Terima kasih
            [QR: JKT01-02-1-000007]


            - - - - - - - - 8< - - - - - - -

            """);
    }

    [Fact]
    public void In_English_and_on_80_mm_a_gun_finds_bars_too_and_a_reader_reads_both_codes()
    {
        var bytes = new SaleOnPaper(48, CodePage.Cp858, "en").Lay(Sold(Store()));

        PaperText.Decode(bytes, 48).ShouldContain("PPN 12 % (included)                        1.982");
        CodesOnPaper.Read(PaperPicture.Png(bytes, 48)).ShouldBe(["CODE-128:JKT01-02-1-000007", "QR-Code:JKT01-02-1-000007"]);
    }

    [Theory]
    [InlineData(437)]
    [InlineData(850)]
    [InlineData(858)]
    [InlineData(1252)]
    public void A_letter_with_an_accent_and_the_euro_are_printed_by_the_page_that_is_set(int page)
    {
        var store = Store() with { Name = "Café", ReceiptFooter = "5 €" };

        var rows = PaperText.Decode(new SaleOnPaper(32, CodePage.Called(page)!).Lay(Sold(store)));

        rows.ShouldContain("Café");
        rows.ShouldContain(page is 858 or 1252 ? "5 €" : "5 E");
    }

    [Fact]
    public void The_store_s_logo_stands_above_everything_and_the_till_s_own_goes_before_it()
    {
        var own = Logo.Read([.. "P4 16 1 "u8, 0xF0, 0x0F]).ShouldNotBeNull();

        Rows(Store(Convert.ToBase64String(picture))).Split('\n')[0].ShouldBe("[gambar / picture 8x2]");
        Rows(Store(Convert.ToBase64String(picture)), own).Split('\n')[0].ShouldBe("[gambar / picture 16x1]");
        Rows(Store("no picture")).ShouldNotContain("gambar");
    }

    [Theory]
    [InlineData(32)]
    [InlineData(48)]
    public void A_Z_report_has_the_store_s_logo_address_tax_number_and_footer(int columns)
    {
        var report = new TillReport(1, default, new(2026, 3, 3), at, at, "Sari", 0, default, 0, default, default, default, default, default, default, default, 0, default, 0, 0, 0,
            default, default, default, default, default, default, null, null, [], [], []);

        var rows = PaperText.Decode(new SlipOnPaper(columns, CodePage.Cp858).Lay(new TillSlip.Report(Store(Convert.ToBase64String(picture)), sari, report)), columns);

        string[] told = ["[gambar / picture 8x2]", "Toko Sasuai", "Jl. Kebon Sirih 1", "NPWP 01.234.567.8-901.000", "LAPORAN Z 1", "Tanda tangan", "Terima kasih"];
        told.Select(part => rows.IndexOf(part, StringComparison.Ordinal)).ShouldBeInOrder();
        told.ShouldAllBe(part => rows.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void A_logo_is_made_small_enough_for_the_paper_and_what_is_no_picture_is_none()
    {
        var large = Logo.Read([.. "P4 600 300\n"u8, .. Enumerable.Repeat((byte)0xFF, 75 * 300)]).ShouldNotBeNull();

        (large.Within(384).Width, large.Within(384).Height).ShouldBe((300, 150));
        (large.Within(576).Width, large.Within(1000).Height).ShouldBe((300, 150));
        large.Within(100).Bits.ToArray()[..12].ShouldAllBe(dots => dots == 0xFF);
        Logo.Read([.. "P4 8 2\n"u8, 1]).ShouldBeNull();
        Logo.Read("P5 8 2\n  "u8.ToArray()).ShouldBeNull();
        Logo.Read("P4 0 2\n  "u8.ToArray()).ShouldBeNull();
        Logo.Read("P4"u8.ToArray()).ShouldBeNull();
        Logo.Read(new byte[Logo.bytesMax + 1]).ShouldBeNull();
    }

    static StoreItem Store(string? logo = null) => TestTill.StoreItem with { Counter = new(Logo: logo) };

    static CompletedSale Sold(StoreItem store) => new(Checkout.Complete(Basket(), Priced(), new OfferedTender[] { new(TenderKind.Card, new(30_000), "APPR 1"), new(TenderKind.Qris, new(16_000), null, TenderState.Unknown) },
        new(100), new(Money.Zero), new(new("JKT01", 2, 1, 7), default, TestTill.Sari, new(2026, 3, 3), at)).Value, store, sari, null);

    static Basket Basket()
    {
        var basket = Sasuai.Sales.Basket.Start(new(Guid.CreateVersion7()));
        basket = basket.Add(Product(1, "Kopi é", 22_200, TestTill.Ppn), Quantity.One).Value;
        basket = basket.Add(Product(2, "Nasi", 20_000, new("PB1", 1_000, OnTop: true)), Quantity.One).Value;
        basket = basket.Add(Product(3, "Koran", 5_000, TaxRate.None), Quantity.One).Value;
        basket = basket.Reduce(3, new ManualDiscount(0, new(1_000), "sobek")).Value;
        basket = basket.Annotate(2, "pedas").Value;
        return basket.Annotate("meja 4");
    }

    static PricedBasket Priced() =>
        BestOffer.Price(Basket(), new([new Promotion(new(Guid.CreateVersion7()), "Kopi hemat", 0, null, TestTill.Product(1), at, null, true, PromotionKind.AmountOff, new(2_200))], TimeZoneInfo.Utc, []), at);

    static SellableProduct Product(int number, string name, long price, TaxRate tax) => new(TestTill.Product(number), name, name, name, "lain", "pcs", Quantity.One, new(price), 1, tax);

    static string Rows(StoreItem store, Logo? logo = null) => PaperText.Decode(new SaleOnPaper(32, CodePage.Cp858, logo: logo).Lay(Sold(store)), 32);
}
