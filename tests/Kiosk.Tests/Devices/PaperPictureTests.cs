using System.Buffers.Binary;
using System.IO.Compression;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Paper;
using Sasuai.Qris;
using Sasuai.Sync;

namespace Sasuai.Tests.Devices;

/// <summary>The paper as a picture: what a reader reads from it, and where its dots are.</summary>
public sealed class PaperPictureTests
{
    readonly EscPos paper = new EscPos(CodePage.Cp858).Begin();

    [Theory]
    [InlineData(ReceiptLayout.Narrow, "QR-Code:BDG01-02-1-000123")]
    [InlineData(ReceiptLayout.Wide, "CODE-128:BDG01-02-1-000123", "QR-Code:BDG01-02-1-000123")]
    public void A_reader_reads_the_receipt_s_number_from_the_picture_of_a_receipt(int columns, params string[] read)
    {
        var receipt = new ReceiptLayout(columns, ReceiptWords.Indonesian, CodePage.Cp858).Lay(AReceipt.OfKopi());

        CodesOnPaper.Read(PaperPicture.Png(receipt, columns)).ShouldBe(read);
    }

    [Theory]
    [InlineData(ReceiptLayout.Narrow)]
    [InlineData(ReceiptLayout.Wide)]
    public void A_reader_reads_a_payment_from_the_picture_of_a_QRIS_slip(int columns)
    {
        var payload = new QrisCode(new QrisMerchant([new("26", "0012ID.CO.SASUAI")], "5411", "SASUAI", "JAKARTA"), new(15_000), "A1B2C3").Text(0);
        var slip = new SlipLayout(columns, CodePage.Cp858).Lay(new(["Toko Sasuai"], "QRIS", [("Jumlah", "15.000")], null, payload));

        CodesOnPaper.Read(PaperPicture.Png(slip, columns)).ShouldBe(["QR-Code:" + payload]);
    }

    [Theory]
    [InlineData(ReceiptLayout.Narrow)]
    [InlineData(ReceiptLayout.Wide)]
    public void A_reader_reads_every_barcode_from_the_picture(int columns)
    {
        paper.Align(Align.Centre).Ean13("8991002101104").Feed(2).Code128("JKT01-02-000123", moduleDots: 1).Feed(2).Code128("0123456789").Feed(2)
            .Bytes([0x1D, 0x6B, 68, 7, .. "4012345"u8]).Feed(2).Bytes([0x1D, 0x6B, 65, 11, .. "03600029145"u8]);

        CodesOnPaper.Read(PaperPicture.Png(paper.Feed(2).Cut().Written, columns))
            .ShouldBe(["CODE-128:0123456789", "CODE-128:JKT01-02-000123", "EAN-13:0036000291452", "EAN-13:8991002101104", "EAN-8:40123455"]);
    }

