namespace Sasuai.Messages;

/// <summary>A member reached a new tier. Names nobody: no phone number, no key and no text ever enters the broker.</summary>
/// <param name="SaleId">The sale that caused it, the thread through logs and traces.</param>
/// <param name="Period">The qualification period, such as lifetime; with member and tier it makes the event unique.</param>
public sealed record TierReached(
    Guid EventId, int Version, DateTimeOffset OccurredAt, ChainId ChainId, StoreId StoreId, MemberId MemberId, TierId TierId, string Period, Guid SaleId);
