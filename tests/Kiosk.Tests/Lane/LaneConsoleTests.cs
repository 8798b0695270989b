using System.Text.Json;
using Sasuai.Kiosk.Lanes;
using Sasuai.Staff;
using Sasuai.Tests.Lanes;

namespace Sasuai.Tests;

/// <summary>A program drives a whole day of the till by lines of text.</summary>
public sealed class LaneConsoleTests : IDisposable
{
    readonly TestTill till = new();
    readonly LaneConsole console;

    public LaneConsoleTests() => console = new(till.Lane);

    [Fact]
    public void A_day_of_the_drawer_is_told_line_by_line()
    {
        Ok("signin 7 4711");
        Ok("open 200000");
        Ok($"scan {TestTill.Kopi}");
        Ok("pay 20000");
        Ok("cashin 50000 uang receh");
        Ok("drop 100000 setor brankas").GetProperty("kind").GetString().ShouldBe("SafeDrop");
        Ok("x").GetProperty("report").GetProperty("sales").GetInt32().ShouldBe(1);

        Refused("close").ShouldBe("count-first");
        Ok("count 100000x1 50000x1 10000x1 5000x1").GetProperty("fits").GetBoolean().ShouldBeTrue();
        var closed = Ok("close");
        (closed.GetProperty("number").GetInt64(), closed.GetProperty("overShort").GetInt64(), closed.GetProperty("report").GetProperty("expected").GetInt64()).ShouldBe((1, 0, 165_000));
        Ok("z 1").GetProperty("report").GetProperty("number").GetInt64().ShouldBe(1);
        Refused("z 2").ShouldBe("no-such-z");
    }

    [Fact]
    public void An_approval_is_for_the_very_next_command()
    {
        Ok("signin 7 4711");
        Ok("open 0");
        Refused("approve 1 8888 x").ShouldBe("nothing-wanted");
        Refused("nosale tukar uang").ShouldBe("approval-needed");
        Refused("approve 1 1234 boleh").ShouldBe("sign-in-wrong");
        Ok("approve 1 8888 boleh").GetProperty("right").GetString().ShouldBe("NoSale");
        Ok("nosale tukar uang");
        Refused("nosale tukar uang").ShouldBe("approval-needed");
    }

    [Fact]
    public void A_challenge_is_answered_by_telephone()
    {
        Ok("signin 7 4711");
        Ok("open 0");
        Refused("cashout 25000 es batu").ShouldBe("approval-needed");
        var asked = Ok("challenge 1 boleh");
        var challenge = new ApprovalChallenge(asked.GetProperty("store").GetString()!, asked.GetProperty("terminal").GetInt32(), Enum.Parse<Right>(asked.GetProperty("right").GetString()!),
            new(asked.GetProperty("amount").GetInt64()), 0, TestTill.Ani, ApprovalChallenge.Heard(asked.GetProperty("challenge").GetString()!));

        Refused("answer 00000000").ShouldBe("answer-wrong");
        Ok($"answer {challenge.Answer(ApprovalChallenge.StoreKey(TestTill.AniSecret, TestTill.Store))}");
        Ok("cashout 25000 es batu");
    }

    [Fact]
    public void A_training_has_its_own_till()
    {
        Ok("signin 7 4711");
        Ok("open 200000");
        Ok($"scan {TestTill.Kopi}");

        Ok("training");
        Refused("training").ShouldBe("in-training");
        Ok("state").GetProperty("training").GetBoolean().ShouldBeTrue();
        Ok($"scan {TestTill.Roti}");
        Ok("pay 20000").GetProperty("receipt").GetString().ShouldBe("T.JKT01-02-1-000001");
        Ok("endtraining").GetProperty("sales").GetInt32().ShouldBe(1);

        Refused("endtraining").ShouldBe("no-training");
        Ok("state").GetProperty("lines").GetInt32().ShouldBe(1);
        Ok("pay 15000").GetProperty("receipt").GetString().ShouldBe("JKT01-02-1-000001");
    }

    [Fact]
    public void A_member_is_enrolled_found_and_attached_line_by_line()
    {
        Ok("signin 7 4711");
        Ok("open 0");
        Ok("enrol 081399990001 - id yes Sari Dewi").GetProperty("points").GetInt64().ShouldBe(0);
        Refused("enrol 081399990001 - id yes Sari").ShouldBe("member-known");
        Refused("enrol 08139999000a - id yes Sari").ShouldBe("phone-not-readable");
        Refused("enrol 081399990002").ShouldBe("not-readable");

        Ok("members dew").GetProperty("members")[0].GetProperty("phoneEnd").GetString().ShouldBe("0001");
        Ok("nomember");
        Ok("member 0813-9999-0001").GetProperty("member").GetString().ShouldBe("Sari Dewi");
        Ok("offers").GetProperty("offers").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void A_reward_is_claimed_and_given_back_line_by_line()
    {
        RewardTests.PullRewards(till);
        Ok("signin 7 4711");
        Ok("open 0");
        Ok("rewards").GetProperty("rewards")[1].GetProperty("whyNot").GetString().ShouldBe("reward-needs-member");
        Ok($"member {TestTill.Card}");
        Ok("claim 2").GetProperty("pointsLeft").GetInt64().ShouldBe(250);
        Ok("rewards").GetProperty("rewards")[1].GetProperty("left").GetInt64().ShouldBe(1);
        Refused("nomember").ShouldBe("rewards-taken");
        Refused("claim 3").ShouldBe("reward-unknown");
        Refused("unclaim 2 x").ShouldBe("reward-unknown");
        Refused("unclaim 1").ShouldBe("reason-missing");
        Ok("unclaim 1 tidak jadi").GetProperty("lines").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void What_cannot_be_read_is_told()
    {
        Refused("count 100000xtwo").ShouldBe("not-readable");
        Refused("cashin much because").ShouldBe("not-readable");
        Refused("dance").ShouldBe("unknown-command");
    }

    JsonElement Ok(string command)
    {
        var answer = console.Answer(command);
        var told = JsonDocument.Parse(answer).RootElement;
        told.GetProperty("ok").GetBoolean().ShouldBeTrue($"{command}: {answer}");
        return told;
    }

    string Refused(string command)
    {
        var told = JsonDocument.Parse(console.Answer(command)).RootElement;
        told.GetProperty("ok").GetBoolean().ShouldBeFalse(command);
        return told.GetProperty("code").GetString()!;
    }

    public void Dispose() => till.Dispose();
}
