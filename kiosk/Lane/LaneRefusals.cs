namespace Sasuai.Kiosk.Lanes;

/// <summary>Every "no" of the lane that the shared rules do not know; screens translate each by its code.</summary>
public static class LaneRefusals
{
    public static Refusal NotReady() => new("terminal-not-ready", "This terminal has not received its store yet.");
    public static Refusal SignInFirst() => new("sign-in-first", "Sign in first.");
    public static Refusal SignInWrong() => new("sign-in-wrong", "Number or PIN is not right.", "pin");
    public static Refusal SignInPaused(int seconds) => new("sign-in-paused", $"Too many wrong tries: wait {seconds} seconds.", "pin");
    public static Refusal TillSessionOpen() => new("till-session-open", "A till session is open already.", "tillSession");
    public static Refusal ReasonMissing() => new("reason-missing", "A reason is needed.", "reason");
    public static Refusal ProductUnknown() => new("product-unknown", "This product is not in the catalogue.", "product");
    public static Refusal MemberUnknown(string text) => new("member-unknown", $"Nobody has the phone or card '{text}'.", "member");
    public static Refusal NothingToUndo() => new("nothing-to-undo", "There is no voided line to bring back.", "line");
    public static Refusal CodeTooLong(int limit) => new("code-too-long", $"A code has {limit} characters at the most.", "code");
    public static Refusal MayNotApprove(string name) => new("may-not-approve", $"{name} may not allow this either.", "approval");
    public static Refusal OtherApproval() => new("other-approval", "This approval was given for something else.", "approval");
    public static Refusal AmountTooLarge(Money limit) => new("amount-too-large", $"More than {limit.Grouped()} is a mistyped amount.", "amount");
}
