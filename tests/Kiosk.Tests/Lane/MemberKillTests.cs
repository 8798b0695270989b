using System.Diagnostics;
using System.Text.Json;
using Sasuai.Dev;
using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Tests.Lanes;

namespace Sasuai.Tests;

/// <summary>A till that dies while it enrols members and gives rewards: whole enrolments and whole claims, or nothing of them.</summary>
public sealed class MemberKillTests
{
    const int kills = 4, answersAtLeast = 12;

    /// <summary>kill -9 of the real program, each time a little later.</summary>
    [Fact]
    public async Task A_killed_till_has_every_member_and_every_claim_that_it_answered_once()
    {
        using var till = new TestTill().Ready();
        RewardTests.PullRewards(till, left: 10_000);
        for (var i = 0; i < kills; i++)
        {
            var (round, before) = (i, till.Facts());
            till.Database.Dispose();
            var answers = await RunUntilKilled(till.Folder, TimeSpan.FromMilliseconds(9 * i), number =>
                (number % 6) switch { 0 => $"enrol 0813{round}{number:00000} - id yes Sari {number}", 1 => "nomember", 2 => $"member {TestTill.Card}", 3 => "claim 2", 4 => "unclaim 1 tidak jadi", _ => "nomember" });

            till.SwitchOn();
            var facts = till.Facts();
            // One command of the round may have been done without its answer.
            (Count<MemberEnrolled>(facts) - Count<MemberEnrolled>(before)).ShouldBeInRange(answers[0], answers[0] + 1);
            (Count<RewardClaimed>(facts) - Count<RewardClaimed>(before)).ShouldBeInRange(answers[3], answers[3] + 1);
            (Count<RewardClaimCancelled>(facts) - Count<RewardClaimCancelled>(before)).ShouldBeInRange(answers[4], answers[4] + 1);
            Agrees(till.Database, facts);
            // The basket that was left goes on: what was taken in it is given back there.
            till.Lane.SignIn(TestTill.Number, TestTill.Pin).Refusal.ShouldBeNull();
            foreach (var taken in till.Lane.Claimed) till.Lane.CancelClaim(taken.RewardClaimId, "mati lampu").Refusal.ShouldBeNull();
            till.Lane.DetachMember().Refusal.ShouldBeNull();
        }
        Count<RewardClaimed>(till.Facts()).ShouldBe(Count<RewardClaimCancelled>(till.Facts()));
        till.Lane.AttachMember(TestTill.Card).Value.Points.ShouldBe(400);
    }

    [Fact]
    public void A_log_cut_anywhere_shows_whole_enrolments_and_claims_only()
    {
        using var till = new TestTill();
        RewardTests.PullRewards(till);
        till.Ready();
        till.Database.Checkpoint();
        var bare = File.ReadAllBytes(till.Path);
        till.Lane.Enrol(new("Sari", "081399990001", "", "id", MayBeTold: true)).Refusal.ShouldBeNull();
        till.Lane.AttachMember(TestTill.Card).Refusal.ShouldBeNull();
        till.Lane.Claim(RewardTests.Bread).Refusal.ShouldBeNull();
        till.Lane.CancelClaim(till.Lane.Claimed[0].RewardClaimId, "tidak jadi").Refusal.ShouldBeNull();
        till.Lane.Claim(RewardTests.Bread).Refusal.ShouldBeNull();
        till.Lane.VoidBasket("pergi").Refusal.ShouldBeNull();
        var log = File.ReadAllBytes(till.Path + "-wal");
        using var cuts = TempFolder.Create("wal");
        var seen = new SortedSet<int>();

        foreach (var length in Enumerable.Range(0, log.Length / 2_039 + 1).Select(step => step * 2_039).Append(log.Length))
        {
            var cut = Path.Combine(cuts.Path, $"{length}.db");
            File.WriteAllBytes(cut, bare);
            File.WriteAllBytes(cut + "-wal", log[..length]);
            using var after = LocalDatabase.Open(cut, PrintQueue.Schema);
            seen.Add(Agrees(after, after.Read(db => TillSessions.Facts(db, TillSessions.Open(db)!.Id))));
        }
        seen.Count.ShouldBe(6);
    }

    static int Count<T>(IReadOnlyList<object> facts) => facts.OfType<T>().Count();

    /// <summary>Rows, points, stock, basket and paper say what the facts say.</summary>
    static int Agrees(LocalDatabase database, IReadOnlyList<object> facts)
    {
        var (enrolled, claimed, cancelled) = (facts.OfType<MemberEnrolled>().ToArray(), facts.OfType<RewardClaimed>().ToArray(), facts.OfType<RewardClaimCancelled>().ToArray());
        database.Read(db =>
        {
            db.All("select member_id from member where feed = ''", row => row.GetString(0)).ShouldBe(enrolled.Select(fact => fact.MemberId.ToString()), ignoreOrder: true);
            db.Number("select coalesce(sum(points), 0) from member_points_pending").ShouldBe(cancelled.Sum(fact => fact.Points) - claimed.Sum(fact => fact.Points));
            db.Number("select coalesce(sum(change), 0) from reward_stock_pending").ShouldBe(cancelled.Length - claimed.Length);
            db.Number("select count(*) from reward_claim where cancelled_at is null").ShouldBe(claimed.Length - cancelled.Length);
            OpenBasket.Read(db)?.Rewards?.Count.ShouldBe(claimed.Length - cancelled.Length);
            db.Number("select count(*) from print_job where kind = 'receipt'").ShouldBe(claimed.Length + cancelled.Length);
            return true;
        });
        return facts.Count;
    }

    /// <returns>How many of each command of a round were answered with yes.</returns>
    static async Task<int[]> RunUntilKilled(string folder, TimeSpan later, Func<int, string> command)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Repository.KioskProgram, "lane", "--data", folder])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["SASUAI_POLL_SECONDS"] = "3600" }
        })!;
        Ask(program, $"signin {TestTill.Number} {TestTill.Pin}").ShouldBe(true);
        var (answers, kill) = (new int[6], Task.CompletedTask);
        for (var i = 0; Ask(program, command(i)) is { } ok; i++)
        {
            ok.ShouldBeTrue(command(i));
            answers[i % 6]++;
            if (i == answersAtLeast) kill = Task.Run(async () => { await Task.Delay(later); program.Kill(); });
        }
        await kill;
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        return answers;
    }

    static bool? Ask(Process program, string command)
    {
        try
        {
            program.StandardInput.WriteLine(command);
            program.StandardInput.Flush();
            return program.StandardOutput.ReadLine() is { } answer ? JsonDocument.Parse(answer).RootElement.GetProperty("ok").GetBoolean() : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
