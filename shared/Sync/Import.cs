namespace Sasuai.Sync;

/// <summary>A chain's shops and machines, made sure of before its history is replayed. Sent twice it changes nothing: a store is known by its code, a terminal by store and number.</summary>
/// <param name="Currency">ISO 4217, such as IDR.</param>
/// <param name="Decimals">Digits of the minor unit: 0 for rupiah, 2 where prices have pence.</param>
public sealed record ImportChain(
    string Currency, int Decimals, IReadOnlyList<ImportStore> Stores, IReadOnlyList<ImportTerminal> Terminals);

/// <param name="Code">At most 12 letters and digits, unique in the chain; it opens every receipt number.</param>
/// <param name="TimeZone">IANA name, such as Asia/Makassar.</param>
public sealed record ImportStore(string Code, string Name, string TimeZone);

/// <param name="Number">1 and up, unique in the store.</param>
public sealed record ImportTerminal(string StoreCode, int Number, string Name);

/// <summary>What is there now, and a fresh one-time enrolment code for each terminal asked for.</summary>
public sealed record ChainImported(IReadOnlyList<ImportedStore> Stores, IReadOnlyList<ImportedTerminal> Terminals);

public sealed record ImportedStore(string Code, StoreId StoreId);

public sealed record ImportedTerminal(string StoreCode, int Number, TerminalId TerminalId, string EnrolmentCode);

/// <summary>Products with their prices; each is known by its SKU.</summary>
public sealed record ImportCatalogue(IReadOnlyList<ImportProduct> Products)
{
    /// <summary>Rows in one request at the most.</summary>
    public const int maxRows = 500;
}

/// <param name="Sku">The chain's own code; capitals matter.</param>
/// <param name="Unit">Such as pcs or kg.</param>
/// <param name="Barcode">Another code the product is found by, beside its SKU.</param>
/// <param name="TaxCode">A tax of the chain, such as PPN, or NONE.</param>
public sealed record ImportProduct(
    string Sku, string Name, string Category, string Unit, Money Price, Money? Cost, string? Barcode, string TaxCode,
    string? Brand = null, bool OpenPrice = false, bool Weighed = false);

/// <summary>Members; each is known by its card.</summary>
public sealed record ImportMembers(IReadOnlyList<ImportMember> Members);

public sealed record ImportMember(string Card, string Name, string? Phone);

/// <summary>What an import did; a refused row never stops the others.</summary>
public sealed record Imported(int Added, int Changed, int Unchanged, IReadOnlyList<ImportRefused> Refused);

/// <param name="Key">The SKU or card of the row.</param>
public sealed record ImportRefused(string Key, Refusal Refusal);

/// <summary>What an admin sends to sign in.</summary>
public sealed record SignIn(string Email, string Password);

/// <param name="Token">Goes as "Authorization: Bearer …" with every request of this admin.</param>
public sealed record SignedIn(string Token);

/// <summary>What all stores sold on the business dates from <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
public sealed record SalesTotals(DateOnly From, DateOnly To, IReadOnlyList<StoreSalesTotal> Stores);

/// <param name="Sales">Completed sales.</param>
/// <param name="Refunds">Refunds, counted apart from sales.</param>
/// <param name="SalesTotal">Totals of the sales before cash rounding.</param>
/// <param name="RefundsTotal">Totals of the refunds before cash rounding, as a positive amount.</param>
public sealed record StoreSalesTotal(StoreId StoreId, string StoreCode, long Sales, long Refunds, Money SalesTotal, Money RefundsTotal);
