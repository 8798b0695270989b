using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Paper;

namespace Sasuai.Tests.Devices;

public sealed class ReceiptLayoutTests
{
    [Fact]
    public void A_receipt_on_58_mm_paper_reads_in_Indonesian()
    {
        var bytes = new ReceiptLayout(ReceiptLayout.Narrow, ReceiptWords.Indonesian, CodePage.Cp858).Lay(AReceipt.OfKopi());

        PaperText.Decode(bytes, ReceiptLayout.Narrow).ShouldBe("""
              SASUAI BANDUNG
                 Jl. Braga 10, Bandung
               NPWP 01.234.567.8-901.000
            --------------------------------
            No             BDG01-02-1-000123
            Kasir                       Sari
                            22/11/2026 12:05
            --------------------------------
            Kopi Kapal Api Special Mix 10
            sachet isi 24 g
              2 x 15.500              31.000
              Diskon                  -3.100
            Mangga harum manis
              1,25 kg x 32.000        40.000
            --------------------------------
            Subtotal                  71.000
            Total diskon              -3.100
            TOTAL     67.900
            Pembulatan                   100
            Harus dibayar             68.000
            Tunai                    100.000
            Kembali                   32.000
            --------------------------------
            DPP PPN 12 %              61.171
            PPN 12 % (termasuk)        6.729
            --------------------------------
            Member              Budi Santoso
            Poin didapat                  67
            Jumlah poin            1.234.567
            --------------------------------
                      Terima kasih
              Barang dapat ditukar dalam 3
                 hari dengan struk ini
            [QR: BDG01-02-1-000123]


            - - - - - - - - 8< - - - - - - -

            """);
    }

    [Fact]
    public void A_receipt_on_80_mm_paper_reads_in_English()
    {
        var bytes = new ReceiptLayout(ReceiptLayout.Wide, ReceiptWords.English, CodePage.Cp858).Lay(AReceipt.OfKopi());

        PaperText.Decode(bytes, ReceiptLayout.Wide).ShouldBe("""
                      SASUAI BANDUNG
                         Jl. Braga 10, Bandung
                       NPWP 01.234.567.8-901.000
            ------------------------------------------------
            No                             BDG01-02-1-000123
            Cashier                                     Sari
                                           22 Nov 2026 12:05
            ------------------------------------------------
            Kopi Kapal Api Special Mix 10 sachet isi 24 g
              2 x 15.500                              31.000
              Discount                                -3.100
            Mangga harum manis
              1,25 kg x 32.000                        40.000
            ------------------------------------------------
            Subtotal                                  71.000
            Total discount                            -3.100
            TOTAL             67.900
            Rounding                                     100
            To pay                                    68.000
            Tunai                                    100.000
            Change                                    32.000
            ------------------------------------------------
            DPP PPN 12 %                              61.171
            PPN 12 % (termasuk)                        6.729
            ------------------------------------------------
            Member                              Budi Santoso
            Points earned                                 67
            Points now                             1.234.567
            ------------------------------------------------
                              Terima kasih
             Barang dapat ditukar dalam 3 hari dengan struk
                                  ini
            [CODE128: BDG01-02-1-000123]

            [QR: BDG01-02-1-000123]


            - - - - - - - - 8< - - - - - - -

            """);
    }

    [Fact]
    public void The_smallest_receipt_is_these_bytes()
    {
        var receipt = new Receipt
        {
            Header = ["TOKO"], Number = "A-1", Time = AReceipt.Noon, Cashier = "Sari", Lines = [new("Teh é", Quantity.One, new(5_000), new(5_000))],
            Gross = new(5_000), Total = new(5_000), Tenders = [new("Tunai", new(5_000))],
        };

        var bytes = new ReceiptLayout(ReceiptLayout.Narrow, ReceiptWords.Indonesian, CodePage.Cp858).Lay(receipt);

        Convert.ToHexString(bytes).ShouldBeHex("""
            1B401C2E1B74131B61011B45011D2111544F4B4F0A
            1D21001B45001B61002D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D0A
            4E6F202020202020202020202020202020202020202020202020202020412D310A
            4B617369722020202020202020202020202020202020202020202020536172690A
            2020202020202020202020202020202032322F31312F323032362031323A30350A
            2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D0A
            54656820820A
            202031207820352E30303020202020202020202020202020202020352E3030300A
            2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D0A
            1B45011D2111544F54414C202020202020352E3030300A
            1D21001B450054756E616920202020202020202020202020202020202020202020352E3030300A
            2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D2D0A
            1B61011D683C1D77021D48021D6B49057B42412D310A
            1D286B0400314132001D286B03003143061D286B03003145311D286B0600315030412D311D286B03003151300A
            1B61001B64011D564200
            """);
    }

