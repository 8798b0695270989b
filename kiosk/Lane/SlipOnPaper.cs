using System.Globalization;
using Microsoft.Data.Sqlite;
using Sasuai.Kiosk.Devices;
using Sasuai.Sales;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Lanes;

/// <summary>Turns what happened to the till into what the printer has to do: the drawer first where it opens, then the slip.</summary>
/// <param name="columns">32 for paper of 58 mm, 48 for 80 mm.</param>
/// <param name="language">id or en; the store's own when null.</param>
/// <param name="logo">This till's own; the store's when null.</param>
public sealed class SlipOnPaper(int columns, CodePage page, string? language = null, Logo? logo = null)
{
    /// <summary>Fits <see cref="SlipWork"/>.</summary>
    public void Enqueue(SqliteConnection connection, SqliteTransaction transaction, TillSlip slip, DateTimeOffset now)
    {
        if (slip is TillSlip.Cash or TillSlip.NoSale || slip is TillSlip.Refund { Refunded: var back } && back.Tenders.Any(tender => tender.Kind == TenderKind.Cash)) PrintQueue.Enqueue(connection, transaction, PrintJob.Drawer(null, now));
        PrintQueue.Enqueue(connection, transaction, PrintJob.Slip(Lay(slip), now));
    }

    /// <summary>The slip's bytes.</summary>
    public byte[] Lay(TillSlip slip)
    {
        ArgumentNullException.ThrowIfNull(slip);
        var tongue = language ?? slip.Store.Language;
        if (slip is TillSlip.Reprint { Kind: ReprintKind.Copy } again) return CopyMark.Above(new SaleOnPaper(columns, page, language, logo).Lay(again.Sale), again.Copy);
        if (slip is TillSlip.Labels labels) return new LabelLayout(columns, page).Lay(labels.Label, labels.Copies);
        return new SlipLayout(columns, page).Lay(slip switch
        {
            TillSlip.Cash cash => Movement(cash, tongue),
            TillSlip.NoSale opened => new([slip.Store.Name], Say(tongue, "BUKA LACI", "NO SALE"), [.. Head(slip, opened.Opened.OpenedAt, tongue), (Say(tongue, "Alasan", "Reason"), opened.Opened.Reason)], Sign(tongue)),
            TillSlip.Payment asked => new([slip.Store.Name], "QRIS", [.. Head(slip, asked.At, tongue), (Say(tongue, "Jumlah", "Amount"), asked.Code.Amount.Grouped(slip.Store.Decimals)), ("Ref", asked.Code.Reference)], null, asked.Code.Text(slip.Store.Decimals)),
            TillSlip.Refund refund => AfterSaleSlips.Refund(refund, tongue),
            TillSlip.Reprint gift => AfterSaleSlips.Gift(gift, tongue),
            TillSlip.Consent consent => MemberSlips.Consent(consent, tongue),
            TillSlip.Reward reward => MemberSlips.Reward(reward, tongue),
            TillSlip.Report report => Report(report, tongue),
            _ => throw new InvalidOperationException("There is no other slip.")
        });
    }

    static Slip Movement(TillSlip.Cash slip, string tongue)
    {
        var title = slip.Moved.Kind switch
        {
            CashMovementKind.CashIn => Say(tongue, "UANG MASUK", "CASH IN"),
            CashMovementKind.CashOut => Say(tongue, "UANG KELUAR", "CASH OUT"),
            _ => Say(tongue, "SETOR BRANKAS", "SAFE DROP")
        };
        return new([slip.Store.Name], title,
            [.. Head(slip, slip.Moved.MovedAt, tongue), (Say(tongue, "Jumlah", "Amount"), slip.Moved.Amount.Grouped(slip.Store.Decimals)), (Say(tongue, "Alasan", "Reason"), slip.Moved.Reason)], Sign(tongue));
    }

    Slip Report(TillSlip.Report slip, string tongue)
    {
        var (told, store) = (slip.Told, slip.Store);
        var title = told.Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Say(tongue, "LAPORAN", "REPORT")} Z {number}") : Say(tongue, "LAPORAN X", "X REPORT");
        List<(string, string)> rows = [.. Head(slip, told.At, tongue, told.Cashier),
            (Say(tongue, "Tanggal", "Business date"), told.BusinessDate.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)), (Say(tongue, "Dibuka", "Opened"), Clock(told.OpenedAt, store))];
        if (slip.Again) rows.Insert(0, (Say(tongue, "*** CETAK ULANG ***", "*** PRINTED AGAIN ***"), ""));
        rows.Add(("", ""));
        rows.AddRange(ReportLines.Of(told, tongue, store.Decimals, slip.IsBlind));
        if (slip.Reason is { } reason) rows.Add((Say(tongue, "Alasan", "Reason"), reason));
        string[] head = [store.Name, .. SaleOnPaper.Rows(store.Address), .. store.Npwp.Length > 0 ? [$"NPWP {store.Npwp}"] : Array.Empty<string>()];
        return new(head, title, rows, told.Number is null ? null : Sign(tongue), Logo: logo ?? SaleOnPaper.LogoOf(store), Footer: SaleOnPaper.Rows(store.ReceiptFooter));
    }

    internal static (string, string)[] Head(TillSlip slip, DateTimeOffset at, string tongue, string? cashier = null) =>
        [(Say(tongue, "Toko", "Store"), slip.Store.Code), (Say(tongue, "Waktu", "Time"), Clock(at, slip.Store)), (Say(tongue, "Kasir", "Cashier"), cashier ?? slip.Cashier.Name)];

    static string Clock(DateTimeOffset moment, StoreItem store) =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(store.TimeZone, out var zone) ? TimeZoneInfo.ConvertTime(moment, zone) : moment).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    internal static string Sign(string tongue) => Say(tongue, "Tanda tangan", "Signature");

    internal static string Say(string tongue, string indonesian, string english) => string.Equals(tongue, "en", StringComparison.OrdinalIgnoreCase) ? english : indonesian;
}
