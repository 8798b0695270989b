using Sasuai.Kiosk.Devices;
using Sasuai.Sales;
using static Sasuai.Kiosk.Lanes.SlipOnPaper;

namespace Sasuai.Kiosk.Lanes;

/// <summary>What a customer takes home after a refund, and a receipt for a present.</summary>
static class AfterSaleSlips
{
    public static Slip Refund(TillSlip.Refund slip, string tongue)
    {
        var (back, decimals) = (slip.Refunded, slip.Store.Decimals);
        List<(string, string)> rows = [(Say(tongue, "Nomor", "Number"), back.ReceiptNumber.ToString()), .. Head(slip, back.RefundedAt, tongue), ("", "")];
        foreach (var line in back.Lines) rows.Add(($"{line.Quantity.ToString().Replace('.', ',')} x {line.Name}", (line.Net + line.TaxOnTop).Grouped(decimals)));
        rows.Add(("", ""));
        if (!back.Rounding.IsZero) rows.Add((Say(tongue, "Pembulatan", "Rounding"), back.Rounding.Grouped(decimals)));
        rows.AddRange(back.Tenders.Select(tender => (TenderWords.Name(tender.Kind, tongue), tender.Amount.Grouped(decimals))));
        if (back.Points > 0 || back.PointsReturned > 0) rows.Add((Say(tongue, "Poin", "Points"), (back.PointsReturned - back.Points).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        rows.Add((Say(tongue, "Alasan", "Reason"), back.Reason));
        var title = back.Kind == RefundKind.Void ? Say(tongue, "PEMBATALAN", "CANCELLED") : Say(tongue, "RETUR", "REFUND");
        return new([slip.Store.Name], title, rows, Sign(tongue));
    }

    /// <summary>No prices; the number, also as a code, finds the sale again.</summary>
    public static Slip Gift(TillSlip.Reprint slip, string tongue)
    {
        var sale = slip.Sale.Sale;
        List<(string, string)> rows = [(Say(tongue, "Nomor", "Number"), sale.ReceiptNumber.ToString()), .. Head(slip, sale.CompletedAt, tongue, slip.Sale.Cashier.Name), ("", "")];
        foreach (var line in sale.Lines) rows.Add(($"{line.Quantity.ToString().Replace('.', ',')} x {line.Name}", " "));
        return new([slip.Store.Name], Say(tongue, "STRUK HADIAH", "GIFT RECEIPT"), rows, null, sale.ReceiptNumber.ToString());
    }
}
