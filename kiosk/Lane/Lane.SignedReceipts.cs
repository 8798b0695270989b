using Sasuai.Codes;
using Sasuai.Sales;

namespace Sasuai.Kiosk.Lanes;

/// <summary>Goods of another till's receipt come back without a network: the code on the paper holds the sale, signed by the till that sold.</summary>
public sealed partial class Lane
{
    (SaleCompleted Sale, string Code)? scannedReceipt;

    /// <summary>The sale of a receipt as it was scanned: its number, or the code that holds the sale itself.</summary>
    public Decision<KnownReceipt> Receipt(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        lock (door)
        {
            if (Reader.Read(code) is not ScannedCode.Receipt receipt) return CodeRefusals.NoReceipt();
            return Scanned(receipt).IsRefused(out var refusal, out var number) ? refusal : ToGiveBack(number);
        }
    }

    /// <summary>Remembers the sale of another till's receipt, when a till of this store signed it; the journal knows this till's own better.</summary>
    Decision<ReceiptNumber> Scanned(ScannedCode.Receipt receipt)
    {
        var number = receipt.Number;
        if (receipt.Signed is not { } code || database.Read(db => Known(db, number)) is not null) return number;
        if (OfflineCap.IsZero) return LaneRefusals.ReceiptUnknown(number);
        if (number.StoreCode != Rules.Store!.Code) return LaneRefusals.ReceiptOfOtherStore(number);
        if (!SignedReceipt.TryRead(code, out var signed) || Rules.KeyOf(number.Terminal, number.Epoch) is not { } key || !signed.IsSignedBy(key)) return LaneRefusals.SignatureWrong(number);
        if (signed.Open(Catalogue.OfReceipt) is not { } sale) return LaneRefusals.ReceiptGoodsUnknown(number);
        scannedReceipt = (sale, code);
        return number;
    }

    Decision<KnownReceipt> ToGiveBack(ReceiptNumber number)
    {
        if (database.Read(db => Known(db, number)) is { } own) return own;
        if (scannedReceipt is not { Sale: var sale } || sale.ReceiptNumber != number) return LaneRefusals.ReceiptUnknown(number);
        var before = database.Read(db => LocalData.SaleJournal.Refunds(db, sale.SaleId));
        return new KnownReceipt(sale, before, Money.Max(Money.Zero, OfflineCap - before.Aggregate(Money.Zero, (sum, refund) => sum + refund.Due)));
    }

    Refusal? Beyond(KnownReceipt known, SaleRefunded refund) => known.UpTo < refund.Due ? LaneRefusals.AboveOfflineCap(OfflineCap) : null;

    /// <summary>What was scanned for this number; null when the journal knew it, or nothing was.</summary>
    string? SignedCode(ReceiptNumber number) => scannedReceipt is { } scanned && scanned.Sale.ReceiptNumber == number ? scanned.Code : null;

    Money OfflineCap => Rules.Store?.Counter?.OfflineRefundCap ?? Money.Zero;
}
