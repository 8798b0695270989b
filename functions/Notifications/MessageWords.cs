namespace Sasuai.Functions.Notifications;

/// <summary>Why a message stands where it stands, as a sentence for the person who looks after it.</summary>
static class MessageWords
{
    /// <param name="state">One of <see cref="MessageStates.All"/>.</param>
    /// <param name="reason">As the row has it; what nobody translated is told as it is.</param>
    public static string Why(string state, string? reason) => (state, reason) switch
    {
        ("suppressed", "cancelled") => "A person cancelled it.",
        ("suppressed", "opted_out") => "The member does not want messages.",
        ("suppressed", "no_consent") => "The member has not said yes to messages of this kind.",
        ("suppressed", "came_again") => "The member has bought again meanwhile.",
        ("suppressed", "first_message") => "The member never got a message, and the first holds no address to click on.",
        ("failed", "link") => "This server has no address or no key for receipts.",
        ("suppressed", "nothing_lapses") => "The member has bought again meanwhile, or has no points that could lapse.",
        ("suppressed", "campaign_over") => "The campaign has ended, or was stopped.",
        ("suppressed", "reward_gone") => "The reward is not there any more, or the member has no longer the points for it.",
        ("suppressed", "no_phone") => "The member has no phone number.",
        ("suppressed", "unsupported_number") => "The gateway does not take this member's number.",
        ("suppressed", "member_inactive" or "member_unknown") => "The member is not active, or not known.",
        ("suppressed", "stale") => "It came too late to be worth sending.",
        ("suppressed", "tier_reverted") => "The member does not hold the tier any more.",
        ("suppressed", "superseded") => "The member has a higher tier already, which has a message of its own.",
        ("pending" or "retry", "quiet_hours") => "It waits for the hours in which the store sends messages.",
        ("pending" or "retry", "capped") => "The member got as many messages as one may get; it waits until the next one may leave.",
        ("pending", null) => "It waits for its turn.",
        ("retry", "resent") => "A person has it sent again.",
        ("retry", _) => $"The gateway did not take it ({reason}); it is tried again.",
        ("sending", _) => "It is under way.",
        ("held", _) => $"The gateway refuses the chain's key ({reason}); it leaves when the key is mended.",
        ("uncertain", "needs-a-person") => "Nobody knows whether it was sent, and the gateway cannot be asked: a person decides to send it again or to cancel it.",
        ("uncertain", _) => $"Nobody knows whether it was sent ({reason}).",
        ("failed", "template") => "Its template cannot be filled.",
        ("failed", _) => $"The gateway will never take it ({reason}).",
        ("parked", _) => $"It was tried as often as it is tried ({reason}).",
        _ => reason ?? "It is with the gateway."
    };
}
