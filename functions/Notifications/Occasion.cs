using Sasuai.Messages;

namespace Sasuai.Functions.Notifications;

/// <summary>What members are told of: by which text, with which words besides everybody's, for how long it is worth sending, and to whom.</summary>
/// <param name="Key">Of its text.</param>
/// <param name="Words">Placeholders that only its texts may have.</param>
/// <param name="NeedsYes">Only to who said yes to messages: it speaks for the shop and not of what the member has. The others go to everybody who did not say no (joining is the consent to hear of one's own membership).</param>
/// <param name="Rank">What goes first when several wait: the lower.</param>
sealed record Occasion(string Key, string[] Words, TimeSpan WorthSending, bool NeedsYes = false, int Rank = 0)
{
    static readonly TimeSpan week = TimeSpan.FromDays(7), day = TimeSpan.FromDays(1);

    /// <summary>A campaign may last so long; its own end comes before.</summary>
    public static readonly TimeSpan CampaignMost = TimeSpan.FromDays(90);

    static readonly Dictionary<string, Occasion> known = new[]
    {
        new Occasion(Templates.tierReached, [], week),
        new Occasion(MemberOccasion.Welcome, [], week),
        // Congratulations come on the day.
        new Occasion(MemberOccasion.Birthday, [], day, NeedsYes: true),
        new Occasion(MemberOccasion.Absence, [], week, NeedsYes: true),
        new Occasion(MemberOccasion.RewardReady, ["reward"], week),
        new Occasion(MemberOccasion.Promotion, [], CampaignMost, NeedsYes: true, Rank: 1),
    }.ToDictionary(occasion => occasion.Key, StringComparer.Ordinal);

    /// <summary>Null for a key that nothing is told by.</summary>
    public static Occasion? Of(string key) => known.GetValueOrDefault(key);
}
