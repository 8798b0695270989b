using Sasuai.Kiosk.LocalData;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>Payments that were not certain when their sale was completed: pick one, say whether the money came, by which number and why.</summary>
public sealed class UnsettledScreen(Till till) : Screen(till)
{
    const int shown = 9;

    IReadOnlyList<UnsettledTender> list = till.Lane.Unsettled;
    UnsettledTender? chosen;
    TenderState? state;
    string? reference;

    public override string Prompt => Say(chosen is null ? Word.TillMenuPrompt : state is null ? Word.SettleState : reference is null ? Word.PartReference : Word.ApprovalReason);
    public override string Hint => Say(chosen is null ? list.Count == 0 ? Word.SettleNone : Word.SettleHint : state is null ? Word.SettleStateHint : Word.SettleReasonHint);
    public override bool ShowsLastAction => chosen is null;
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpSettle, Word.HelpEscape];

    public override void Typed(string text)
    {
        if (chosen is null) Choose(text);
        else if (state is null) state = text switch { "1" => TenderState.Confirmed, "2" => TenderState.Failed, _ => null };
        else if (reference is null && state == TenderState.Confirmed) reference = text.Trim() is { Length: > 0 } told ? told : null;
        else Settle(text.Trim());
    }

    public override void Back()
    {
        if (reference is not null) reference = null;
        else if (state is not null) state = null;
        else if (chosen is not null) chosen = null;
        else Till.GoHome();
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.SettleTitle), Style.Titles, indent: 1);
        if (chosen is { } one) canvas.Put(body, 2, Row(one), Style.Strong, indent: 3);
        else for (var i = 0; i < Math.Min(shown, list.Count); i++) canvas.Put(body, i + 2, $"{i + 1}  {Row(list[i])}", indent: 3);
        if (chosen is not null && state is null)
        {
            canvas.Put(body, 4, Say(Word.SettleCame), indent: 3);
            canvas.Put(body, 5, Say(Word.SettleNever), indent: 3);
        }
        if (reference is not null) canvas.Put(body, 4, reference, indent: 3);
    }

    string Row(UnsettledTender tender) => $"{tender.Receipt} {TenderNames.In(Till.Language, tender.Kind)} {Show(tender.Amount)}";

    void Choose(string text)
    {
        if (text.Length == 0) Till.GoHome();
        else if (text is [>= '1' and <= '9'] && text[0] - '1' < list.Count) chosen = list[text[0] - '1'];
        else Till.Refuse(Word.KeyDeadHere, text);
    }

    void Settle(string reason)
    {
        if (state == TenderState.Failed && reference is null) reference = "-";
        if (Till.Lane.Settle(chosen!, state!.Value, reference!, reason).IsRefused(out var refusal, out var settled)) Till.Refuse(refusal);
        else
        {
            Till.Tell(Word.Settled, Show(settled.Amount));
            (chosen, state, reference, list) = (null, null, null, Till.Lane.Unsettled);
        }
    }
}
