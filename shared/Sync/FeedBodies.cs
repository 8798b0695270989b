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
    string Currency, int Decimals, Money CashRounding, string Language, PriceBookId PriceBookId, EarningRule Earning);

/// <param name="Number">What the person types to sign in, unique in the chain.</param>
public sealed record StaffItem(StaffId StaffId, string Number, string Name, Role Role, string PinHash, bool Active);

/// <param name="PackSize">How many pieces this code stands for.</param>
public sealed record ProductCodeItem(string Code, Quantity PackSize);

public sealed record ProductItem(
    ProductId ProductId, string Sku, string Name, string Category, string Unit, TaxRate Tax, bool Active, IReadOnlyList<ProductCodeItem> Codes);

/// <summary>A price that begins to hold at a moment and is never edited; a new price is a new version.</summary>
public sealed record PriceItem(ProductId ProductId, long Version, Money Amount, DateTimeOffset ValidFrom);

public sealed record MemberItem(
    MemberId MemberId, string Name, string? Phone, string? Card, TierId? TierId, long Points, long LifetimePoints, bool Active);

/// <summary>What a terminal is told about itself.</summary>
public sealed record TerminalItem(TerminalId TerminalId, StoreId StoreId, int Number, string Name, bool Revoked);

/// <summary>What a new machine sends to become a terminal: the one-time code from an admin, and the public half of the key it has made.</summary>
/// <param name="PublicKey">SubjectPublicKeyInfo of a P-256 key, base64.</param>
public sealed record EnrolTerminal(string Code, string PublicKey, string AppVersion);

public sealed record TerminalEnrolled(TerminalId TerminalId, ChainId ChainId, StoreId StoreId, string StoreCode, int Number, int Epoch);

/// <summary>A rule as it travels in the store's feed.</summary>
public sealed record PromotionItem(Promotion Promotion);

public sealed record TierItem(Tier Tier);
