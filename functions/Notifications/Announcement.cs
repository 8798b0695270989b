using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sasuai.Messages;
using Sasuai.Sync;

namespace Sasuai.Functions.Notifications;

/// <summary>An event of the shops that a member is told of, whichever it was.</summary>
/// <param name="TemplateKey">Which text tells it.</param>
/// <param name="Key">What makes it the same message, however often and under whatever event id it comes.</param>
/// <param name="SubjectId">What it is about, such as the reward; null where there is no such thing.</param>
/// <param name="RoutingKey">By which it came.</param>
sealed record Announcement(
    Guid EventId, DateTimeOffset OccurredAt, ChainId ChainId, StoreId StoreId, MemberId MemberId, TierId? TierId, Guid? SaleId, string TemplateKey, string Key, string RoutingKey, Guid? SubjectId = null)
{
    const int knownVersion = 1;

    /// <summary>From when on it is worth nothing.</summary>
    public DateTimeOffset ExpiresAt => OccurredAt + Occasion.Of(TemplateKey)!.WorthSending;

    /// <summary>Whose trace it belongs to: the sale's, or its own.</summary>
    public Guid Cause => SaleId ?? EventId;

    public int Rank => Occasion.Of(TemplateKey)!.Rank;

    /// <summary>The same person is told the same thing of the same period once.</summary>
    public byte[] DedupeKey => SHA256.HashData(Encoding.UTF8.GetBytes($"{ChainId}|{MemberId}|{Key}|{TemplateKey}|{Templates.whatsApp}"));

    /// <summary>Null, with the reason, for what this program cannot understand; the reason never quotes the message.</summary>
    public static Announcement? Read(string message, out string why)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("occasion", out _) ? OfOccasion(message, out why) : OfTier(message, out why);
        }
        catch (JsonException unreadable)
        {
            // The exception's own text may quote the message, which may hold anything.
            why = $"not the JSON of an event, at byte {unreadable.BytePositionInLine} of line {unreadable.LineNumber}";
            return null;
        }
    }

    static Announcement? OfTier(string message, out string why)
    {
        var reached = JsonSerializer.Deserialize(message, WireJson.Default.TierReached);
        why = reached switch
        {
            null => "it is empty",
            { Version: not knownVersion } => $"version {reached.Version} is not known",
            _ when reached.EventId == default || reached.ChainId == default || reached.StoreId == default || reached.MemberId == default || reached.TierId == default => "an id is missing",
            _ when string.IsNullOrEmpty(reached.Period) => "the period is missing",
            _ => "",
        };
        return why.Length > 0 ? null
            : new(reached!.EventId, reached.OccurredAt, reached.ChainId, reached.StoreId, reached.MemberId, reached.TierId, reached.SaleId, Templates.tierReached, $"{reached.TierId}|{reached.Period}", QueueNames.tierReached);
    }

    static Announcement? OfOccasion(string message, out string why)
    {
        var told = JsonSerializer.Deserialize(message, WireJson.Default.MemberOccasion);
        why = told switch
        {
            null => "it is empty",
            { Version: not MemberOccasion.CurrentVersion } => $"version {told.Version} is not known",
            _ when told.EventId == default || told.ChainId == default || told.StoreId == default || told.MemberId == default => "an id is missing",
            _ when string.IsNullOrEmpty(told.Period) => "the period is missing",
            _ when told.Occasion is null or Templates.tierReached || Occasion.Of(told.Occasion) is null or { ToStaff: true } => "the occasion is not known",
            _ => "",
        };
        return why.Length > 0 ? null
            : new(told!.EventId, told.OccurredAt, told.ChainId, told.StoreId, told.MemberId, null, told.SaleId, told.Occasion!, told.Period, QueueNames.memberOccasion, told.SubjectId);
    }
}
