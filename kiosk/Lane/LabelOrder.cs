namespace Sasuai.Kiosk.Lanes;

/// <summary>Which label, and how many: 3*8991002101104, or the code alone for one.</summary>
public readonly record struct LabelOrder(string Code, int Copies)
{
    public static Decision<LabelOrder> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (ScanText.Read(text).IsRefused(out var refusal, out var scan)) return refusal;
        var copies = scan.Quantity ?? Quantity.One;
        return copies.Thousandths % Quantity.One.Thousandths == 0 ? new LabelOrder(scan.Code, (int)(copies.Thousandths / Quantity.One.Thousandths)) : LaneRefusals.LabelsWrong(Lane.LabelsMax);
    }
}
