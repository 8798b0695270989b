namespace Sasuai.Kiosk.Screens;

/// <summary>One step of the cashier's work. It says what it wants in the entry field, what its keys do, and draws the part above them.</summary>
public abstract class Screen(Till till)
{
    protected Till Till { get; } = till;

    /// <summary>Stands before the entry field.</summary>
    public abstract string Prompt { get; }

    /// <summary>Stands in the message row while there is nothing to tell.</summary>
    public virtual string Hint => "";

    /// <summary>True where the last action is of more use than the hint.</summary>
    public virtual bool ShowsLastAction => false;

    /// <summary>True when what is typed must not be seen.</summary>
    public virtual bool IsMasked => false;

    /// <summary>The function keys in the order of the key line.</summary>
    public abstract IReadOnlyList<LiveKey> Keys { get; }

    /// <summary>What F1 tells beside the keys.</summary>
    public virtual IReadOnlyList<Word> HelpLines => [Word.HelpScan, Word.HelpQuantity, Word.HelpSearch, Word.HelpEscape];

    public abstract void Paint(Canvas canvas, Area body);

    /// <summary>Enter was pressed on what a hand typed; empty when the field was.</summary>
    public abstract void Typed(string text);

    /// <summary>A gun read a code. <paramref name="before"/> is what stood in the field already.</summary>
    public virtual void Scanned(string code, string before) => Till.Refuse(Word.ScanNotHere, code);

    /// <summary>Escape on an empty field: one step back, and never a loss.</summary>
    public virtual void Back() => Till.GoHome();

    /// <summary>A key before anyone else sees it; true when it was used up.</summary>
    public virtual bool Press(Stroke stroke) => false;

    /// <summary>Called at every turn of the screen, about 60 times a second.</summary>
    public virtual void Tick()
    {
    }

    protected LiveKey Help => new(KeyName.F1, Word.KeyHelp, () => Till.Go(new HelpScreen(Till, this)));

    protected string Say(Word word) => Words.In(Till.Language, word);

    protected string Say(Word word, params ReadOnlySpan<object> parts) => Words.In(Till.Language, word, parts);

    protected string Show(Money money) => Till.Show(money);
}
