using System.Globalization;
using Sasuai.Functions.Notifications.Gateways;
using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>A notification whose time has come, with all that decides about it as it stands at this moment.</summary>
public sealed class DueNotification
{
    public Guid NotificationId { get; init; }
    public ChainId ChainId { get; init; }
    public StoreId StoreId { get; init; }
    public Guid? SaleId { get; init; }
    public Guid EventId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Attempts { get; init; }
    public int Generation { get; init; }
    public string ClientRef { get; init; } = "";
    public bool Stale { get; init; }
    public string? MemberName { get; init; }
    public string? Phone { get; init; }
    public bool MemberActive { get; init; }
    public string? Language { get; init; }
    public long Points { get; init; }
    /// <summary>Whether it tells of a tier.</summary>
    public bool OfTier { get; init; }
    public string? TierName { get; init; }
    /// <summary>What it is about, when it is about a reward.</summary>
    public string? RewardName { get; init; }
    /// <summary>Whether the member can still have that reward.</summary>
    public bool RewardHeld { get; init; }
    public string TemplateKey { get; init; } = "";
    /// <summary>Whether the member bought after it was said that they had not for long.</summary>
    public bool CameAgain { get; init; }
    public long? TierFrom { get; init; }
    public long? MemberTierFrom { get; init; }
    /// <summary>Whether the campaign that it belongs to has ended, or was stopped.</summary>
    public bool CampaignOver { get; init; }
    /// <summary>A number that it goes to, and to no member.</summary>
    public string? ToPhone { get; init; }
    public string? StoreName { get; init; }
    public string? TimeZone { get; init; }
    public string? Opens { get; init; }
    public string? Closes { get; init; }
    public string? Consent { get; init; }
    public DateTimeOffset? CappedUntil { get; init; }
    public string? Template { get; init; }
    /// <summary>Whether the text is of this message alone and none of the templates.</summary>
    public bool OwnText { get; init; }
    /// <summary>Whether its text stands without placeholders.</summary>
    public bool Literal { get; init; }
    /// <summary>Whether the member never got anything.</summary>
    public bool First { get; init; }
    /// <summary>When the member's points lapse; null when they do not.</summary>
    public string? LapseDate { get; init; }
    public Money? SaleDue { get; init; }
    public string Currency { get; init; } = "";
    public int Decimals { get; init; }
    public int? TemplateVersion { get; init; }

    /// <summary>
    /// Whether it may leave now. Everything is asked here, at the last moment, and not when it was recorded: a member may have withdrawn,
    /// moved or lost the tier since. Joining the programme is the consent to hear of one's own tier, until it is withdrawn.
    /// </summary>
    /// <param name="settings">With the hours of a store that has no rule of its own.</param>
    /// <param name="takes">Whether the gateway sends to such a number.</param>
    public SendDecision Decide(DateTimeOffset now, MessageSettings settings, Func<PhoneNumber, bool> takes)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(takes);
        if (ToPhone is not null)
            return Stale ? new SendDecision.Suppress("stale") : Write(ToPhone, settings, takes);
        if (MemberName is null || StoreName is null || TimeZone is null)
            return new SendDecision.Suppress("member_unknown");
        if (!MemberActive)
            return new SendDecision.Suppress("member_inactive");
        if (Consent == "withdrawn")
            return new SendDecision.Suppress("opted_out");
        if (Consent is null && Occasion.Of(TemplateKey) is { NeedsYes: true })
            return new SendDecision.Suppress("no_consent");
        if (string.IsNullOrWhiteSpace(Phone))
            return new SendDecision.Suppress("no_phone");
        if (Reads(Phone, takes) is null)
            return new SendDecision.Suppress("unsupported_number");
        if (Stale)
            return new SendDecision.Suppress("stale");
        if (OfTier && (TierFrom is not { } tier || MemberTierFrom is not { } held || held != tier))
            return new SendDecision.Suppress(MemberTierFrom > TierFrom ? "superseded" : "tier_reverted");
        if (TemplateKey == MemberOccasion.Absence && CameAgain)
            return new SendDecision.Suppress("came_again");
        if (TemplateKey == MemberOccasion.RewardReady && !RewardHeld)
            return new SendDecision.Suppress("reward_gone");
        if (TemplateKey == MemberOccasion.Promotion && CampaignOver)
            return new SendDecision.Suppress("campaign_over");
        if (TemplateKey == MemberOccasion.PointsLapsing && (CameAgain || Points <= 0 || LapseDate is null))
            return new SendDecision.Suppress("nothing_lapses");
        // Etiquette (MESSAGING 1): who never heard of us gets no address to click on.
        if (TemplateKey == MemberOccasion.Receipt && First)
            return new SendDecision.Suppress("first_message");
        if (CappedUntil is { } free)
            return new SendDecision.Defer(free, "capped");
        if (HoursHere(settings.Hours)?.QuietUntil(now, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)) is { } opening)
            return new SendDecision.Defer(opening, "quiet_hours");
        return Write(Phone, settings, takes);
    }

    SendDecision Write(string phone, MessageSettings settings, Func<PhoneNumber, bool> takes)
    {
        var link = SaleId is { } sale && TemplateKey == MemberOccasion.Receipt ? settings.Receipts.Of(sale) : "";
        if (link is null)
            return new SendDecision.Fail("link");
        var words = new TemplateWords(MemberName ?? "", TierName ?? "", Points, StoreName ?? "", ClientRef, RewardName ?? "", SaleDue is { } due ? MoneyText.Of(due, Currency, Decimals) : "", link, LapseDate ?? "");
        return Reads(phone, takes) is not { } number ? new SendDecision.Fail("number")
            : Template is null || (Literal ? Template : Templates.Render(Template, words, Culture())) is not { } text ? new SendDecision.Fail("template")
            : new SendDecision.Send(new OutgoingText(number, text, ClientRef, TemplateKey, Language == "en" ? "en" : "id", OwnText ? [text] : Templates.Values(Template, words, Culture())));
    }

    static PhoneNumber? Reads(string phone, Func<PhoneNumber, bool> takes) => PhoneNumber.Read(phone).IsRefused(out _, out var number) || !takes(number) ? null : number;

    OpenHours? HoursHere(OpenHours? otherwise) =>
        Opens is null || Closes is null ? otherwise
            : new OpenHours(TimeOnly.Parse(Opens, CultureInfo.InvariantCulture), TimeOnly.Parse(Closes, CultureInfo.InvariantCulture));

    CultureInfo Culture() => CultureInfo.GetCultureInfo(Language == "en" ? "en-ID" : "id-ID");
}

/// <summary>What becomes of a due notification.</summary>
public abstract record SendDecision
{
    public sealed record Send(OutgoingText Message) : SendDecision;

    /// <summary>It is quiet at the store, or the member had enough for now; it is asked again then.</summary>
    public sealed record Defer(DateTimeOffset Until, string Why) : SendDecision;

    /// <summary>It will not be sent, and the reason is kept.</summary>
    public sealed record Suppress(string Reason) : SendDecision;

    /// <summary>It cannot be sent as it is: a person must mend something.</summary>
    public sealed record Fail(string Reason) : SendDecision;
}
