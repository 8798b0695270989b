using Sasuai.Codes;
using Sasuai.Kiosk.Lanes;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// What the cashier faces, without a terminal: the present screen, the entry field, the last message. Every key comes in here, in the
/// order in which it was pressed, so that nothing typed ahead can overtake or get lost.
/// </summary>
public sealed class Till
{
    static readonly TimeSpan stopWithin = TimeSpan.FromSeconds(2);

    readonly Lane lane;
    readonly TimeProvider time;
    readonly Action<Beep> beep;
    readonly Action stop;
    readonly string? language;
    readonly TimeSpan lockAfter;
    long? stopAsked;
    long touched;
    LaneState? state;
    Training? training;

    /// <param name="beep">Makes a sound.</param>
    /// <param name="stop">Ends the program.</param>
    /// <param name="language">id or en; the store's own when null.</param>
    /// <param name="lockAfter">Without a key for so long the till locks itself; zero never.</param>
    public Till(Lane lane, Func<ShopStatus> status, TimeProvider time, Action<Beep> beep, Action stop, string? language = null, TimeSpan lockAfter = default)
    {
        (this.lockAfter, touched) = (lockAfter, time.GetTimestamp());
        (this.lane, Status, this.time, this.beep, this.stop) = (lane, new StatusWatch(status, time), time, beep, stop);
        Entry = new(time);
        this.language = language;
        Current = Home();
    }

    /// <summary>Whoever asks for the lane may change it, so what is shown is read anew after that.</summary>
    public Lane Lane
    {
        get
        {
            state = null;
            return Present;
        }
    }

    Lane Present => training?.Lane ?? lane;

    public StatusWatch Status { get; }
    public Entry Entry { get; }
    public Screen Current { get; private set; }
    public Message Message { get; private set; } = Message.None;

    /// <summary>The last step that one key takes back.</summary>
    public Func<Refusal?>? Undo { get; set; }

    public LaneState State => state ??= Present.State;
    public Language Language => Words.LanguageOf(language ?? Present.Store?.Language);
    public DateTimeOffset Now => Present.Store is { } store ? StoreTime.At(time.GetUtcNow(), store.TimeZone) : time.GetUtcNow();

    /// <summary>Digits of the minor unit, 0 for rupiah.</summary>
    public int Decimals => Present.Store?.Decimals ?? 0;

    /// <summary>Lists stand a row apart, for eyes that need it.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Whether the terminal's font has half blocks; a Linux console's has none.</summary>
    public bool HasHalfBlocks { get; init; } = true;

    public string Show(Money money) => money.Grouped(Decimals);

    /// <summary>A quantity as the shop writes it: 3, or 1,25.</summary>
    public static string Show(Quantity quantity) => quantity.ToString().Replace('.', ',');

