using Sasuai.Loyalty;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>F5, F2: name and phone of the member who is there are put right, one after the other. An empty Enter leaves what is; nothing is kept before the last step.</summary>
public sealed class EditMemberScreen(Till till, SaleScreen sale, BasketMember member) : Screen(till)
{
    string? name;

    public override string Prompt => Say(name is null ? Word.EnrolName : Word.EnrolPhone);
    public override string Hint => Say(Word.EditMemberHint);
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpEditMember, Word.HelpEscape];

    public override void Typed(string text)
    {
        if (name is not null) Do(text.Trim());
        else if (text.Trim().Length > 0 && Enrolment.Name(text) is null) Till.Refuse(Refusals.MemberNameMissing());
        else name = text.Trim();
    }

    public override void Back()
    {
        if (name is null) Till.Go(new MemberScreen(Till, sale));
        else name = null;
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.EditMemberTitle), Style.Titles, indent: 1);
        canvas.Put(body, 2, $"{Say(Word.EnrolName),-18} {(name is { Length: > 0 } ? name : member.Name)}", name is null ? Style.Strong : Style.Plain, indent: 1);
        canvas.Put(body, 3, Say(Word.EnrolPhone), name is null ? Style.Faint : Style.Strong, indent: 1);
    }

    void Do(string phone)
    {
        if (Till.Lane.ChangeMember(name!, phone).IsRefused(out var refusal, out var changed))
        {
            Till.Refuse(refusal);
            return;
        }
        Till.Go(sale);
        Till.Tell(Word.EditMemberDone, changed.Name);
    }
}
