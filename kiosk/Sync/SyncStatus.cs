namespace Sasuai.Kiosk.Sync;

/// <summary>How this terminal stands with the cloud, for the status line.</summary>
/// <param name="Since">Since when it is online, or away.</param>
/// <param name="UnsentMoney">Sales minus refunds that the cloud does not know yet.</param>
/// <param name="CatalogueAt">When it was last certain that everything from the cloud is here; null before the first time.</param>
/// <param name="Message">What a person should know, when something is wrong.</param>
public sealed record SyncStatus(bool Online, DateTimeOffset Since, long UnsentFacts, Money UnsentMoney, DateTimeOffset? CatalogueAt, string? Message)
{
    /// <summary>How old what came from the cloud may be.</summary>
    public TimeSpan? CatalogueAge(DateTimeOffset now) => CatalogueAt is { } at ? now - at : null;
}
