using System.Security.Cryptography;
using Sasuai.Kiosk.LocalData;
using Sasuai.Staff;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>An approval that was given at this till: good for one act, by the one who asked, up to the money that was shown. The act records it.</summary>
public sealed record Approval(ApprovalGiven Given);

/// <summary>What an act lacked when it was refused: with this, somebody who may can be asked.</summary>
/// <param name="Subject">The sale, refund or till session it is about.</param>
/// <param name="Amount">The money to be shown to the approver.</param>
/// <param name="BasisPoints">For a discount, its part of the price.</param>
public sealed record WantedApproval(Right Right, Guid Subject, Money Amount, int BasisPoints);

public sealed partial class Lane
{
    /// <summary>An approval that was not used for so long is worth nothing.</summary>
    public static readonly TimeSpan ApprovalLife = TimeSpan.FromMinutes(10);

    WantedApproval? wanted;

    /// <summary>What the act that was refused last with approval-needed lacked; null when none was.</summary>
    public WantedApproval? Wanted
    {
        get
        {
            lock (door) return wanted;
        }
    }

    /// <summary>Null when whoever is signed in may do it alone; else the refusal that asks for somebody who may.</summary>
    public Refusal? Asks(Right right, Money amount, int basisPoints = 0)
    {
        lock (door) return cashier is null ? LaneRefusals.SignInFirst() : Rights.Refused(RightsTable, cashier.Role, right, amount, basisPoints);
    }

    /// <summary>Somebody who may allows one act with number (or badge) and PIN, while the cashier stays signed in.</summary>
    /// <param name="subject">The sale, refund or till session it is about.</param>
    /// <param name="amount">The money that the approver was shown.</param>
    public Decision<Approval> Approve(Right right, Guid subject, Money amount, string number, string pin, string reason, int basisPoints = 0)
    {
        lock (door)
        {
            if (cashier is null) return LaneRefusals.SignInFirst();
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (pins.Check(Rules.Staff, number, pin).IsRefused(out var refusal, out var approver)) return refusal;
            if (Rights.Refused(RightsTable, approver.Role, right, amount, basisPoints) is not null) return LaneRefusals.MayNotApprove(approver.Name);
            return new Approval(new(new(Guid.CreateVersion7(Now)), right, subject, amount, cashier.StaffId, approver.StaffId, ApprovalWay.Pin, Now, reason.Trim()));
        }
    }

    /// <summary>
    /// Asks somebody who may and is elsewhere: the code is told on the telephone with the act and the amount, and
    /// <see cref="Answer"/> takes what comes back. Needs no network. A new challenge ends the one before.
    /// </summary>
    public Decision<ApprovalChallenge> Challenge(Right right, Guid subject, Money amount, string number, string reason, int basisPoints = 0)
    {
        lock (door)
        {
            if (cashier is null) return LaneRefusals.SignInFirst();
            if (Rules.Store is not { } store || Rules.Terminal is not { } terminal) return LaneRefusals.NotReady();
            if (string.IsNullOrWhiteSpace(reason)) return LaneRefusals.ReasonMissing();
            if (Person(number) is not { } approver) return LaneRefusals.ApproverUnknown(number);
            if (Rights.Refused(RightsTable, approver.Role, right, amount, basisPoints) is not null) return LaneRefusals.MayNotApprove(approver.Name);
            var challenge = ApprovalChallenge.Make(store.Code, terminal.Number, right, amount, basisPoints, approver.StaffId, RandomNumberGenerator.GetBytes(ApprovalChallenge.chanceBytes));
            return telephone.Ask(challenge, approver, new(default, right, subject, amount, cashier.StaffId, approver.StaffId, ApprovalWay.Challenge, Now, reason.Trim()));
        }
    }

    /// <summary>The answer to the last challenge, as it was read out on the telephone.</summary>
    public Decision<Approval> Answer(string digits)
    {
        lock (door)
        {
            if (cashier is null) return LaneRefusals.SignInFirst();
            if (telephone.Take(digits).IsRefused(out var refusal, out var given)) return refusal;
            return new Approval(given with { ApprovalId = new(Guid.CreateVersion7(Now)), ApprovedAt = Now });
        }
    }

    IReadOnlyList<RoleRights>? RightsTable => Rules.Store?.Counter?.Rights;

    StaffItem? Person(string number) => PinPad.Person(Rules.Staff, number);

    /// <summary>Whether the act may be done now: alone (no approval), or with an approval for exactly this. An approval for something else is refused.</summary>
    Decision<ApprovalGiven?> Allowed(Right right, Guid subject, Money amount, Approval? approval, int basisPoints = 0)
    {
        if (Asks(right, amount, basisPoints) is not { } refusal) return default(ApprovalGiven);
        wanted = new(right, subject, amount, basisPoints);
        if (approval?.Given is not { } given) return refusal;
        if (given.Right != right || given.Subject != subject || given.Amount < amount || given.AskedBy != cashier!.StaffId) return LaneRefusals.OtherApproval();
        if (Now - given.ApprovedAt > ApprovalLife || database.Read(db => ChangeQueue.Knows(db, given.ApprovalId.Value))) return LaneRefusals.ApprovalOver();
        wanted = null;
        return given;
    }

    /// <summary>Records the approval in the transaction of its act. Its id is the fact's, so that a second use fails as a whole.</summary>
    ApprovalId? Use(Db db, ApprovalGiven? given)
    {
        if (given is not null) changes.Append(db, given.ApprovalId.Value, given, Money.Zero);
        return given?.ApprovalId;
    }
}
