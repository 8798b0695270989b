namespace Sasuai.Kiosk.Screens;

/// <summary>F1: the keys that work where the cashier was, and why the others do not. Any code that is read goes to where it was meant for.</summary>
public sealed class HelpScreen(Till till, Screen from) : Screen(till)
{
    public override string Prompt => Say(Word.HelpPrompt);
    public override IReadOnlyList<LiveKey> Keys => [new(KeyName.F1, Word.KeyBack, Back)];
    public override void Typed(string text) => Back();
    public override void Back() => Till.Go(from);

    public override void Scanned(string code, string before)
    {
        Back();
        from.Scanned(code, before);
    }

    public override void Paint(Canvas canvas, Area body)
    {
        var row = 0;
        canvas.Put(body, row++, $"{Say(Word.HelpTitle)}: {Say(Word.HelpKeys)}", Style.Titles, indent: 1);
        foreach (var key in from.Keys)
        {
            var why = key.WhyNot is { } reason ? $"  ({Say(reason)})" : "";
            canvas.Put(body, row++, $"{KeyLayout.InForce.Key(key.Key),-4} {Say(key.Label)}{why}", key.WhyNot is null ? Style.Plain : Style.Faint, indent: 2);
        }
        row++;
        foreach (var word in from.HelpLines)
            canvas.Put(body, row++, Say(word), indent: 2);
    }
}
