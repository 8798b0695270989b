using System.Text;
using Sasuai.Dev;
using Sasuai.Kiosk.Paper;

namespace Sasuai.Tests;

public sealed class ScannerToWhatsApp
{
    [Fact]
    public async Task One_sale_goes_from_the_gun_to_the_paper_the_report_and_the_member_s_phone()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var chain = await Chain.OpenAsync(more: collector.Settings);
        await using var till = await chain.OpenTillAsync();
        var day = await chain.Office.TodayAtAsync(chain.Terminal.Store);

        // A burst of the gun with an unknown code in its midst, and the power goes before the customer pays.
        await till.ScanAsync(chain.Products[0].Barcode, "20099999999999999999", chain.Products[1].Barcode, chain.Products[8].Barcode);
        await till.Terminal.WaitForAsync("3 baris");
        await till.PowerCutAsync();
        await till.SignInAsync(chain.Cashier);
        var resumed = await till.Terminal.WaitForAsync("3 baris");
        resumed.ShouldContain("TIDAK DIKENAL");
        await till.AttachMemberAsync(chain.NearlyPerak.Phone, "Rina");
        var (due, receipt) = await till.PayAsync(50_000);

        // 3 500 + 3 400 + 10 500 less 10 % is 16 350; half a coin of 100 goes to the customer.
        due.ShouldBe(16_300);
        var bytes = await chain.Printer.WaitForAsync(written => Encoding.ASCII.GetString(written).Contains("\x1dV", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        bytes.AsSpan().IndexOf("\x1bp\0\x19\xfa"u8[..2]).ShouldBeLessThan(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(receipt)), "the drawer opens before the receipt");
        var paper = PaperText.Decode(bytes);
        paper.ShouldContain(receipt);
        paper.ShouldContain("16.300");
        paper.ShouldContain("33.700");

        var report = await chain.Office.WaitForDayAsync(chain.Terminal.Store, day, seen => seen.Sales == 1, TimeSpan.FromSeconds(10));
        (report.Total, report.Due, report.Lines).ShouldBe((16_350, 16_300, 3));
        await chain.DeliveredAsync(1, TimeSpan.FromSeconds(30));
        var message = chain.House.Gateway.Delivered[0];
        message.Number.ShouldBe("6281234567890");
        message.Content.ShouldContain("Rina");
        message.Content.ShouldContain("Perak");

        (await chain.AskAsync<long>("select count(*) from stock_movement")).ShouldBe(3);
        (await chain.AskAsync<decimal>("select sum(quantity) from stock_level")).ShouldBe(-3m);
        (await chain.AskAsync<long>("select lifetime_points from member where card = @card", new { card = chain.NearlyPerak.Card })).ShouldBe(990 + 16);
        (await chain.AskAsync<string>("select payload from fact where type = 'sale-completed'")).ShouldContain("20099999999999999999");
        // Whoever knows the sale finds its whole way: its id is the trace's.
        var sale = await chain.AskAsync<Guid>("select sale_id from sale");
        string[] steps = ["post sale", "publish event", "record message", "send message"];
        await Patience.WaitAsync(() => Task.FromResult(collector.HasMeasure("sasuai.messages.attempts") && steps.All(step => collector.Spans.Contains((sale.ToString("n"), step)))), TimeSpan.FromSeconds(10),
            () => $"The trace of sale {sale:n} has not all of {string.Join(", ", steps)}: {string.Join(", ", collector.Spans)}");
        var log = await File.ReadAllTextAsync(chain.House.Functions.LogFile);
        log.ShouldNotContain(chain.House.Settings.BlastifyKey);
        log.ShouldNotContain("81234567890");
    }
}
