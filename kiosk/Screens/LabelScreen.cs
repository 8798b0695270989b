using Sasuai.Kiosk.Devices;
using Sasuai.Kiosk.Lanes;

namespace Sasuai.Kiosk.Screens;

/// <summary>Labels for the shelf: each scan prints one, with 3* before it three.</summary>
public sealed class LabelScreen(Till till, SaleScreen sale) : Screen(till)
{
    ShelfLabel? printed;
    int copies;

    public override string Prompt => Say(Word.LabelPrompt);
    public override string Hint => Say(Word.LabelHint);
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpLabels, Word.HelpLabelCopies, Word.HelpEscape];
    public override void Back() => Till.Go(sale);

    public override void Typed(string text)
    {
        if (text.Length == 0) Back();
        else Print(text);
    }

    public override void Scanned(string code, string before) => Print(before + code);

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(Word.LabelTitle), Style.Titles, indent: 1);
        if (printed is not { } label) return;
        canvas.Put(body, 2, label.Name, Style.Strong, indent: 1);
        canvas.PutRight(body, 4, $"{label.Price} /{label.Unit}", Style.Strong, indent: 1);
        if (label.UnitPrice is { } each) canvas.PutRight(body, 5, each, indent: 1);
        canvas.Put(body, 6, label.Code, Style.Faint, indent: 1);
        canvas.Put(body, 8, Say(Word.LabelsPrinted, copies), Style.Told, indent: 1);
    }

    void Print(string text)
    {
        if (LabelOrder.Read(text).IsRefused(out var refusal, out var order)) Till.Refuse(refusal);
        else if (Till.Lane.PrintLabel(order.Code, order.Copies).IsRefused(out refusal, out var label)) Till.Refuse(refusal);
        else (printed, copies) = (label, order.Copies);
    }
}
