using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.Paper;
using Sasuai.Sync;
using Sasuai.Tests.Devices;

namespace Sasuai.Tests.Lanes;

/// <summary>Labels that a shopper reads and a gun too.</summary>
public sealed class ShelfLabelTests : IDisposable
{
    const string carton = TestTill.KopiCarton, small = "96385074", mango = "MGG-1";

    readonly TestTill shop = new();

    public ShelfLabelTests()
    {
        shop.Pull(TestTill.CatalogueFeed,
            TestTill.ProductRow(new(TestTill.Product(7), "PERMEN", "Permen jahe", "permen", "pcs", TestTill.Ppn, true, [new(small, Quantity.One)])),
            TestTill.ProductRow(new(TestTill.Product(8), mango, "Mangga harum manis", "buah", "kg", TestTill.Ppn, true, [], Weighed: true)));
        shop.Pull(TestTill.PriceFeed, TestTill.Price(TestTill.Product(7), 1, 1_500, "2026-01-01"), TestTill.Price(TestTill.Product(8), 1, 32_000, "2026-01-01"));
        shop.Lane.SignIn(TestTill.Number, TestTill.Pin).Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData(32, TestTill.Kopi, "EAN-13:8991002101104")]
    [InlineData(48, TestTill.Kopi, "EAN-13:8991002101104")]
    [InlineData(32, "KOPI-01", "EAN-13:8991002101104")]
    [InlineData(32, carton, "CODE-128:18991002101101")]
    [InlineData(32, small, "EAN-8:96385074")]
    [InlineData(48, mango, "CODE-128:MGG-1")]
    public void A_reader_reads_the_product_s_code_from_its_label(int columns, string asked, string read) =>
        CodesOnPaper.Read(PaperPicture.Png(Lay(shop.Lane.PrintLabel(asked).Value, columns), columns)).ShouldBe([read]);

    [Fact]
    public void A_label_has_name_price_code_and_day_for_58_mm_and_for_80()
    {
        var label = shop.Lane.PrintLabel(TestTill.Kopi).Value;

        PaperText.Decode(Lay(label, 32), 32).ShouldBe("""
            Kopi Susu Gula Aren 220ml
            Rp 15.000 /pcs
            [EAN13: 8991002101104]

            KOPI-01               03/03/2026

            - - - - - - - - 8< - - - - - - -

            """);
        PaperText.Decode(Lay(label, 48, copies: 3), 48).Split("KOPI-01").Length.ShouldBe(4);
    }

    [Fact]
    public void A_carton_tells_what_one_piece_costs_and_goods_by_weight_the_kilogram()
    {
        var box = shop.Lane.PrintLabel(carton).Value;

        (box.Price, box.Unit, box.UnitPrice).ShouldBe(("Rp 360.000", "24 pcs", "Rp 15.000 /pcs"));
        PaperText.Decode(Lay(box, 32), 32).ShouldContain("                  Rp 15.000 /pcs");
        (shop.Lane.PrintLabel(mango).Value is { Price: "Rp 32.000", Unit: "kg", UnitPrice: null }).ShouldBeTrue();
    }

    [Fact]
    public void What_has_no_price_is_refused_and_what_is_printed_waits_for_the_printer_in_one_job()
    {
        shop.Lane.PrintLabel(TestTill.Unpriced).Refusal.ShouldNotBeNull().Code.ShouldBe("no-price");
        shop.Lane.PrintLabel("apa ini").Refusal.ShouldNotBeNull().Code.ShouldBe("product-unknown");
        shop.Lane.PrintLabel(TestTill.Kopi, 101).Refusal.ShouldNotBeNull().Code.ShouldBe("labels-wrong");
        Jobs.ShouldBe(0);

        new LaneConsole(shop.Lane).Answer($"label {TestTill.Kopi} 2").ShouldBe("""{"ok":true,"name":"Kopi Susu Gula Aren 220ml","price":"Rp 15.000","barcode":"8991002101104"}""");

        Jobs.ShouldBe(1);
        shop.Facts().ShouldBeEmpty();
    }

    [Fact]
    public void However_long_the_name_and_the_code_no_row_is_wider_than_the_paper()
    {
        var label = new ShelfLabel(string.Join(' ', Enumerable.Repeat("Kecap manis", 20)), "Rp 99.999.999.999.999", new('k', 20), new('9', 40), new('X', 80), new('S', 60), new(2026, 3, 3));

        foreach (var columns in new[] { 32, 48 }) PaperText.Rows(Lay(label, columns), columns).ShouldAllBe(row => row.Columns <= columns);
    }

    long Jobs => shop.Database.Read(db => db.Number("select count(*) from print_job"));

    byte[] Lay(ShelfLabel label, int columns, int copies = 1) =>
        new SlipOnPaper(columns, CodePage.Cp858).Lay(new TillSlip.Labels(TestTill.StoreItem, shop.Lane.State.Cashier!, label, copies));

    public void Dispose() => shop.Dispose();
}
