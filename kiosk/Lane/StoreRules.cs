using Sasuai.Codes;
using Sasuai.Kiosk.LocalData;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Sync;

namespace Sasuai.Kiosk.Lanes;

/// <summary>What the store's feed says, as one picture: everything here is of the same moment.</summary>
sealed record StoreRules(
    long Version, ThisTerminal? Terminal, StoreItem? Store, IReadOnlyList<StaffItem> Staff, IReadOnlyList<Promotion> Promotions, IReadOnlyList<Tier> Tiers,
    IReadOnlyList<TaxSchedule> Taxes, IReadOnlyList<Reward> Rewards, IReadOnlyList<TillKeyItem> TillKeys)
{
    /// <summary>Reads anew when something came from the cloud since.</summary>
    public static StoreRules Current(LocalDatabase database, StoreRules? known)
    {
        var version = database.ReferenceVersion;
        // The epoch of the terminal is not used from here; a sale reads it in its own transaction.
        if (known is { Store: not null } && known.Version == version) return known;
        return database.Read(db =>
        {
            var terminal = ThisTerminal.Read(db);
            return new StoreRules(version, terminal, terminal is null ? null : FeedRows.Store(db, terminal.StoreId),
                FeedRows.Staff(db), FeedRows.Promotions(db), FeedRows.Tiers(db), FeedRows.Taxes(db), FeedRows.Rewards(db), FeedRows.TillKeys(db));
        });
    }

    public string PriceFeed => Store is null ? "" : Feeds.Price(Store.PriceBookId);

    /// <summary>The store's in-store barcodes; a pattern that cannot be read is as good as none.</summary>
    public IReadOnlyList<InStorePattern> Patterns { get; } = Store?.Counter?.CodePatterns is { Count: > 0 } own
        ? [.. own.Select(InStorePattern.Read).Where(pattern => pattern.Refusal is null).Select(pattern => pattern.Value)]
        : InStorePattern.Usual;

    /// <summary>The key that a terminal of the store signed its receipts of an epoch with; null when none is known, or it is believed no more.</summary>
    public string? KeyOf(int number, int epoch) =>
        TillKeys.Where(key => key.Number == number && key.Epoch <= epoch).MaxBy(key => key.Epoch) is { } found && !TillKeys.Any(key => key.Revoked && key.PublicKey == found.PublicKey)
            ? found.PublicKey : null;

    /// <summary>Whether only so many baskets may use some promotion.</summary>
    public bool HasCaps { get; } = Promotions.Any(promotion => promotion.MaximumUses is not null);

    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(Store?.TimeZone ?? "UTC", out var zone) ? zone : TimeZoneInfo.Utc;

    public Sasuai.Sales.BasketMember Card(MemberItem member)
    {
        var tier = Tiers.FirstOrDefault(tier => tier.TierId == member.TierId);
        return new(member.MemberId, member.Name, tier?.Name, member.Points, tier?.MultiplierPercent ?? 100, member.TierId,
            member.StoreCredit, Money.Max(Money.Zero, member.AccountLimit - member.AccountUsed));
    }
}
