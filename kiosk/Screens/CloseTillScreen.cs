using Sasuai.Tills;

namespace Sasuai.Kiosk.Screens;

/// <summary>The drawer is counted blind, confirmed once, and closed; then the figures are shown.</summary>
public sealed class CloseTillScreen(Till till) : MoneyScreen(till)
{
    Money? counted;
    TillSessionClosed? closed;

    public override string Prompt =>
        closed is not null ? Say(Word.EnterToGoOn) : counted is { } sum ? Say(Word.CountConfirm, Show(sum)) : Say(Word.CountPrompt);

    public override string Hint => closed is not null ? "" : Say(counted is null ? Word.CountHint : Word.CountConfirmHint);
    public override IReadOnlyList<LiveKey> Keys => [Help];

    protected override void Amount(Money amount)
    {
        if (closed is null) counted = amount;
    }

    protected override void Nothing()
    {
        if (closed is not null) Leave();
        else if (counted is { } sum) Close(sum);
    }

    public override void Back()
    {
        if (closed is not null) Leave();
        else if (counted is not null) counted = null;
        else Till.GoHome();
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(closed is null ? Word.CloseTillTitle : Word.TillClosed), Style.Titles, indent: 1);
        if (closed is not { } z) return;
        var figures = body.Columns(1, Math.Min(44, body.Width - 2));
        (Word Name, string Figure)[] rows =
        [
            (Word.ZNumber, $"{z.Number}"), (Word.SalesCount, $"{z.Sales}"), (Word.SalesTotal, Show(z.SalesTotal)),
            (Word.Expected, Show(z.Expected)), (Word.Counted, Show(z.Counted)), (Word.OverShort, Show(z.OverShort)),
        ];
        for (var i = 0; i < rows.Length; i++)
        {
            canvas.Put(figures, i + 2, Say(rows[i].Name));
            canvas.PutRight(figures, i + 2, rows[i].Figure, rows[i].Name == Word.OverShort ? Style.Strong : Style.Plain);
        }
    }

    void Close(Money sum)
    {
        if (Till.Lane.CloseTill(sum).IsRefused(out var refusal, out var done)) Till.Refuse(refusal);
        else closed = done;
    }

    void Leave()
    {
        Till.Lane.SignOut();
        Till.GoHome();
    }
}
