using System.Text.Json.Serialization;

namespace Sasuai.Staff;

/// <summary>How an approver proved who they are.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApprovalWay>))]
public enum ApprovalWay
{
    /// <summary>The approver typed their PIN at this till.</summary>
    Pin,

    /// <summary>The approver was elsewhere and answered this till's challenge code, without a network.</summary>
    Challenge
}

/// <summary>Somebody who may allowed one act of somebody who may not, once: bound to approver, act, amount and what it is about.</summary>
/// <param name="Subject">The sale, refund or till session it is about.</param>
/// <param name="Amount">The money that was shown to the approver; the act may be about this much at the most.</param>
public sealed record ApprovalGiven(
    ApprovalId ApprovalId, Right Right, Guid Subject, Money Amount, StaffId AskedBy, StaffId ApprovedBy, ApprovalWay Way, DateTimeOffset ApprovedAt, string Reason);

/// <summary>A training began and ended at a terminal: nothing that was sold in it is a sale.</summary>
public sealed record TrainingHeld(StaffId CashierId, DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Sales);
