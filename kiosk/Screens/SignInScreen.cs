using Sasuai.Staff;

namespace Sasuai.Kiosk.Screens;

/// <summary>Number, then PIN. Also the locked screen.</summary>
public sealed class SignInScreen(Till till) : Screen(till)
{
    const int pinMax = 8;

    string? number;

    public override string Prompt => Say(number is null ? Word.StaffNumber : Word.Pin);
    public override string Hint => Say(number is null ? Word.SignInHint : Word.PinHint);
    public override bool IsMasked => number is not null;
    public override IReadOnlyList<LiveKey> Keys => [Help];

    public override void Typed(string text)
    {
        if (text.Length == 0) return;
        if (Badge.NumberOf(text) is { } badge) number = badge;
        else if (number is null) number = text.Trim();
        else SignIn(number, text);
    }

    /// <summary>A badge stands for the number. What came fast but is no longer than a PIN was typed ahead; a longer code must not count as a wrong PIN.</summary>
    public override void Scanned(string code, string before)
    {
        if (Badge.NumberOf(code) is { } badge) number = badge;
        else if (code.Length <= pinMax) Typed(before + code);
        else Till.Refuse(Word.ScanNotHere, number is null ? code : "");
    }

    public override void Back() => number = null;

    public override void Paint(Canvas canvas, Area body)
    {
        var middle = body.Height / 2;
        canvas.PutCentre(body, middle - 3, Say(Word.AppName), Style.Strong);
        canvas.PutCentre(body, middle - 1, Say(Word.SignInTitle), Style.Titles);
        if (number is not null) canvas.PutCentre(body, middle + 1, $"{Say(Word.StaffNumber)} {number}");
        if (Till.State.Store is null) canvas.PutCentre(body, middle + 3, Say(Word.NotSetUp), Style.Warning);
    }

    void SignIn(string who, string pin)
    {
        if (Till.Lane.SignIn(who, pin).IsRefused(out var refusal, out _))
        {
            number = null;
            Till.Refuse(refusal);
            return;
        }
        Till.GoHome();
        Till.Tell(Word.Welcome, Till.State.Cashier!.Name);
    }
}
