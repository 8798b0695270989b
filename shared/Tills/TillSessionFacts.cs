namespace Sasuai.Tills;

/// <summary>A drawer was opened with a float. The business date is the store's own calendar day at that moment, and stays for the whole session.</summary>
public sealed record TillSessionOpened(TillSessionId TillSessionId, StaffId CashierId, DateOnly BusinessDate, DateTimeOffset OpenedAt, Money Float);

/// <summary>A drawer was counted and closed.</summary>
/// <param name="Number">The Z number: this terminal's own series, without gaps.</param>
/// <param name="Expected">Float plus cash taken minus cash given back.</param>
/// <param name="OverShort">Counted − Expected, with its sign.</param>
/// <param name="Report">Everything the Z report says.</param>
/// <param name="Reason">Why the count is over or short, when that had to be told.</param>
public sealed record TillSessionClosed(
    TillSessionId TillSessionId, StaffId CashierId, DateTimeOffset ClosedAt, long Number, int Sales, Money SalesTotal, Money Expected, Money Counted, Money OverShort,
    TillReport? Report = null, string? Reason = null, ApprovalId? ApprovalId = null);
