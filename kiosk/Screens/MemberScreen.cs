using Sasuai.Loyalty;
using Sasuai.Kiosk.Lanes;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// F5: whose sale this is, by phone number, card or name, and what is there for them. Anything else that a gun reads here is an item, and
/// is sold. F5 again makes somebody a member, or shows the rewards of the one who is there.
/// </summary>
public sealed class MemberScreen : Screen
{
    readonly SaleScreen sale;
    readonly SearchList<FoundMember> search;
    string unknown = "";

    public MemberScreen(Till till, SaleScreen sale) : base(till)
    {
        this.sale = sale;
        search = new(till, (text, rows) => Till.Lane.SearchMembers(text, rows), Row, member => Take(Till.Lane.AttachMember(member.MemberId)), Word.NoMemberFound);
    }

    public override string Prompt => Say(search.IsOn ? Word.MemberNamePrompt : Word.MemberPrompt);

    public override string Hint =>
        search.IsOn ? Say(Word.SearchHint) : Member is { } member ? Say(Word.MemberNow, member.Name) : Say(unknown.Length > 0 ? Word.MemberEnrolHint : Word.MemberHint);

    public override IReadOnlyList<LiveKey> Keys =>
    [
        Help, new(KeyName.F2, Word.KeyEdit, Edit, Member is null ? Word.WhyNoMember : null), new(KeyName.F3, Word.KeySearch, search.Ask), Member is null ? new(KeyName.F5, Word.KeyEnrol, Enrol) : new(KeyName.F5, Word.KeyRewards, () => Till.Go(new RewardsScreen(Till, sale))),
        new(KeyName.F8, Word.KeyDetach, Detach, Member is null ? Word.WhyNoMember : null)
    ];

    public override IReadOnlyList<Word> HelpLines => [Word.HelpMemberFind, Word.HelpMemberEnrol, Word.HelpEditMember, Word.HelpMemberOffers, Word.HelpEscape];

    BasketMember? Member => Till.State.Basket.Member;

    public override bool Press(Stroke stroke) => search.Press(stroke);
    public override void Tick() => search.Tick();
    public override void Back() => Till.Go(sale);

    public override void Typed(string text)
    {
        if (text.Length == 0) Back();
        else if (Take(Till.Lane.AttachMember(text)) is { } refusal) NotFound(text, refusal);
    }

    public override void Scanned(string code, string before)
    {
        if (Take(Till.Lane.AttachMember(code)) is not { } refusal) return;
        // Indonesian barcodes begin with 899 and so may look like a phone number without its 0; one with it was typed ahead.
        if (Codes.Gtin.IsValid(code) && !(code[0] is '0' or '6' && PhoneNumber.Read(code).Refusal is null))
        {
            Till.Go(sale);
            sale.Scanned(code, "");
        }
        else NotFound(code, refusal);
    }

    public override void Paint(Canvas canvas, Area body)
    {
        if (search.IsOn) search.Paint(canvas, body);
        else if (Member is { } member) Paint(canvas, body, member);
        else sale.Paint(canvas, body);
    }

    /// <summary>What is told of a member who was attached: that there is something for them, too.</summary>
    public static string Told(Till till, BasketMember member)
    {
        ArgumentNullException.ThrowIfNull(till);
        ArgumentNullException.ThrowIfNull(member);
        return till.Lane.OffersForMember.Count is > 0 and var offers ? Words.In(till.Language, Word.MemberAttachedOffers, member.Name, offers) : Words.In(till.Language, Word.MemberAttached, member.Name);
    }

    void Paint(Canvas canvas, Area body, BasketMember member)
    {
        canvas.Put(body, 0, member.Name, Style.Titles, indent: 1);
        var row = 2;
        foreach (var (name, figure) in Known(member)) canvas.Put(body, row++, $"{name,-14} {figure}", Style.Strong, indent: 1);
        canvas.Put(body, ++row, Say(Word.MemberOffersTitle), Style.Titles, indent: 1);
        var offers = Till.Lane.OffersForMember;
        foreach (var offer in offers.Take(Math.Max(0, body.Height - row - 1))) canvas.Put(body, ++row, offer.Name, indent: 3);
        if (offers.Count == 0) canvas.Put(body, ++row, Say(Word.MemberNoOffers), Style.Faint, indent: 3);
    }

    IEnumerable<(string Name, string Figure)> Known(BasketMember member)
    {
        yield return (Say(Word.MemberTier), member.TierName ?? "-");
        yield return (Say(Word.Points), new Money(member.Points).Grouped());
        if (Till.Lane.Spendable is { } here) yield return (Say(Word.MemberSpendable), new Money(here.Points).Grouped() + (here.Asked ? $" ({Say(Word.MemberAsked)})" : ""));
        if (Till.Lane.MemberProfile is { Entries.Count: > 0 } profile) yield return (Say(Word.MemberEntries), string.Join(", ", Shown(profile.Entries)));
        if (!member.StoreCredit.IsZero) yield return (Say(Word.MemberCredit), Show(member.StoreCredit));
        if (!member.AccountLeft.IsZero) yield return (Say(Word.MemberAccount), Show(member.AccountLeft));
    }

    /// <summary>Tags, then phones, each value once; of a phone no more than the end, as everywhere on a screen.</summary>
    public static IEnumerable<string> Shown(IReadOnlyList<ProfileEntry> entries) =>
        entries.OrderByDescending(entry => entry.Kind, StringComparer.Ordinal).ThenBy(entry => entry.Value, StringComparer.OrdinalIgnoreCase)
            .Select(entry => entry.Kind == ProfileFields.phone ? $"..{entry.Value[^4..]}" : entry.Value).Distinct(StringComparer.OrdinalIgnoreCase);

    (string Name, string Figure) Row(FoundMember member) =>
        (member.TierName is { } tier ? $"{member.Name} ({tier})" : member.Name, member.PhoneEnd.Length > 0 ? $"..{member.PhoneEnd}" : "");

    void NotFound(string text, Refusal refusal)
    {
        if (refusal.Code != LaneRefusals.MemberUnknown("").Code) Till.Refuse(refusal);
        else if (search.Takes(text) && Till.Lane.SearchMembers(text, 1).Count > 0) search.Accept(text);
        else
        {
            unknown = text;
            Till.Refuse(search.Takes(text) ? Say(Word.NoMemberFound, text) : Words.In(Till.Language, refusal));
        }
    }

    Refusal? Take(Decision<BasketMember> attached)
    {
        if (attached.IsRefused(out var refusal, out var member)) return refusal;
        Till.Go(sale);
        Till.Done(Told(Till, member), () => Till.Lane.DetachMember().Refusal);
        return null;
    }

    void Edit() => Till.Go(new EditMemberScreen(Till, sale, Member!));

    /// <summary>What was typed and nobody has, is the new member's.</summary>
    void Enrol() => Till.Go(unknown.Length > 0 && char.IsLetter(unknown[0]) ? new EnrolScreen(Till, sale, name: unknown) : new EnrolScreen(Till, sale, unknown));

    void Detach()
    {
        if (Till.Lane.DetachMember().IsRefused(out var refusal, out _))
        {
            Till.Refuse(refusal);
            return;
        }
        Till.Go(sale);
        Till.Tell(Word.MemberDetached);
    }
}
