namespace Sasuai.Functions.Notifications;

/// <summary>The states of a notification, as they stand in its row (MESSAGING 3.5).</summary>
static class MessageStates
{
    public static readonly string[] All =
        ["pending", "sending", "accepted", "sent", "delivered", "read", "retry", "failed", "held", "uncertain", "parked", "suppressed"];

    /// <summary>Those from which a person may send again; the others are under way, done, or not to be sent.</summary>
    public static readonly string[] Resendable = ["failed", "parked", "uncertain", "held"];

    /// <summary>Those that have not left and still may.</summary>
    public static readonly string[] Waiting = ["pending", "retry", "held"];

    /// <summary>Those that a person may stop: what has not left, and what nobody is certain of, so that it is not sent once more.</summary>
    public static readonly string[] Cancellable = ["pending", "retry", "held", "parked", "uncertain"];
}
