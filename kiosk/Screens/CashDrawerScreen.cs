using Sasuai.Kiosk.Lanes;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Screens;

/// <summary>Money goes into the drawer or out of it without a sale, or the drawer is only opened: what, how much, why.</summary>
public sealed class CashDrawerScreen(Till till) : MoneyScreen(till)
{
    static readonly (Word Name, CashMovementKind? Kind, Word Reason)[] choices =
    [
        (Word.DrawerCashIn, CashMovementKind.CashIn, Word.ReasonFloat), (Word.DrawerCashOut, CashMovementKind.CashOut, Word.ReasonExpense),
        (Word.DrawerDrop, CashMovementKind.SafeDrop, Word.ReasonSafe), (Word.DrawerNoSale, null, Word.ReasonChange),
    ];

    int? choice;
    Money? amount;

    bool IsAmountMissing => choice is { } chosen && choices[chosen].Kind is not null && amount is null;

    public override string Prompt =>
        choice is null ? Say(Word.TillMenuPrompt) : IsAmountMissing ? Say(Word.DrawerAmount) : Say(Word.ApprovalReason);

    public override string Hint =>
        choice is not { } chosen ? Say(Word.DrawerHint) : IsAmountMissing ? Say(Word.DrawerAmountHint) : Say(Word.DrawerReasonHint, Say(choices[chosen].Reason));

    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpDrawer, Word.HelpDrawerSlip, Word.HelpEscape];

    public override void Typed(string text)
    {
        if (choice is null) Choose(text);
        else if (IsAmountMissing) base.Typed(text);
        else Do(text.Trim() is { Length: > 0 } reason ? reason : Say(choices[choice.Value].Reason));
    }

    public override void Back()
    {
        if (amount is not null) amount = null;
        else if (choice is not null) choice = null;
        else Till.GoHome();
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.DrawerTitle), Style.Titles, indent: 1);
        for (var i = 0; i < choices.Length; i++)
            canvas.Put(body, i + 2, $"{i + 1}  {Say(choices[i].Name)}", i == choice ? Style.Strong : choice is null ? Style.Plain : Style.Faint, indent: 3);
        if (amount is { } sum) canvas.Put(body, choices.Length + 3, Show(sum), Style.Strong, indent: 6);
    }

    protected override void Amount(Money amount)
    {
        if (amount.IsZero) Till.Refuse(Refusals.CashNotPositive());
        else this.amount = amount;
    }

    void Choose(string text)
    {
        if (text.Length == 0) Till.GoHome();
        else if (text is [>= '1' and <= '4']) choice = text[0] - '1';
        else Till.Refuse(Word.KeyDeadHere, text);
    }

    void Do(string reason)
    {
        var (name, kind, _) = choices[choice!.Value];
        var sum = amount ?? Money.Zero;
        ApprovalScreen.Do(Till, approval => kind is { } moved ? Till.Lane.MoveCash(moved, sum, reason, approval).Refusal : Till.Lane.OpenDrawer(reason, approval).Refusal,
            () =>
            {
                Till.GoHome();
                Till.Tell(kind is null ? Word.DrawerOpened : Word.DrawerMoved, Say(name), Show(sum));
            }, reason);
    }
}
