using System.Diagnostics;
using System.Text.Json;
using Sasuai.Dev;
using Sasuai.Kiosk.Lanes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;

namespace Sasuai.Tests;

public sealed class KillTests
{
    const int kills = 6, salesAtLeast = 3;

    /// <summary>kill -9 of the real program, each time a little later, while it sells as fast as it can.</summary>
    [Fact]
    public async Task A_killed_till_has_lost_nothing_that_it_answered_and_goes_on_with_the_same_basket()
    {
        using var till = new TestTill();
        till.Database.Dispose();
        var sold = new List<string>();
        for (var i = 0; i < kills; i++)
        {
            var (answered, scanned) = await SellUntilKilled(till.Folder, sold.Count + salesAtLeast, TimeSpan.FromMilliseconds(7 * i), sold);

            till.SwitchOn();
            var numbers = till.Database.Read(db => db.All("select receipt_number from sale order by receipt_number", row => row.GetString(0)));
            numbers.ShouldBe(Enumerable.Range(1, numbers.Count).Select(number => new ReceiptNumber("JKT01", 2, 1, number).ToString()));
            // One command may have been done without its answer.
            numbers.Take(answered.Count).ShouldBe(answered);
            numbers.Count.ShouldBeInRange(answered.Count, answered.Count + 1);
            var inBasket = till.Lane.State.Basket.Lines.Sum(line => line.Quantity.Amount);
            if (numbers.Count == answered.Count) inBasket.ShouldBeInRange(scanned, scanned + 1);
            else inBasket.ShouldBe(0);
            till.Database.Read(db => db.Number("select count(*) from change where type = 'sale-completed'")).ShouldBe(numbers.Count);
            sold = numbers;
            till.Database.Dispose();
        }
        sold.Count.ShouldBeGreaterThanOrEqualTo(kills * salesAtLeast);
        till.SwitchOn();
    }

    static async Task<(List<string> Receipts, decimal Scanned)> SellUntilKilled(string folder, int sales, TimeSpan later, List<string> before)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Repository.KioskProgram, "lane", "--data", folder])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["SASUAI_POLL_SECONDS"] = "3600" }
        })!;
        var (receipts, scanned) = (new List<string>(before), 0m);
        JsonElement? Ask(string command)
        {
            try
            {
                program.StandardInput.WriteLine(command);
                program.StandardInput.Flush();
                return program.StandardOutput.ReadLine() is { } answer ? JsonDocument.Parse(answer).RootElement : null;
            }
            catch (IOException)
            {
                return null;
            }
        }
        Ask($"signin {TestTill.Number} {TestTill.Pin}")!.Value.GetProperty("ok").GetBoolean().ShouldBeTrue();
        Ask("open 0");
        var state = Ask("state")!.Value;
        state.GetProperty("tillOpen").GetBoolean().ShouldBeTrue();
        scanned = state.GetProperty("total").GetInt64() / 15_000m;
        var kill = Task.CompletedTask;
        while (true)
        {
            if (Ask($"scan {TestTill.Kopi}") is null) break;
            scanned++;
            if (Ask($"scan {TestTill.Kopi}") is null) break;
            scanned++;
            if (Ask("pay 1000000") is not { } paid) break;
            receipts.Add(paid.GetProperty("receipt").GetString()!);
            scanned = 0;
            if (receipts.Count == sales) kill = Task.Run(async () => { await Task.Delay(later); program.Kill(); });
        }
        await kill;
        await program.WaitForExitAsync();
        return (receipts, scanned);
    }
}
