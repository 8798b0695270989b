using System.Diagnostics;
using System.Text.Json;
using Sasuai.Dev;
using Sasuai.Kiosk.LocalData;
using Sasuai.Staff;
using Sasuai.Tills;

namespace Sasuai.Tests;

/// <summary>kill -9 of the real program, each time a little later, while money moves as fast as it can; then the same in a training.</summary>
public sealed class DrawerKillTests
{
    const int kills = 4, movesAtLeast = 4;

    [Fact]
    public async Task A_killed_till_has_every_movement_that_it_answered_once_and_its_sum_agrees()
    {
        using var till = new TestTill().Ready(opening: 0);
        var answered = 0;
        for (var i = 0; i < kills; i++)
        {
            till.Database.Dispose();
            answered += await RunUntilKilled(till.Folder, TimeSpan.FromMilliseconds(9 * i), [],
                "cashin 1000 receh", "nosale tukar", $"approve {TestTill.ManagerNumber} {TestTill.ManagerPin} boleh", "nosale tukar", "drop 100 setor");

            till.SwitchOn();
            var session = till.Database.Read(TillSessions.Open)!;
            var facts = till.Facts();
            var moved = facts.OfType<CashMoved>().ToArray();
            // One command of each round may have been done without its answer.
            moved.Length.ShouldBeInRange(answered, answered + i + 1);
            session.Expected.Units.ShouldBe(moved.Sum(each => each.Kind == CashMovementKind.CashIn ? each.Amount.Units : -each.Amount.Units));
            facts.OfType<ApprovalGiven>().Select(given => given.ApprovalId).ShouldBe(facts.OfType<DrawerOpened>().Select(opened => opened.ApprovalId!.Value));
        }
    }

    [Fact]
    public async Task A_program_that_is_killed_in_a_training_starts_with_the_real_basket_and_tells_of_the_training_once()
    {
        using var till = new TestTill().Ready();
        till.Lane.Scan(TestTill.Kopi);
        var basket = till.Lane.State.Basket;
        for (var i = 0; i < 2; i++)
        {
            till.Database.Dispose();
            (await RunUntilKilled(till.Folder, TimeSpan.FromMilliseconds(5 * i), ["training"], $"scan {TestTill.Roti}", "pay 20000")).ShouldBe(0);
            // The next start finds what was left.
            using (var program = Start(till.Folder))
            {
                Ask(program, "state")!.Value.GetProperty("lines").GetInt32().ShouldBe(1);
                program.StandardInput.Close();
                await program.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            till.SwitchOn();
            till.Lane.State.Basket.SaleId.ShouldBe(basket.SaleId);
            till.Lane.State.Till!.Sales.ShouldBe(0);
            till.Facts().OfType<TrainingHeld>().Count().ShouldBe(i + 1);
        }
    }

    /// <returns>How many movements were answered.</returns>
    static async Task<int> RunUntilKilled(string folder, TimeSpan later, string[] first, params string[] round)
    {
        using var program = Start(folder);
        Ask(program, $"signin {TestTill.Number} {TestTill.Pin}")!.Value.GetProperty("ok").GetBoolean().ShouldBeTrue();
        foreach (var command in first) Ask(program, command)!.Value.GetProperty("ok").GetBoolean().ShouldBeTrue();
        var (moves, commands, kill) = (0, 0, Task.CompletedTask);
        for (var i = 0; Ask(program, round[i % round.Length]) is { } answer; i++)
        {
            if (answer.TryGetProperty("kind", out _)) moves++;
            if (++commands == movesAtLeast * 2) kill = Task.Run(async () => { await Task.Delay(later); program.Kill(); });
        }
        await kill;
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        return moves;
    }

    static Process Start(string folder) => Process.Start(new ProcessStartInfo("dotnet", [Repository.KioskProgram, "lane", "--data", folder])
    {
        UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["SASUAI_POLL_SECONDS"] = "3600" }
    })!;

    static JsonElement? Ask(Process program, string command)
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
}
