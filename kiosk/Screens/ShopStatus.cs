namespace Sasuai.Kiosk.Screens;

public enum PrinterNow
{
    None, Ready, Waiting, Away
}

/// <summary>How the kiosk stands with the world: what the status line shows.</summary>
/// <param name="OfflineSince">Null while offline without ever having been online.</param>
/// <param name="Unsent">Facts that the cloud has not acknowledged.</param>
/// <param name="UnsentMoney">The sales among them.</param>
/// <param name="CatalogueAt">When the newest prices were pulled; null when there are none yet.</param>
/// <param name="Message">What a person should know when something is wrong with the cloud.</param>
/// <param name="ScannerAway">Null when no gun has a line of its own.</param>
/// <param name="IsDamaged">The database file is: whoever repairs it must be called.</param>
/// <param name="Printing">What the printer last told of itself; null when it does not.</param>
/// <param name="DrawerOpen">Null when the drawer's switch is not known.</param>
/// <param name="DisplayAway">Null when the customer has no display.</param>
/// <param name="Receipts">Receipts that wait for the printer.</param>
public sealed record ShopStatus(
    bool Online, DateTimeOffset? OfflineSince, long Unsent, Money UnsentMoney, DateTimeOffset? CatalogueAt, PrinterNow Printer, int Receipts, string? Message = null,
    bool? ScannerAway = null, bool IsDamaged = false,
    Devices.PrinterSigns? Printing = null, bool? DrawerOpen = null, bool? DisplayAway = null);
