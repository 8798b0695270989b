using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>The one challenge that waits for its answer. It ends when it is answered, after ten minutes, and after three wrong answers, which make everybody wait.</summary>
sealed class ApprovalByTelephone(TimeProvider time)
{
    const int triesMax = 3;
    static readonly TimeSpan life = TimeSpan.FromMinutes(10), pause = TimeSpan.FromSeconds(60);

    (ApprovalChallenge Challenge, byte[] Key, ApprovalGiven Given)? waiting;
    int wrongTries;
    DateTimeOffset pausedUntil;

    /// <param name="given">What the answer will be worth; the moment in it is when it was asked.</param>
    public Decision<ApprovalChallenge> Ask(ApprovalChallenge challenge, StaffItem approver, ApprovalGiven given)
    {
        var now = time.GetUtcNow();
        if (now < pausedUntil) return LaneRefusals.AnswerPaused(Seconds(pausedUntil - now));
        if (approver.ApprovalKey is not { } key) return LaneRefusals.NoApprovalKey(approver.Name);
        (waiting, wrongTries) = ((challenge, Convert.FromBase64String(key), given), 0);
        return challenge;
    }

    public Decision<ApprovalGiven> Take(string answer)
    {
        var now = time.GetUtcNow();
        if (now < pausedUntil) return LaneRefusals.AnswerPaused(Seconds(pausedUntil - now));
        if (waiting is not { } asked || now - asked.Given.ApprovedAt > life) return LaneRefusals.NoChallenge();
        if (asked.Challenge.IsAnsweredBy(answer, asked.Key))
        {
            waiting = null;
            return asked.Given;
        }
        if (++wrongTries < triesMax) return LaneRefusals.AnswerWrong(triesMax - wrongTries);
        (waiting, pausedUntil) = (null, now + pause);
        return LaneRefusals.AnswerPaused(Seconds(pause));
    }

    static int Seconds(TimeSpan left) => (int)Math.Ceiling(left.TotalSeconds);
}
