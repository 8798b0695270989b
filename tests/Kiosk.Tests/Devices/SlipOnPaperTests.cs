using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.Paper;
using Sasuai.Sales;
using Sasuai.Staff;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Tests;

/// <summary>The paper of a movement, a no-sale, an X and a Z report, as a shopkeeper reads it.</summary>
public sealed class SlipOnPaperTests
{
    static readonly DateTimeOffset at = new(2026, 3, 2, 17, 30, 0, TimeSpan.Zero);
    static readonly StaffItem sari = new(TestTill.Sari, "7", "Sari", Role.Cashier, "", true);
    static readonly TillSessionId session = new(TestTill.Store.Value);

    static readonly TillReport report = new(12, session, new(2026, 3, 3), at.AddHours(-8), at, "Sari", 41, new(1_230_000), 1, new(15_000), new(1_215_000), new(1_250_000), new(20_000), new(5_000),
        new(120_405), new(-350), 3, new(46_500), 1, 2, 0, new(200_000), new(50_000), new(20_000), new(500_000), new(444_650), new(444_000),
        new ReceiptNumber("JKT01", 2, 1, 101), new ReceiptNumber("JKT01", 2, 1, 142),
        [new(TenderKind.Cash, 30, new(714_650)), new(TenderKind.Qris, 12, new(500_000))], [new("PPN", 1_200, new(1_003_378), new(120_405))], [new(TestTill.Sari, "Sari", 41, new(1_215_000))]);

    static string[] Lay(TillSlip slip, int columns = 32, string? language = null) =>
        [.. PaperText.Rows(new SlipOnPaper(columns, CodePage.Cp858, language).Lay(slip), columns).Select(row => row.Text)];

    [Fact]
    public void A_movement_says_what_how_much_why_and_who_signs()
    {
        var rows = Lay(new TillSlip.Cash(TestTill.StoreItem, sari, new(default, session, CashMovementKind.CashOut, new(25_000), TestTill.Sari, at, "es batu untuk minuman di kulkas depan")));

        string.Join('\n', rows).ShouldContain("UANG KELUAR");
        rows.ShouldContain("Waktu           03/03/2026 00:30");
        rows.ShouldContain("Kasir                       Sari");
        rows.ShouldContain("Jumlah                    25.000");
        rows.ShouldContain("  es batu untuk minuman di");
        rows.ShouldContain("Tanda tangan ___________________");
    }

    [Fact]
    public void A_no_sale_says_why_in_the_language_of_the_store()
    {
        var rows = Lay(new TillSlip.NoSale(TestTill.StoreItem with { Language = "en" }, sari, new(session, TestTill.Sari, at, "money changed")), 48);

        string.Join('\n', rows).ShouldContain("NO SALE");
        rows.ShouldContain("Reason                             money changed");
    }

    [Theory]
    [InlineData(32)]
    [InlineData(48)]
    public void A_Z_report_says_everything_that_the_session_saw(int columns)
    {
        var rows = Lay(new TillSlip.Report(TestTill.StoreItem, sari, report, "dihitung dua kali"), columns);

        rows.ShouldAllBe(row => row.Length <= columns);
        string[] told =
        [
            "LAPORAN Z 12", "Total penjualan (41) 1.230.000", "Retur (1) 15.000", "Bersih 1.215.000", "oleh kasir 5.000", "PPN 12 % 120.405", "Tunai (30) 714.650", "QRIS (12) 500.000", "Sari (41) 1.215.000",
            "Dibatalkan (3) 46.500", "Buka laci 1", "Cetak ulang 2", "Struk pertama JKT01-02-1-000101", "Modal awal 200.000", "Uang masuk 50.000", "Uang keluar -20.000", "Setor ke brankas -500.000",
            "Seharusnya 444.650", "Dihitung 444.000", "Lebih / kurang -650", "Alasan dihitung dua kali",
        ];
        var all = string.Join(' ', string.Join(' ', rows).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        foreach (var row in told) all.ShouldContain(row);
    }

    [Fact]
    public void A_Z_that_was_printed_before_says_so_and_an_X_for_who_has_yet_to_count_keeps_the_cash_to_itself()
    {
        string.Join(' ', Lay(new TillSlip.Report(TestTill.StoreItem, sari, report, Again: true))).ShouldContain("CETAK ULANG ***");

        var blind = string.Join(' ', Lay(new TillSlip.Report(TestTill.StoreItem, sari, report with { Number = null, Counted = null }, IsBlind: true)));
        blind.ShouldContain("LAPORAN X");
        blind.ShouldNotContain("Seharusnya");
        blind.ShouldNotContain("Tunai");
        blind.ShouldContain("QRIS");
    }
}