    [Fact]
    public void What_was_taken_off_noted_taxed_on_top_and_paid_has_its_name()
    {
        var receipt = AReceipt.OfKopi() with
        {
            Lines = [new("Kopi", Quantity.Of(2), new(15_500), new(31_000), new(6_000), "pcs", [new("Gajian hemat", new(3_000)), new("Beli 2", new(1_000))], new(1_500), "gula sedikit, panas, dibawa pulang")],
            Gross = new(31_000), Discount = new(6_000), Total = new(27_500), Rounding = default, Change = default, Note = "antar ke meja 4",
            Taxes = [new("DPP PB1 10 %", new(25_000), "PB1 10 %", new(2_500), OnTop: true)],
            Tenders = [new("Kartu", new(20_000), "APPR 771203"), new("QRIS (belum pasti)", new(7_500))],
            Member = new("Budi", 27, 400, 150),
        };

        var rows = PaperText.Decode(new ReceiptLayout(ReceiptLayout.Narrow, ReceiptWords.Indonesian, CodePage.Cp858).Lay(receipt), ReceiptLayout.Narrow);

        rows.ShouldContain("""
            Kopi
              2 pcs x 15.500          31.000
              Gajian hemat            -3.000
              Beli 2                  -1.000
              Diskon kasir            -1.500
              Diskon                    -500
              gula sedikit, panas, dibawa
              pulang
            Catatan: antar ke meja 4
            --------------------------------
            Subtotal                  31.000
            Total diskon              -6.000
            PB1 10 %                   2.500
            TOTAL     27.500
            Kartu                     20.000
              Ref                APPR 771203
            QRIS (belum pasti)         7.500
            --------------------------------
            DPP PB1 10 %              25.000
            --------------------------------
            Member                      Budi
            Poin didapat                  27
            Poin dipakai                -150
            Jumlah poin                  400
            """);
    }

    [Theory]
    [InlineData(32, 437), InlineData(42, 850), InlineData(48, 858), InlineData(24, 1252)]
    public void No_row_is_ever_wider_than_the_paper_and_no_figure_is_cut(int columns, int page)
    {
        var layout = new ReceiptLayout(columns, ReceiptWords.Indonesian, CodePage.Called(page)!);
        for (var seed = 0; seed < 1_000; seed++)
        {
            var receipt = AReceipt.Any(new Random(seed));

            var rows = PaperText.Rows(layout.Lay(receipt));

            rows.ShouldAllBe(row => row.Columns <= columns, $"seed {seed}");
            var digits = string.Concat(rows.Select(row => row.Text.Trim()));
            foreach (var line in receipt.Lines)
                digits.ShouldContain(line.Gross.Grouped(), Case.Sensitive, $"seed {seed}");
            digits.ShouldContain(receipt.Total.Grouped(), Case.Sensitive, $"seed {seed}");
        }
    }

    [Fact]
    public void A_name_cannot_command_the_printer()
    {
        var receipt = AReceipt.OfKopi() with { Cashier = "\u001bp\0\u0019\u00fa" };

        var bytes = new ReceiptLayout(ReceiptLayout.Narrow, ReceiptWords.Indonesian, CodePage.Cp858).Lay(receipt);

        PaperText.Decode(bytes).ShouldNotContain("drawer");
    }

    [Fact]
    public void A_chain_that_counts_in_pence_sees_them_behind_a_comma()
    {
        var bytes = new ReceiptLayout(ReceiptLayout.Narrow, ReceiptWords.English, CodePage.Cp858, decimals: 2).Lay(AReceipt.OfKopi());

        PaperText.Decode(bytes).ShouldContain("1.000,00");
    }

    [Theory]
    [InlineData(0, 0, "0"), InlineData(999, 0, "999"), InlineData(1_000, 0, "1.000"), InlineData(-1_234_567, 0, "-1.234.567"), InlineData(5, 2, "0,05")]
    [InlineData(-123_456, 2, "-1.234,56"), InlineData(100_000, 2, "1.000,00"), InlineData(long.MinValue, 0, "-9.223.372.036.854.775.808")]
    public void Amounts_are_grouped_by_dots(long units, int decimals, string written) =>
        Figures.Grouped(units, decimals, new char[Figures.Longest]).ToString().ShouldBe(written);

    [Theory]
    [InlineData(1_000, "1"), InlineData(250, "0,25"), InlineData(-1_255, "-1,255")]
    public void Quantities_show_only_the_places_they_need(long thousandths, string written) =>
        Figures.Of(new Quantity(thousandths), new char[Figures.Longest]).ToString().ShouldBe(written);

    [Fact]
    public async Task Laying_out_allocates_nothing_but_the_result()
    {
        var layout = new ReceiptLayout(ReceiptLayout.Wide, ReceiptWords.Indonesian, CodePage.Cp858);
        var receipt = AReceipt.OfKopi();
        var result = layout.Lay(receipt).Length;
        const int arrayHeader = 32, roundsMax = 100;

        // The runtime boxes letters until it has compiled its searches for good, which it does aside after some calls.
        var each = long.MaxValue;
        for (var round = 0; round < roundsMax && each > result + arrayHeader; round++)
        {
            each = Each(layout, receipt);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        each.ShouldBeInRange(result, result + arrayHeader);
    }

    static long Each(ReceiptLayout layout, Receipt receipt)
    {
        const int receipts = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < receipts; i++)
            layout.Lay(receipt);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / receipts;
    }
}
