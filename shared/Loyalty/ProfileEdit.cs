namespace Sasuai.Loyalty;

/// <summary>Something of a member was put right at a counter, with or without a network. Each field is an edit of its own.</summary>
/// <param name="Name">Null when it stays.</param>
/// <param name="Phone">E.164, such as +6281234567890; null when it stays.</param>
/// <param name="MayBeTold">What the member said about messages at this moment, and in <paramref name="ConsentWay"/>; null when nothing.</param>
/// <param name="Added">Tags and further phones; null for none.</param>
/// <param name="Removed">The additions that are gone, by their ids; null for none.</param>
public sealed record MemberChanged(
    MemberId MemberId, StaffId CashierId, DateTimeOffset ChangedAt, string? Name = null, string? Phone = null, bool? MayBeTold = null, ConsentWay? ConsentWay = null,
    IReadOnlyList<ProfileEntry>? Added = null, IReadOnlyList<Guid>? Removed = null);

/// <summary>Fields of a member that are edited at several places, by their names in feeds and books.</summary>
public static class ProfileFields
{
    public const string name = "name";
    public const string phone = "phone";
    public const string language = "language";
    public const string tag = "tag";

    /// <summary>Known to the office alone; as 1990-12-31.</summary>
    public const string birthday = "birthday";
}

/// <summary>Decides whether a member can be called so, and reached so. Whether somebody else has the number is asked where the members are.</summary>
public static class ProfileEdit
{
    /// <summary>Refused with a name of no letter, with a number that cannot be one, and when nothing would be another than before.</summary>
    /// <param name="name">As typed; empty when it stays.</param>
    /// <param name="phone">As typed; empty when it stays.</param>
    /// <param name="knownName">As it is now.</param>
    /// <param name="knownPhone">In digits, as it is now; null for none.</param>
    /// <param name="entries">What shall be added and removed; null for nothing.</param>
    /// <param name="mayBeTold">What the member said about messages; null when nothing. It is a word of its own even when it is the same as before.</param>
    public static Decision<MemberChanged> Decide(
        MemberId member, string name, string phone, string knownName, string? knownPhone, StaffId cashier, DateTimeOffset at, bool? mayBeTold = null, ConsentWay? way = null,
        EntriesEdit? entries = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(phone);
        var (newName, newPhone) = ((string?)null, (string?)null);
        if (name.Trim().Length > 0)
        {
            if (Enrolment.Name(name) is not { } good) return Refusals.MemberNameMissing();
            newName = good == knownName ? null : good;
        }
        if (phone.Trim().Length > 0)
        {
            if (PhoneNumber.Read(phone.Trim()).IsRefused(out var refusal, out var number)) return refusal;
            newPhone = number.Digits == knownPhone ? null : "+" + number.Digits;
        }
        var (added, removed) = (entries?.Added is { Count: > 0 } some ? some : null, entries?.Removed is { Count: > 0 } gone ? gone : null);
        if (newName is null && newPhone is null && mayBeTold is null && added is null && removed is null) return Refusals.MemberUnchanged();
        return new MemberChanged(member, cashier, at, newName, newPhone, mayBeTold, mayBeTold is null ? null : way, added, removed);
    }
}
