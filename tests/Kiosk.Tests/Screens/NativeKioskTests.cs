using System.Diagnostics;
using Sasuai.Dev;
using Sasuai.Kiosk.Paper;
using Sasuai.Sales;

namespace Sasuai.Tests.Screens;

/// <summary>The kiosk as it is shipped, a native program, published without a warning: it sells, prints, refunds, and ends as the other build does.</summary>
public sealed class NativeKioskTests : IDisposable
{
    readonly TestTill shop = new();

    [Fact]
    public async Task The_shipped_program_sells_prints_and_leaves_in_good_order()
    {
        var program = await NativeKiosk.MakeAsync(TestContext.Current.CancellationToken);
        Directory.GetFiles(NativeKiosk.Folder).Select(Path.GetFileName).ShouldAllBe(name => name == "sasuai-kiosk" || name!.EndsWith(".so"), "one folder, and nothing in it that is not needed");
        shop.Database.Dispose();
        var paper = Path.Combine(shop.Folder, "paper.bin");
        await using (var kiosk = await KioskInATerminal.Start(shop.Folder, "Staff number", native: program, settings: ("SASUAI_PRINTER", $"file:{paper}")))
        {
            await kiosk.Type($"{TestTill.Number}\r{TestTill.Pin}\r");
            await kiosk.Shows("Float");
            await kiosk.Type("200000\r");
            await kiosk.Shows("Scan or type");
            await kiosk.Type($"{TestTill.Kopi}\r");
            await kiosk.Press("F5");
            await kiosk.Type($"{TestTill.Card}\r");
            await kiosk.Shows("Budi");
            await kiosk.Press("F4");
            await kiosk.Shows("15.000");
            await kiosk.Press("Escape");
            await kiosk.Press("F12");
            await kiosk.Type($"{TestTill.Roti}\r");
            await kiosk.Shows("TOTAL 18.250");
            await kiosk.Press("F9");
            await kiosk.Shows("TO PAY 18.200");
            await kiosk.Type("20000\r");
            await kiosk.Shows("CHANGE 1.800");
            await kiosk.Shows(_ => File.Exists(paper) && PaperText.Decode(File.ReadAllBytes(paper)).Contains("JKT01-02-1-000001", StringComparison.Ordinal), "print the receipt");

            await kiosk.Signal("TERM");

            (await kiosk.UntilGone()).ShouldBeLessThan(TimeSpan.FromSeconds(3));
            await kiosk.ShellIsBack();
            (kiosk.After, kiosk.ExitCode).ShouldBe((kiosk.Before, "0"));
        }
        shop.SwitchOn();
        shop.Facts().OfType<SaleCompleted>().ShouldHaveSingleItem().Due.ShouldBe(new(18_200));
        shop.Lane.Parked.ShouldHaveSingleItem().Basket.Member!.Name.ShouldBe("Budi");
    }

    [Fact]
    public async Task The_shipped_program_answers_on_the_headless_lane()
    {
        var program = await NativeKiosk.MakeAsync(TestContext.Current.CancellationToken);
        shop.Database.Dispose();
        using var lane = Process.Start(new ProcessStartInfo(program, ["lane", "--data", shop.Folder]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        // The world's phone numbers are data inside the program, which a compiler that leaves out what it does not see used must not leave out.
        foreach (var command in (string[])[$"signin {TestTill.Number} {TestTill.Pin}", "open 100000", $"scan {TestTill.Kopi}", "member +62 812-3456-7890", "pay 20000", "x", "enrol 08O1234567890 - id yes Tamu", "quit"]) await lane.StandardInput.WriteLineAsync(command);
        var answers = (await lane.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await lane.WaitForExitAsync(TestContext.Current.CancellationToken);

        lane.ExitCode.ShouldBe(0);
        answers.Length.ShouldBe(7);
        answers[..^1].ShouldAllBe(answer => answer.Contains("\"ok\":true"));
        answers[3].ShouldContain("Budi");
        answers[^1].ShouldContain("phone-not-readable");
    }

    public void Dispose() => shop.Dispose();
}