    public static string Show(DateOnly day) => day.ToString("dd-MM-yyyy", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Keys and scans of one turn of the screen begin: together they are one write to the disk.</summary>
    public void BeginTurn() => Present.Gather();

    /// <summary>They are done, and on the disk: now the screen may show them.</summary>
    public void EndTurn() => Present.MakeDurable();

    /// <summary>A gun with a line of its own read a code: it goes where a scan goes, wherever the cashier is, with what stands in the field before it.</summary>
    public void Scan(string code)
    {
        touched = time.GetTimestamp();
        state = null;
        if (Message.IsRefusal) Message = Message.None;
        var before = Entry.Text;
        Entry.Clear();
        Current.Scanned(CodeReader.HoldsElements(code) ? code : CodeReader.WithoutAim(code), before);
    }

    public void Press(Stroke stroke)
    {
        touched = time.GetTimestamp();
        state = null;
        if (Message.IsRefusal) Message = Message.None;
        if (stroke.Name == KeyName.Stop) PressStop();
        else if (!Current.Press(stroke)) PressDefault(stroke);
    }

    /// <summary>From now on everything happens in a training, until <see cref="EndTraining"/>; null when it has begun.</summary>
    public Refusal? BeginTraining(Approval? approval)
    {
        EndTurn();
        if (Lane.BeginTraining(approval).IsRefused(out var refusal, out var begun)) return refusal;
        (training, Undo, state) = (begun, null, null);
        return null;
    }

    /// <summary>Back to the real till, with the basket as it was left.</summary>
    public void EndTraining()
    {
        training?.End();
        (training, Undo, state) = (null, null, null);
    }

    /// <summary>Puts this screen in front, with an empty field.</summary>
    public void Go(Screen screen)
    {
        Entry.Clear();
        Current = screen;
    }

    /// <summary>The screen where work goes on: sign in, open the till, or sell.</summary>
    public void GoHome() => Go(Home());

    public void Tell(Word word, params ReadOnlySpan<object> parts) => Tell(Words.In(Language, word, parts));

    public void Tell(string text) => Message = new(text, IsRefusal: false);

    /// <summary>Tells what was done, and that one key takes it back.</summary>
    /// <param name="takeBack">Null when it was taken back.</param>
    public void Done(string text, Func<Refusal?> takeBack)
    {
        Undo = takeBack;
        Tell(text + Words.In(Language, Word.UndoTold));
    }

    public void TakeBack()
    {
        var refusal = Undo?.Invoke();
        Undo = null;
        if (refusal is not null) Refuse(refusal);
        else Tell(Word.Undone);
    }

    public void Refuse(Word word, params ReadOnlySpan<object> parts) => Refuse(Words.In(Language, word, parts));

    public void Refuse(Refusal refusal) => Refuse(Words.In(Language, refusal));

    public void Refuse(string text, Beep sound = Beep.Refused)
    {
        Message = new(text, IsRefusal: true);
        beep(sound);
    }

    public void Tick()
    {
        Current.Tick();
        if (lockAfter > TimeSpan.Zero && time.GetElapsedTime(touched) >= lockAfter) LockAlone();
        // Prices, promotions and the language may have come from the cloud meanwhile.
        if (Status.Tick()) state = null;
    }

    /// <summary>Nobody is there; the basket stays, and whoever signs in goes on with it. A training, which sells nothing, stays open.</summary>
    void LockAlone()
    {
        touched = time.GetTimestamp();
        if (training is not null || State.Cashier is null) return;
        Lane.SignOut();
        GoHome();
        Tell(Word.LockedAlone);
    }

    Screen Home() =>
        State.Cashier is null ? new SignInScreen(this)
        : State.Till is null ? new OpenTillScreen(this)
        : new SaleScreen(this);

    void PressDefault(Stroke stroke)
    {
        switch (stroke.Name)
        {
            case KeyName.Letter: Entry.Type(stroke.Letter); break;
            case KeyName.ScanStart: Entry.StartScan(); break;
            case KeyName.Back: Entry.Back(); break;
            case KeyName.Enter: Accept(); break;
            // Some guns end a code with Tab, a line feed, or Enter and a line feed: the second of two ends must do nothing.
            case KeyName.LineFeed or KeyName.Tab when !Entry.IsEmpty: Accept(); break;
            case KeyName.Escape when !Entry.IsEmpty: Entry.Clear(); break;
            case KeyName.Escape: Current.Back(); break;
            case >= KeyName.F1 and <= KeyName.F12: PressFunction(stroke.Name); break;
        }
    }

    void Accept()
    {
        var (typed, scanned) = Entry.Take();
        if (scanned is null) Current.Typed(typed);
        else Current.Scanned(scanned, typed);
    }

    void PressFunction(KeyName name)
    {
        var key = Current.Keys.FirstOrDefault(key => key.Key == name);
        if (key is null) Refuse(Word.KeyDeadHere, KeyLayout.InForce.Key(name));
        else if (key.WhyNot is { } reason) Refuse(reason);
        else key.Do();
    }

    void PressStop()
    {
        // ETX ends a code from some guns; a person who means to stop presses it twice.
        if (!Entry.IsEmpty) Accept();
        else if (stopAsked is { } asked && time.GetElapsedTime(asked) <= stopWithin) stop();
        else
        {
            stopAsked = time.GetTimestamp();
            Refuse(Word.StopAgain);
        }
    }
}
