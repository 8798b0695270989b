using Sasuai.Loyalty;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// F5, F2: name and phone of the member who is there are put right, then tags and further phones, and what they say about messages. An empty Enter leaves
/// what is; nothing is kept before the last step.
/// </summary>
public sealed class EditMemberScreen(Till till, SaleScreen sale, BasketMember member) : Screen(till)
{
    string? name, phone, entries;

    public override string Prompt => Say(name is null ? Word.EnrolName : phone is null ? Word.EnrolPhone : entries is null ? Word.EditEntries : Word.EnrolConsent);
    public override string Hint => Say(phone is null ? Word.EditMemberHint : entries is null ? Word.EditEntriesHint : Word.EditConsentHint);
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpEditMember, Word.HelpEditEntries, Word.HelpEditConsent, Word.HelpEscape];

    public override void Typed(string text)
    {
        var given = text.Trim();
        if (entries is not null) Do(given);
        else if (phone is not null) TakeEntries(given);
        else if (name is not null) TakePhone(given);
        else if (given.Length > 0 && Enrolment.Name(given) is null) Till.Refuse(Refusals.MemberNameMissing());
        else name = given;
    }

    public override void Back()
    {
        if (entries is not null) entries = null;
        else if (phone is not null) phone = null;
        else if (name is not null) name = null;
        else Till.Go(new MemberScreen(Till, sale));
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.EditMemberTitle), Style.Titles, indent: 1);
        canvas.Put(body, 2, $"{Say(Word.EnrolName),-18} {(name is { Length: > 0 } ? name : member.Name)}", name is null ? Style.Strong : Style.Plain, indent: 1);
        canvas.Put(body, 3, $"{Say(Word.EnrolPhone),-18} {phone}", name is null ? Style.Faint : phone is null ? Style.Strong : Style.Plain, indent: 1);
        canvas.Put(body, 4, $"{Say(Word.EditEntries),-18} {entries}", phone is null ? Style.Faint : entries is null ? Style.Strong : Style.Plain, indent: 1);
        canvas.Put(body, 5, Say(Word.EnrolConsent), entries is null ? Style.Faint : Style.Strong, indent: 1);
        if (Till.Lane.MemberProfile is { } known) canvas.Put(body, 7, string.Join(", ", MemberScreen.Shown(known.Entries)), Style.Faint, indent: 1);
    }

    void TakePhone(string given)
    {
        if (given.Length > 0 && PhoneNumber.Read(given).IsRefused(out var unreadable, out _)) Till.Refuse(unreadable);
        else phone = given;
    }

    void TakeEntries(string given)
    {
        if (EntriesEdit.Decide(given, Till.Lane.MemberProfile?.Entries ?? [], Guid.CreateVersion7).IsRefused(out var wrong, out _)) Till.Refuse(wrong);
        else entries = given;
    }

    void Do(string said)
    {
        if (said is not ("" or "1" or "2" or "3"))
        {
            Till.Refuse(Word.EditConsentHint);
            return;
        }
        var answer = Till.Lane.ChangeMember(name!, phone!, said.Length == 0 ? null : said != "3", said == "2" ? ConsentWay.Signed : ConsentWay.Spoken, entries!);
        if (answer.IsRefused(out var refusal, out var changed))
        {
            Till.Refuse(refusal);
            return;
        }
        Till.Go(sale);
        Till.Tell(Word.EditMemberDone, changed.Name);
    }
}
