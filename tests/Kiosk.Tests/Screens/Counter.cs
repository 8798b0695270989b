using System.Runtime.CompilerServices;
using Sasuai.Kiosk.Screens;
using Sasuai.Sync;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;

namespace Sasuai.Tests.Screens;

/// <summary>A cashier at the real screens, without a terminal: keys in, the screen's text out. Its clock stands still but for the cashier's own slowness.</summary>
sealed class Counter : IDisposable
{
    static readonly TimeSpan aHand = TimeSpan.FromMilliseconds(120);

    readonly IApplication app;
    readonly TillView view;
    readonly SessionToken session;

    public Counter(int width = 80, int height = 25, string language = "id", TestTill? shop = null, TimeSpan lockAfter = default, bool large = false)
    {
        Shop = shop ?? new TestTill();
        Shop.Pull(TestTill.StoreFeed, (FeedKinds.store, TestTill.Store.ToString(), TestTill.Json(TestTill.StoreItem with { Language = language }, WireJson.Default.StoreItem)));
        Boot.Prepare();
        app = Application.Create(new VirtualTimeProvider());
        app.Init(DriverRegistry.Names.ANSI);
        app.Driver!.SetScreenSize(width, height);
        Till = new(Shop.Lane, () => Status, Shop.Time, Beeps.Add, () => Stops++, lockAfter: lockAfter) { IsLarge = large };
        view = new(Till, () => true);
        view.Attach(app);
        session = app.Begin(view)!;
    }

    public TestTill Shop { get; }
    public Till Till { get; }
    public ShopStatus Status { get; set; } = new(true, null, 0, Money.Zero, null, PrinterNow.Ready, 0);
    public List<Beep> Beeps { get; } = [];
    public int Stops { get; private set; }

    /// <summary>Signed in, drawer open, ready to sell.</summary>
    public static Counter Selling(int width = 80, int height = 25, string language = "id", TestTill? shop = null)
    {
        var counter = new Counter(width, height, language, shop);
        counter.Type(TestTill.Number).Press(Key.Enter).Type(TestTill.Pin).Press(Key.Enter).Type("200000").Press(Key.Enter);
        return counter;
    }

    /// <summary>A gun: every key at once, Enter behind them.</summary>
    public Counter Scan(params string[] codes)
    {
        foreach (var code in codes)
        {
            foreach (var letter in code) app.InjectKey(new Key(letter));
            app.InjectKey(Key.Enter);
        }
        return this;
    }

    /// <summary>A hand: one key after the other.</summary>
    public Counter Type(string text)
    {
        foreach (var letter in text) Press(new Key(letter));
        return this;
    }

    public Counter Press(params Key[] keys)
    {
        foreach (var key in keys)
        {
            Wait(aHand);
            app.InjectKey(key);
        }
        return this;
    }

    /// <summary>Time goes by; the screen has its turns.</summary>
    public Counter Wait(TimeSpan time)
    {
        Shop.Time.Advance(time);
        view.Turn();
        return this;
    }

    public Counter Resize(int width, int height)
    {
        app.Driver!.SetScreenSize(width, height);
        return this;
    }

    public string Text
    {
        get
        {
            app.LayoutAndDraw(true);
            return app.Driver!.ToString()!;
        }
    }

    public string[] Rows => Text.TrimEnd('\n').Split('\n');

    public Counter Shows(params string[] texts)
    {
        var screen = Text;
        foreach (var text in texts) screen.Contains(text, StringComparison.Ordinal).ShouldBeTrue($"no \"{text}\" in\n{screen}");
        return this;
    }

    public Counter DoesNotShow(string text)
    {
        Text.ShouldNotContain(text, Case.Sensitive);
        return this;
    }

    public void Dispose()
    {
        app.End(session);
        view.Dispose();
        app.Dispose();
        Shop.Dispose();
    }

    // Terminal.Gui must not open the terminal of whoever runs the tests.
    [ModuleInitializer]
    internal static void WithoutTerminal() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
}

/// <summary>Terminal.Gui's settings are of the process: these tests take turns.</summary>
[CollectionDefinition("screens", DisableParallelization = true)]
public sealed class ScreensTakeTurns;
