using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Paper;

namespace Sasuai.Tests.Devices;

public sealed class PaperTextTests
{
    readonly EscPos paper = new EscPos(CodePage.Cp1252).Begin();

    [Fact]
    public void Codes_the_drawer_and_the_cut_are_told_in_words()
    {
        paper.DrawerPulse().Line("Kopi é 5 €").Qr("https://sasuai.id/s/é").Code128("AB{12").Code128("0123456789").Ean13("4006381333931")
            .Raster(16, new byte[2 * 5]).Feed(1).Cut();

        PaperText.Decode(paper.Written).ShouldBe("""
            [laci terbuka / drawer opens]
            Kopi é 5 €
            [QR: https://sasuai.id/s/é]
            [CODE128: AB{12]
            [CODE128: 0123456789]
            [EAN13: 4006381333931]
            [gambar / picture 16x5]

            - - - - - - - - 8< - - - - - - -

            """);
    }

    [Fact]
    public void The_real_time_drawer_pulse_is_a_drawer_too() => PaperText.Decode([0x10, 0x14, 1, 0, 1]).ShouldBe("[laci terbuka / drawer opens]\n");

    [Fact]
    public void Rows_stand_where_they_stand_on_paper()
    {
        paper.Align(Align.Centre).Line("tengah").Align(Align.Right).Line("kanan").Align(Align.Left).Line("kiri");

        PaperText.Decode(paper.Written, 20).ShouldBe("       tengah\n               kanan\nkiri\n");
    }

    [Fact]
    public void Text_beyond_the_edge_goes_on_in_the_next_row_as_the_printer_does() =>
        PaperText.Decode("abcdefgh\n"u8, 5).ShouldBe("abcde\nfgh\n");

    [Fact]
    public void A_letter_of_double_width_takes_two_columns()
    {
        paper.Size(2, 1).Line("AB").Size(1, 1).Line("C");

        PaperText.Rows(paper.Written).ShouldBe([new PaperRow("AB", 4), new PaperRow("C", 1)]);
    }

    [Fact]
    public void Bytes_that_nobody_knows_are_shown_and_not_lost() =>
        PaperText.Decode([0x1B, 0xEE, (byte)'a', 0x07, 0x1B, 0x74, 99, 0x80, (byte)'b', (byte)'\n', 0x1D, 0x6B, 73]).ShouldBe("[1B EE]a[07][80]b\n[1D 6B 49]\n");

    [Fact]
    public void However_the_bytes_are_cut_the_text_is_the_same()
    {
        var bytes = new ReceiptLayout(ReceiptLayout.Narrow, ReceiptWords.Indonesian, CodePage.Cp858).Lay(AReceipt.OfKopi());
        var rows = new List<PaperRow>();
        var text = new PaperText(rows.Add);

        foreach (var b in bytes)
            text.Feed([b]);
        text.End();

        rows.ShouldBe(PaperText.Rows(bytes));
    }

    [Fact]
    public void No_noise_on_the_line_stops_it()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var chance = new Random(seed);
            var noise = new byte[chance.Next(200)];
            chance.NextBytes(noise);
            for (var i = 0; i < noise.Length; i += 7)
                noise[i] = (byte)(0x1B + (seed % 3));

            Should.NotThrow(() => PaperText.Decode(noise, 32));
        }
    }
}
