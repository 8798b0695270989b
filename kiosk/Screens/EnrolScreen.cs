using Sasuai.Kiosk.Lanes;
using Sasuai.Loyalty;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// F5 twice: somebody becomes a member, step by step: phone, name, card, language, and whether they may be sent messages. Who is a member
/// already is offered instead. Nothing is kept before the last step; Escape goes back one.
/// </summary>
public sealed class EnrolScreen : Screen
{
    const int phone = 0, name = 1, card = 2, language = 3, consent = 4;

    static readonly (Word Name, Word Hint)[] steps =
    [
        (Word.EnrolPhone, Word.EnrolPhoneHint), (Word.EnrolName, Word.EnrolNameHint), (Word.EnrolCard, Word.EnrolCardHint),
        (Word.EnrolLanguage, Word.EnrolLanguageHint), (Word.EnrolConsent, Word.EnrolConsentHint)
    ];

    readonly SaleScreen sale;
    readonly string[] given = ["", "", "", "", ""];
    readonly string proposed;
    int step;
    FoundMember? known;

    /// <param name="number">The phone number that nobody had.</param>
    /// <param name="name">The name that nobody had.</param>
    public EnrolScreen(Till till, SaleScreen sale, string number = "", string name = "") : base(till)
    {
        (this.sale, proposed) = (sale, name);
        if (PhoneNumber.Read(number).Refusal is null) (given[phone], step) = (number, EnrolScreen.name);
    }

    public override string Prompt => known is null ? Say(steps[step].Name) : Say(Word.EnrolKnown, known.Name);
    public override string Hint => known is not null ? Say(Word.EnrolKnownHint) : step == name && proposed.Length > 0 ? Say(Word.EnrolNameProposed, proposed) : Say(steps[step].Hint);
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpEnrol, Word.HelpEnrolKnown, Word.HelpEnrolConsent, Word.HelpEscape];

    public override void Typed(string text)
    {
        if (known is { } member) Attach(member);
        else Take(text.Trim());
    }

    /// <summary>A card is scanned where it is asked for; a number that was typed ahead is taken as one.</summary>
    public override void Scanned(string code, string before)
    {
        if (known is null && (step == card || (step == phone && PhoneNumber.Read(before + code).Refusal is null))) Take(before + code);
        else Till.Refuse(Word.ScanNotHere, code);
    }

    public override void Back()
    {
        if (known is not null) known = null;
        else if (step == 0) Till.Go(new MemberScreen(Till, sale));
        else step--;
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.EnrolTitle), Style.Titles, indent: 1);
        for (var i = 0; i < steps.Length; i++)
            canvas.Put(body, i + 2, $"{Say(steps[i].Name),-18} {(i < step ? Shown(i) : "")}", i == step ? Style.Strong : i < step ? Style.Plain : Style.Faint, indent: 1);
        if (known is { } member) canvas.Put(body, steps.Length + 3, $"{member.Name} {member.TierName} ..{member.PhoneEnd}", Style.Told, indent: 1);
    }

    string Shown(int at) => given[at].Length == 0 ? "-" : given[at];

    void Take(string text)
    {
        switch (step)
        {
            case phone when text.Length > 0 && PhoneNumber.Read(text).IsRefused(out var unreadable, out _): Till.Refuse(unreadable); break;
            case phone or card when text.Length > 0 && Till.Lane.FindMember(text) is { } member: known = member; break;
            case card when text.Length == 0 && given[phone].Length == 0: Till.Refuse(Refusals.MemberUnreachable()); break;
            case name when text.Length == 0 && proposed.Length > 0: Next(proposed); break;
            case name when !text.Any(char.IsLetter): Till.Refuse(Refusals.MemberNameMissing()); break;
            case language: Choose(text, "id", "en"); break;
            case consent: Consent(text); break;
            default: Next(text); break;
        }
    }

    void Next(string text) => given[step++] = text;

    void Choose(string text, string first, string second)
    {
        if (text is "" or "1") Next(first);
        else if (text == "2") Next(second);
        else Till.Refuse(Word.KeyDeadHere, text);
    }

    /// <summary>Nobody agrees by an empty Enter.</summary>
    void Consent(string text)
    {
        if (text is not ("1" or "2" or "3"))
        {
            Till.Refuse(Word.EnrolConsentHint);
            return;
        }
        var asked = new AskedMember(given[name], given[phone], given[card], given[language], text != "3", text == "2" ? ConsentWay.Signed : ConsentWay.Spoken);
        if (Till.Lane.Enrol(asked).IsRefused(out var refusal, out var member))
        {
            Till.Refuse(refusal);
            return;
        }
        Till.Go(sale);
        Till.Tell(Word.EnrolDone, member.Name);
    }

    void Attach(FoundMember member)
    {
        if (Till.Lane.AttachMember(member.MemberId).IsRefused(out var refusal, out var attached)) Till.Refuse(refusal);
        else
        {
            Till.Go(sale);
            Till.Done(MemberScreen.Told(Till, attached), () => Till.Lane.DetachMember().Refusal);
        }
    }
}
