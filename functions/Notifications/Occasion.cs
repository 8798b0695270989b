using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>What people are told of: by which text, with which words besides everybody's, for how long it is worth sending, and to whom.</summary>
/// <param name="Key">Of its text.</param>
/// <param name="WorthSending">From when it happened.</param>
/// <param name="Words">Placeholders that only its texts may have.</param>
sealed record Occasion(string Key, TimeSpan WorthSending, params string[] Words)
{
    /// <summary>A text of a day's close, and of what is short, for the managers of a store.</summary>
    public const string DayClose = "day-close", LowStock = "low-stock";

    /// <summary>A campaign may last so long; its own end comes before.</summary>
    public static readonly TimeSpan CampaignMost = TimeSpan.FromDays(90);

    static readonly TimeSpan week = TimeSpan.FromDays(7), day = TimeSpan.FromDays(1);

    static readonly Dictionary<string, Occasion> known = new[]
    {
        new Occasion(Templates.tierReached, week),
        new Occasion(MemberOccasion.Welcome, week),
        // Congratulations come on the day.
        new Occasion(MemberOccasion.Birthday, day) { NeedsYes = true },
        new Occasion(MemberOccasion.Absence, week) { NeedsYes = true },
        new Occasion(MemberOccasion.RewardReady, week, "reward"),
        new Occasion(MemberOccasion.PointsLapsing, week, "date"),
        // A member may buy more often than one wants to hear of points.
        new Occasion(MemberOccasion.Receipt, day, "link", "total") { NeedsYes = true, IsCapped = false, MustHave = ["name", "link", "ref"] },
        new Occasion(MemberOccasion.Promotion, CampaignMost) { NeedsYes = true, Rank = 1 },
        new Occasion(DayClose, day, "date", "sales", "total") { ToStaff = true, MustHave = ["ref"] },
        new Occasion(LowStock, day, "items") { ToStaff = true, MustHave = ["items", "ref"] },
    }.ToDictionary(occasion => occasion.Key, StringComparer.Ordinal);

    /// <summary>Only to who said yes to messages: it speaks for the shop, or is a comfort. The others go to everybody who did not say no (joining is the consent to hear of one's own membership).</summary>
    public bool NeedsYes { get; init; }

    /// <summary>What goes first when several wait: the lower.</summary>
    public int Rank { get; init; }

    /// <summary>Whether it counts against what a member gets at the most, and waits for that.</summary>
    public bool IsCapped { get; init; } = true;

    /// <summary>It goes to people of the store and not to members.</summary>
    public bool ToStaff { get; init; }

    /// <summary>Placeholders that each of its texts must have: the name and the reference keep two texts from being the same.</summary>
    public IReadOnlyList<string> MustHave { get; init; } = TemplateCheck.Required;

    /// <summary>Keys whose messages count against the member's cap.</summary>
    public static string[] Capped { get; } = [.. known.Values.Where(occasion => occasion is { IsCapped: true, ToStaff: false }).Select(occasion => occasion.Key)];

    /// <summary>Null for a key that nothing is told by.</summary>
    public static Occasion? Of(string key) => known.GetValueOrDefault(key);
}