    [Fact]
    public void Every_first_digit_of_a_barcode_and_every_letter_of_a_CODE128_is_drawn_as_readers_know_it()
    {
        for (var first = 0; first <= 9; first++) paper.Align(Align.Centre).Ean13($"{first}12345678901".AsSpan()).Feed(2);
        string[] letters = ["!\"#$%&'()*+,-./", "0:;<=>?@[\\]^_`{", "ABCDEFGHIJKLMNO", "PQRSTUVWXYZabcd", "efghijklmnopqrs", "tuvwxyz{|}~ 9"];
        foreach (var text in letters) paper.Code128(text).Feed(2);

        var read = CodesOnPaper.Read(PaperPicture.Png(paper.Written, ReceiptLayout.Wide));

        read.Count(code => code.StartsWith("EAN-13:", StringComparison.Ordinal)).ShouldBe(10);
        read.Where(code => code.StartsWith("CODE-128:", StringComparison.Ordinal)).ShouldBe(letters.Select(text => "CODE-128:" + text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_picture_is_as_wide_as_the_print_head_and_letters_stand_where_they_are_printed()
    {
        var narrow = Dots(PaperPicture.Png(paper.Line("I").Align(Align.Right).Line("I").Align(Align.Centre).Size(2, 2).Line("I").Written, ReceiptLayout.Narrow));
        var wide = Dots(PaperPicture.Png("I\n"u8, ReceiptLayout.Wide));

        (narrow.GetLength(1), wide.GetLength(1)).ShouldBe((384, 576));
        Columns(narrow, 0, 30).ShouldBe((2, 7));
        Columns(narrow, 30, 60).ShouldBe((374, 379));
        Columns(narrow, 60, 108).ShouldBe((184, 195));
    }

    [Fact]
    public void Bold_and_double_letters_have_more_ink_and_no_two_letters_look_alike()
    {
        int Ink(EscPos printed) => Dots(PaperPicture.Png(printed.Written, ReceiptLayout.Narrow)).Cast<bool>().Count(dot => dot);
        var plain = Ink(paper.Line("TOTAL"));

        Ink(paper.Begin().Bold(true).Line("TOTAL")).ShouldBeGreaterThan(plain);
        Ink(paper.Begin().Size(2, 2).Line("TOTAL")).ShouldBe(plain * 4);
        Ink(paper.Begin().Underline(true).Line("TOTAL")).ShouldBe(plain + 60);
        var letters = Enumerable.Range('!', '~' - '!' + 1).Select(letter => ((char)letter).ToString()).Concat(["é", "è", "ê", "ë", "ñ", "ç", "Å", "Ö", "É", "€", "£", "°"]);
        letters.Select(letter => Convert.ToBase64String(PaperPicture.Png(paper.Begin().Line(letter).Written, 1))).Distinct().Count().ShouldBe('~' - '!' + 1 + 12);
    }

    [Fact]
    public void A_raster_picture_is_drawn_dot_for_dot_in_the_middle()
    {
        var dots = Dots(PaperPicture.Png(paper.Align(Align.Centre).Raster(16, [0x80, 0x01, 0xFF, 0xFF]).Written, ReceiptLayout.Narrow));

        (dots[0, 184], dots[0, 185], dots[0, 199], dots[0, 200]).ShouldBe((true, false, true, false));
        Columns(dots, 1, 2).ShouldBe((184, 199));
    }

    [Fact]
    public async Task The_command_draws_the_paper_into_a_file_beside_the_text()
    {
        using var folder = Sasuai.Dev.TempFolder.Create("picture");
        await File.WriteAllBytesAsync(folder.File("paper"), paper.Line("Kopi é").Ean13("8991002101104").Feed(3).ToArray(), TestContext.Current.CancellationToken);
        using StringWriter shown = new(), complaints = new();

        (await PaperViewer.Run([folder.File("paper"), "--width", "32", "--png", folder.File("paper.png")], shown, complaints, CancellationToken.None)).ShouldBe(0);
        (await PaperViewer.Run([folder.File("paper"), "--png", folder.File("no/such/folder")], shown, complaints, CancellationToken.None)).ShouldBe(2);

        shown.ToString().ShouldStartWith("Kopi é");
        CodesOnPaper.Read(await File.ReadAllBytesAsync(folder.File("paper.png"), TestContext.Current.CancellationToken)).ShouldBe(["EAN-13:8991002101104"]);
    }

    [Fact]
    public void A_code_that_the_paper_cannot_hold_is_told_and_what_follows_is_printed()
    {
        paper.Qr(new string('x', 2_000), moduleDots: 6, QrCorrection.High30).Qr(new string('x', 500)).Code128(new string('x', 60)).Feed(1).Align(Align.Centre).Ean13("8991002101104");

        CodesOnPaper.Read(PaperPicture.Png(paper.Feed(3).Written, ReceiptLayout.Narrow)).ShouldBe(["EAN-13:8991002101104"]);
    }

    [Fact]
    public void No_noise_on_the_line_stops_it()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var chance = new Random(seed);
            var noise = new byte[chance.Next(200)];
            chance.NextBytes(noise);
            for (var i = 0; i < noise.Length; i += 7) noise[i] = (byte)(0x1B + (seed % 3));

            Should.NotThrow(() => PaperPicture.Png(noise, 32), $"seed {seed}");
        }
    }

    /// <summary>The leftmost and the rightmost black dot between two rows.</summary>
    static (int Left, int Right) Columns(bool[,] dots, int from, int to)
    {
        var black = Enumerable.Range(0, dots.GetLength(1)).Where(x => Enumerable.Range(from, to - from).Any(y => dots[y, x])).ToArray();
        return (black[0], black[^1]);
    }

    /// <summary>Reads the picture back: one bit a dot, no filter.</summary>
    static bool[,] Dots(byte[] png)
    {
        png.AsSpan(0, 8).ToArray().ShouldBe([0x89, .. "PNG"u8, 13, 10, 26, 10]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        var rowBytes = (width + 7) / 8;
        using var data = new ZLibStream(new MemoryStream(png, 41, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33))), CompressionMode.Decompress);
        var (dots, row) = (new bool[height, width], new byte[rowBytes + 1]);
        for (var y = 0; y < height; y++)
        {
            data.ReadExactly(row);
            for (var x = 0; x < width; x++) dots[y, x] = (row[1 + (x / 8)] & 0x80 >> (x % 8)) == 0;
        }
        return dots;
    }
}
