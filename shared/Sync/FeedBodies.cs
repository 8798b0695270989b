using System.Text.Json.Serialization;
using Sasuai.Loyalty;
using Sasuai.Pricing;
using Sasuai.Staff;

namespace Sasuai.Sync;

/// <summary>A shop and everything its receipts and rules need.</summary>
/// <param name="TimeZone">IANA name, such as Asia/Makassar; the business date is counted in it.</param>
/// <param name="Currency">ISO 4217, such as IDR.</param>
/// <param name="Decimals">Digits of the minor unit that are shown: 0 for rupiah.</param>
/// <param name="CashRounding">The smallest coin, in minor units; 1 or less rounds nothing.</param>
/// <param name="Language">id or en.</param>
public sealed record StoreItem(
    StoreId StoreId, ChainId ChainId, string Code, string Name, string TimeZone, string Address, string Npwp, string ReceiptFooter,
    string Currency, int Decimals, Money CashRounding, string Language, PriceBookId PriceBookId, EarningRule Earning, CounterRules? Counter = null);

/// <summary>How the counters of a store work, where that is not as usual. Whatever is null is as usual.</summary>
/// <param name="CodePatterns">In-store barcodes in their order, first match wins.</param>
/// <param name="Rights">What roles may do by themselves.</param>
/// <param name="OverShortLimit">A count that is off by more than this is counted again and then needs an approval and a reason; in minor units.</param>
/// <param name="RefundWithoutReceiptCap">The most money that one refund without a receipt gives, with permission.</param>
/// <param name="OfflineRefundCap">The most money that one refund gives for a sale that this till does not know and cannot ask about.</param>
/// <param name="Denominations">Notes and coins of the drawer, greatest first.</param>
/// <param name="PointWorth">What one point pays, in minor units; 0 means that points do not pay.</param>
/// <param name="PointsRisk">So many points, in all, the store's tills may give for that they were not granted: what two tills alone can give twice is at most this. Null or 0: none.</param>
/// <param name="PointsRiskPerMember">Of these at most so many for one member until the cloud has told of it.</param>
/// <param name="GiftCards">Gift cards are the chain's own and have their value in the cloud; null or false: they are another house's, whose number is only written down.</param>
/// <param name="Logo">A picture for the top of receipts: PBM (P4) in base64.</param>
public sealed record CounterRules(
    IReadOnlyList<string>? CodePatterns = null, IReadOnlyList<RoleRights>? Rights = null, Money? OverShortLimit = null, Money? RefundWithoutReceiptCap = null,
    Money? OfflineRefundCap = null, IReadOnlyList<Money>? Denominations = null, QrisMerchant? Qris = null, Money? PointWorth = null, string? Logo = null,
    bool? GiftCards = null, long? PointsRisk = null, long? PointsRiskPerMember = null)
{
    /// <summary>What a till asks of the risk at a time: a fifth, and enough for one member.</summary>
    [JsonIgnore]
    public long RiskPortion => PointsRisk is > 0 and var risk ? Math.Max(1, Math.Max(risk / 5, Math.Min(PointsRiskPerMember ?? 0, risk))) : 0;
}

/// <summary>Who gets the money of a QRIS payment, as registered (EMVCo MPM merchant account 26 and 51, and the merchant's own data).</summary>
/// <param name="AccountTemplate">Merchant account information by its tag, such as 26 or 51, as the acquirer gave it (TLV text).</param>
/// <param name="CategoryCode">ISO 18245, four digits.</param>
/// <param name="City">At most 15 characters.</param>
/// <param name="Name">At most 25 characters.</param>
public sealed record QrisMerchant(IReadOnlyList<QrisAccount> AccountTemplate, string CategoryCode, string Name, string City, string? PostalCode = null);

/// <param name="Tag">26 to 51.</param>
/// <param name="Value">The TLV text inside it, at most 99 characters.</param>
public sealed record QrisAccount(string Tag, string Value);

/// <param name="Number">What the person types to sign in, unique in the chain.</param>
/// <param name="ApprovalKey">With this the till checks the person's answers to its challenges (<see cref="ApprovalChallenge"/>), base64; null for who allows nothing.</param>
public sealed record StaffItem(StaffId StaffId, string Number, string Name, Role Role, string PinHash, bool Active, string? ApprovalKey = null);

/// <param name="PackSize">How many pieces this code stands for.</param>
public sealed record ProductCodeItem(string Code, Quantity PackSize);

public sealed record ProductItem(
    ProductId ProductId, string Sku, string Name, string Category, string Unit, TaxRate Tax, bool Active, IReadOnlyList<ProductCodeItem> Codes,
    string? Brand = null, bool OpenPrice = false, bool Weighed = false);

/// <summary>A price that begins to hold at a moment and is never edited; a new price is a new version.</summary>
public sealed record PriceItem(ProductId ProductId, long Version, Money Amount, DateTimeOffset ValidFrom);

/// <param name="SameAs">Somebody was enrolled under this id who was a member already: the one they are. Such a row is not active.</param>
public sealed record MemberItem(
    MemberId MemberId, string Name, string? Phone, string? Card, TierId? TierId, long Points, long LifetimePoints, bool Active,
    Money StoreCredit = default, Money AccountLimit = default, Money AccountUsed = default, MemberId? SameAs = null)
{
    /// <summary>
    /// The facts whose points are in these figures for the first time, or will never be: the till that counted them by itself until now stops
    /// doing so. An acknowledgement does not say it, because a page may overtake it.
    /// </summary>
    public IReadOnlyList<Guid>? Facts { get; init; }

    /// <summary>Tags and further phones, the additions that hold; null for none.</summary>
    public IReadOnlyList<ProfileEntry>? Entries { get; init; }

    /// <summary>What the member last said about messages; null when nothing.</summary>
    public Permission? MayBeTold { get; init; }

    /// <summary>The stamp of the edit that holds, by the field of <see cref="ProfileFields"/>; without those that were never edited.</summary>
    public IReadOnlyDictionary<string, Stamp>? Stamps { get; init; }
}

/// <summary>What a terminal is told about itself.</summary>
public sealed record TerminalItem(TerminalId TerminalId, StoreId StoreId, int Number, string Name, bool Revoked);

/// <summary>What a new machine sends to become a terminal: the one-time code from an admin, and the public half of the key it has made.</summary>
/// <param name="PublicKey">SubjectPublicKeyInfo of a P-256 key, base64.</param>
public sealed record EnrolTerminal(string Code, string PublicKey, string AppVersion);

public sealed record TerminalEnrolled(TerminalId TerminalId, ChainId ChainId, StoreId StoreId, string StoreCode, int Number, int Epoch);

/// <summary>A rule as it travels in the store's feed.</summary>
public sealed record PromotionItem(Promotion Promotion);

public sealed record TierItem(Tier Tier);

/// <summary>One tax of the chain over the years.</summary>
public sealed record TaxItem(TaxSchedule Schedule);

public sealed record RewardItem(Reward Reward);
