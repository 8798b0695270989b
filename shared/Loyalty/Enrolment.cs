namespace Sasuai.Loyalty;

/// <summary>What somebody tells at the counter who wants to become a member.</summary>
/// <param name="Phone">As it was typed; empty when only a card is given.</param>
/// <param name="Card">As it was read; empty for none.</param>
/// <param name="Language">id or en.</param>
public sealed record AskedMember(string Name, string Phone, string Card, string Language, bool MayBeTold, ConsentWay ConsentWay = ConsentWay.Spoken);

/// <summary>Decides whether somebody can become a member. Whether they are one already is asked where the members are.</summary>
public static class Enrolment
{
    /// <summary>Characters of a name, and of a card, at the most.</summary>
    public const int nameMaxLength = 120, cardMaxLength = 64;

    /// <summary>A name as it is kept, with single blanks; null for one without a letter, too long, or with what no keyboard types.</summary>
    public static string? Name(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length > nameMaxLength || !name.Any(char.IsLetter) || name.Any(char.IsControl) ? null : name;
    }

    /// <summary>Refused without a name of at least one letter, with a phone number that cannot be one, and without both phone and card.</summary>
    public static Decision<MemberEnrolled> Decide(AskedMember asked, MemberId id, StaffId cashier, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var card = asked.Card.Trim();
        if (Name(asked.Name) is not { } name) return Refusals.MemberNameMissing();
        if (card.Length > cardMaxLength || card.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter))) return Refusals.MemberCardWrong();
        if (asked.Phone.Trim().Length == 0) return card.Length == 0 ? Refusals.MemberUnreachable() : Enrolled(null);
        if (PhoneNumber.Read(asked.Phone.Trim()).IsRefused(out var refusal, out var phone)) return refusal;
        return Enrolled("+" + phone.Digits);

        MemberEnrolled Enrolled(string? phone) =>
            new(id, name, phone, card.Length == 0 ? null : card, asked.MayBeTold, cashier, at, asked.Language == "en" ? "en" : "id", asked.ConsentWay);
    }
}
