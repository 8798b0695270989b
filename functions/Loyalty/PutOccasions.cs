using System.Text.Json;
using Sasuai.Functions.Platform;
using Sasuai.Messages;
using Sasuai.Sync;

namespace Sasuai.Functions.Loyalty;

/// <param name="StoreId">In whose hours it is sent, and whose name it bears.</param>
/// <param name="Occasion">Such as <see cref="MemberOccasion.Birthday"/>.</param>
/// <param name="Period">Which time it is.</param>
/// <param name="SubjectId">What it is about.</param>
sealed record DueOccasion(StoreId StoreId, MemberId MemberId, string Occasion, string Period, Guid? SubjectId = null)
{
    /// <summary>When it happened; null for now.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Puts what members are to be told into the outbox, in the transaction of its cause. The same of the same period has the same event id.</summary>
static class PutOccasions
{
    /// <summary>How many were new.</summary>
    public static Task<int> Put(Work work, ChainId chain, DateTimeOffset occurredAt, IEnumerable<DueOccasion> occasions)
    {
        var told = occasions.Select(one => new MemberOccasion(
            DerivedId.From(one.MemberId.Value, $"{one.Occasion}|{one.Period}"), MemberOccasion.CurrentVersion, one.At ?? occurredAt, chain, one.StoreId, one.MemberId, one.Occasion, one.Period, one.SubjectId));
        return Outbox.Put(work, chain, nameof(MemberOccasion), MemberOccasion.CurrentVersion, QueueNames.memberOccasion,
            [.. told.Select(one => (one.EventId, one.SaleId ?? one.EventId, one.MemberId.Value, JsonSerializer.Serialize(one, WireJson.Default.MemberOccasion)))]);
    }
}
