using Sasuai.Kiosk.Lanes;
using Sasuai.Staff;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// Somebody who may allows one act: reason, number or badge, PIN. Who is not here answers a code by telephone: Enter on an empty PIN
/// shows it. Escape goes back step by step, and the act is not done.
/// </summary>
public sealed class ApprovalScreen : Screen
{
    const int pinMax = 8;

    readonly Screen from;
    readonly WantedApproval wanted;
    readonly Func<Approval?, Refusal?> act;
    readonly Action done;
    readonly bool asksReason;
    string? reason, number;
    ApprovalChallenge? challenge;

    ApprovalScreen(Till till, Screen from, WantedApproval wanted, Func<Approval?, Refusal?> act, Action done, string reason) : base(till)
    {
        (this.from, this.wanted, this.act, this.done) = (from, wanted, act, done);
        asksReason = string.IsNullOrWhiteSpace(reason);
        this.reason = asksReason ? null : reason;
    }

    /// <summary>Does the act, and asks for an approval when whoever is signed in may not do it alone.</summary>
    /// <param name="act">Null when it was done.</param>
    /// <param name="done">What follows when it was done; the screen that asked is in front again.</param>
    /// <param name="reason">Why, when that was told already.</param>
    public static void Do(Till till, Func<Approval?, Refusal?> act, Action done, string reason = "")
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(done);
        if (act(null) is not { } refusal) done();
        else if (refusal.Code == Refusals.ApprovalNeeded(default).Code && till.Lane.Wanted is { } wanted) till.Go(new ApprovalScreen(till, till.Current, wanted, act, done, reason));
        else till.Refuse(refusal);
    }

    public override string Prompt => Say(reason is null ? Word.ApprovalReason : challenge is not null ? Word.ApprovalAnswer : number is null ? Word.ApprovalNumber : Word.Pin);

    public override string Hint =>
        Say(reason is null ? Word.ApprovalReasonHint : challenge is not null ? Word.ApprovalAnswerHint : number is null ? Word.ApprovalNumberHint : Word.ApprovalPinHint);

    public override bool IsMasked => number is not null && challenge is null;
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpApproval, Word.HelpTelephone, Word.HelpApprovalOnce, Word.HelpEscape];

    public override void Typed(string text)
    {
        if (reason is null) reason = text.Trim() is { Length: > 0 } told ? told : null;
        else if (challenge is not null) Answered(text);
        else if (Badge.NumberOf(text) is { } badge) number = badge;
        else if (number is null) number = text.Trim() is { Length: > 0 } told ? told : null;
        else if (text.Length == 0) Telephone();
        else Go(Till.Lane.Approve(wanted.Right, wanted.Subject, wanted.Amount, number, text, reason, wanted.BasisPoints));
    }

    /// <summary>A badge stands for the number; what came fast but is no longer than a PIN was typed ahead.</summary>
    public override void Scanned(string code, string before)
    {
        if (reason is not null && challenge is null && Badge.NumberOf(code) is { } badge) number = badge;
        else if (reason is not null && number is null && code.Length <= pinMax) Typed(before + code);
        else if (number is not null && code.Length <= pinMax) Typed(before + code);
        else Till.Refuse(Word.ScanNotHere, number is null ? code : "");
    }

    public override void Back()
    {
        if (challenge is not null) challenge = null;
        else if (number is not null) number = null;
        else if (asksReason && reason is not null) reason = null;
        else Till.Go(from);
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.ApprovalTitle), Style.Titles, indent: 1);
        var rows = new List<(string Name, string Figure)> { (Say(Word.ApprovalAct), RightWords.In(Till.Language, wanted.Right)) };
        if (!wanted.Amount.IsZero) rows.Add((Say(Word.ApprovalAmount), Show(wanted.Amount)));
        if (wanted.BasisPoints > 0) rows.Add((Say(Word.ApprovalPart), Till.Show(new Quantity(wanted.BasisPoints * 10L)) + " %"));
        rows.Add((Say(Word.ApprovalAskedBy), Till.State.Cashier?.Name ?? ""));
        if (reason is not null) rows.Add((Say(Word.ApprovalReason), reason));
        for (var i = 0; i < rows.Count; i++) canvas.Put(body, i + 2, $"{rows[i].Name,-14} {rows[i].Figure}", rows[i].Name == Say(Word.ApprovalAmount) ? Style.Strong : Style.Plain, indent: 3);
        if (challenge is { } asked) Paint(canvas, body.Rows(rows.Count + 3, body.Height), asked);
    }

    void Paint(Canvas canvas, Area area, ApprovalChallenge asked)
    {
        canvas.Put(area, 0, Say(Word.ApprovalReadOut), Style.Titles, indent: 1);
        canvas.Put(area, 2, $"{Say(Word.Terminal),-14} {asked.StoreCode} {asked.Terminal}", indent: 3);
        canvas.Put(area, 3, $"{Say(Word.ApprovalCode),-14} {asked.Spoken}", Style.Strong, indent: 3);
    }

    void Telephone()
    {
        if (Till.Lane.Challenge(wanted.Right, wanted.Subject, wanted.Amount, number!, reason!, wanted.BasisPoints).IsRefused(out var refusal, out var asked))
        {
            number = null;
            Till.Refuse(refusal);
        }
        else challenge = asked;
    }

    void Answered(string digits)
    {
        if (digits.Length > 0) Go(Till.Lane.Answer(digits));
    }

    void Go(Decision<Approval> given)
    {
        if (given.IsRefused(out var refusal, out var approval))
        {
            // A wrong answer may be a slip of the tongue; anything else begins anew.
            if (refusal.Code != LaneRefusals.AnswerWrong(0).Code) (number, challenge) = (null, null);
            Till.Refuse(refusal);
            return;
        }
        var no = act(approval);
        Till.Go(from);
        if (no is not null) Till.Refuse(no);
        else done();
    }
}
