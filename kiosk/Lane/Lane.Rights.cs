using Sasuai.Kiosk.LocalData;
using Sasuai.Staff;

namespace Sasuai.Kiosk.Lanes;

/// <summary>An approval that was given at this till: good for one act, by the one who asked, up to the money that was shown. The act records it.</summary>
public sealed record Approval(ApprovalGiven Given);

public sealed partial class Lane
{
    /// <summary>Null when whoever is signed in may do it alone; else the refusal that asks for somebody who may.</summary>
    public Refusal? Asks(Right right, Money amount, int basisPoints = 0)
    {
        lock (door) return cashier is null ? LaneRefusals.SignInFirst() : Rights.Refused(RightsTable, cashier.Role, right, amount, basisPoints);
    }

    /// <summary>Somebody who may allows one act with number and PIN, while the cashier stays signed in.</summary>
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

    IReadOnlyList<RoleRights>? RightsTable => Rules.Store?.Counter?.Rights;

    /// <summary>Whether the act may be done now: alone (no approval), or with an approval for exactly this. An approval for something else is refused.</summary>
    Decision<ApprovalGiven?> Allowed(Right right, Guid subject, Money amount, Approval? approval, int basisPoints = 0)
    {
        if (Asks(right, amount, basisPoints) is not { } refusal) return default(ApprovalGiven);
        if (approval?.Given is not { } given) return refusal;
        return given.Right == right && given.Subject == subject && given.Amount >= amount && given.AskedBy == cashier!.StaffId ? given : LaneRefusals.OtherApproval();
    }

    /// <summary>Records the approval in the transaction of its act. Its id is the fact's, so that a second use fails as a whole.</summary>
    ApprovalId? Use(Db db, ApprovalGiven? given)
    {
        if (given is not null) changes.Append(db, given.ApprovalId.Value, given, Money.Zero);
        return given?.ApprovalId;
    }
}
