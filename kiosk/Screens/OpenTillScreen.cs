namespace Sasuai.Kiosk.Screens;

/// <summary>The drawer's float is counted before the first sale.</summary>
public sealed class OpenTillScreen(Till till) : MoneyScreen(till)
{
    public override string Prompt => Say(Word.Float);
    public override string Hint => Say(Word.OpenTillHint);
    public override IReadOnlyList<LiveKey> Keys => [Help, new(KeyName.F6, Word.KeyTill, Lock)];

    public override void Paint(Canvas canvas, Area body) =>
        canvas.PutCentre(body, body.Height / 2, Say(Word.OpenTillTitle), Style.Titles);

    /// <summary>There is nothing before the float but signing out, which F6 does.</summary>
    public override void Back()
    {
    }

    protected override void Amount(Money amount)
    {
        if (Till.Lane.OpenTill(amount).IsRefused(out var refusal, out _))
        {
            Till.Refuse(refusal);
            return;
        }
        Till.GoHome();
        Till.Tell(Word.TillOpened, Show(amount));
    }

    void Lock()
    {
        Till.Lane.SignOut();
        Till.GoHome();
        Till.Tell(Word.SignedOut);
    }
}
