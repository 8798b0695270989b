using System.Globalization;
using Sasuai.Dev;
using Sasuai.Kiosk.Devices;

namespace Sasuai.Benchmarks;

/// <summary>A receipt to bytes, against receiptline 4.0.4 (npm) on the same receipt: 30 items, discounts, tax, QR, cut. Both warm, both alone on one thread, in one run.</summary>
static class PaperBench
{
    const int items = 30, ours = 20_000;

    // It is given the same rows as text and makes ESC/POS of them, as its users do.
    const string script = """
        const { transform } = require('receiptline');
        const doc = require('fs').readFileSync(0, 'utf8');
        const printer = { cpl: 48, encoding: 'cp858', upsideDown: false, spacing: false, cutting: true, command: 'escpos' };
        for (let i = 0; i < 100; i++) transform(doc, printer);
        const since = process.hrtime.bigint();
        const rounds = 500;
        let bytes = 0;
        for (let i = 0; i < rounds; i++) bytes += transform(doc, printer).length;
        console.log(rounds / (Number(process.hrtime.bigint() - since) / 1e9), bytes / rounds);
        """;

    public static async IAsyncEnumerable<Figure> Run()
    {
        var receipt = Receipt();
        var layout = new ReceiptLayout(48, ReceiptWords.Indonesian, CodePage.Cp858);
        for (var i = 0; i < ours; i++) layout.Lay(receipt);
        var time = Readings.Milliseconds(() => { for (var i = 0; i < ours; i++) layout.Lay(receipt); });
        yield return new("receipt of 30 items to bytes", "a second", ours / time * 1_000, "receiptline", await Rival(receipt), 50, AtLeast: true);
    }

    static async Task<double> Rival(Receipt receipt)
    {
        using var folder = TempFolder.Create("bench-receiptline");
        await ShortCommand.OutputAsync("npm", ["install", "--prefix", folder.Path, "--no-audit", "--no-fund", "--loglevel", "error", "receiptline@4.0.4"], folder: folder.Path);
        await File.WriteAllTextAsync(folder.File("bench.js"), script);
        var said = await ShortCommand.OutputAsync("node", [folder.File("bench.js")], Document(receipt), folder.Path);
        return double.Parse(said.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    static string Document(Receipt receipt)
    {
        var rows = new List<string> { $"^^{receipt.Header[0]}", receipt.Header[1], $"NPWP {receipt.Npwp}", "-", $"No | {receipt.Number}", $"Kasir | {receipt.Cashier}", "| 22/11/2026 12:05", "-" };
        foreach (var line in receipt.Lines)
        {
            rows.Add($"{line.Name} |");
            rows.Add($"  {line.Quantity} pcs x {line.UnitPrice.Grouped()} | {line.Gross.Grouped()}");
            if (!line.Discount.IsZero) rows.Add($"  Diskon | -{line.Discount.Grouped()}");
        }
        rows.AddRange(["-", $"Subtotal | {receipt.Gross.Grouped()}", $"Total diskon | -{receipt.Discount.Grouped()}", $"^^TOTAL | ^^{receipt.Total.Grouped()}", $"Tunai | {receipt.Tenders[0].Given.Grouped()}",
            $"Kembali | {receipt.Change.Grouped()}", "-", $"{receipt.Taxes[0].BaseName} | {receipt.Taxes[0].Base.Grouped()}", $"{receipt.Taxes[0].Name} | {receipt.Taxes[0].Tax.Grouped()}", "-", receipt.Footer[0],
            $"{{code:{receipt.Number};option:code128,2,60,hri}}", $"{{code:{receipt.Number};option:qrcode,3,l}}", "="]);
        return string.Join('\n', rows);
    }

    static Receipt Receipt() => new()
    {
        Header = ["SASUAI BANDUNG", "Jl. Braga 10, Bandung"], Npwp = "01.234.567.8-901.000", Number = "BDG01-02-1-000123", Time = new(2026, 11, 22, 12, 5, 0, TimeSpan.FromHours(7)), Cashier = "Sari",
        Lines = [.. Enumerable.Range(1, items).Select(i => new ReceiptLine($"Kopi Kapal Api Special Mix No. {i}", Quantity.Of(2), new(15_500), new(31_000), new(i % 5 == 0 ? 3_100 : 0), "pcs"))],
        Gross = new(930_000), Discount = new(18_600), Total = new(911_400), Taxes = [new("DPP PPN 12 %", new(821_081), "PPN 12 % (termasuk)", new(90_319))], Tenders = [new("Tunai", new(1_000_000))], Change = new(88_600), Footer = ["Terima kasih"]
    };
}
