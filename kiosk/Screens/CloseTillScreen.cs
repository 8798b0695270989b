using Sasuai.Kiosk.Lanes;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Screens;

/// <summary>
/// The drawer is counted blind, by denomination or as one sum, confirmed, and closed; a count that does not fit is done once more, and
/// then the difference needs a reason and somebody who may. The figures come after that, never before.
/// </summary>
public sealed class CloseTillScreen : MoneyScreen
{
    /// <summary>More pieces of one note than this are a sum of money.</summary>
    const int piecesDigits = 4;

    readonly IReadOnlyList<Money> values;
    readonly List<int> pieces = [];
    Money? sum;
    bool again, differs;
    TillSessionClosed? closed;
    // What the drawer held stands at the end of the report, and is shown first.
    int from = int.MaxValue;

    public CloseTillScreen(Till till) : base(till)
    {
        ArgumentNullException.ThrowIfNull(till);
        values = till.Lane.Denominations;
        // Whoever counted twice already and went away comes back to the difference, not to a third count.
        differs = till.Lane.Counted is { Fits: false, Again: false };
    }

    bool IsCounting => closed is null && !differs && sum is null && pieces.Count < values.Count;
    Money Total => sum ?? pieces.Select((count, i) => values[i].Times(Quantity.Of(count))).Aggregate(Money.Zero, (all, each) => all + each);

    public override string Prompt =>
        closed is not null ? Say(Word.EnterToGoOn)
        : differs ? Say(Word.ApprovalReason)
        : IsCounting ? Say(Word.CountPieces, Show(values[pieces.Count]))
        : Say(Word.CountConfirm, Show(Total));

    public override string Hint =>
        closed is not null ? "" : Say(differs ? Word.CountDiffers : !IsCounting ? Word.CountConfirmHint : again ? Word.CountAgainHint : Word.CountHint);

    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpCount, Word.HelpCountSum, Word.HelpCountTwice, Word.HelpEscape];

    public override bool Press(Stroke stroke)
    {
        if (closed is not null && stroke.Name is KeyName.Up or KeyName.Down or KeyName.PageUp or KeyName.PageDown)
        {
            from = stroke.Name is KeyName.Up or KeyName.PageUp ? 0 : int.MaxValue;
            return true;
        }
        if (stroke.Name != KeyName.Up || !Till.Entry.IsEmpty || !IsCounting || pieces.Count == 0) return false;
        pieces.RemoveAt(pieces.Count - 1);
        return true;
    }

    public override void Typed(string text)
    {
        if (closed is not null) Leave();
        else if (differs) Allow(text.Trim());
        else if (IsCounting && text.Length <= piecesDigits && (text.Length == 0 || MoneyField.IsDigits(text))) pieces.Add(text.Length == 0 ? 0 : int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        else base.Typed(text.TrimStart('='));
    }

    protected override void Amount(Money amount)
    {
        pieces.Clear();
        sum = amount;
    }

    protected override void Nothing() => Count();

    public override void Back()
    {
        if (closed is not null) Leave();
        else if (sum is not null) sum = null;
        else if (pieces.Count > 0 && !differs) pieces.Clear();
        else Till.GoHome();
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(closed is null ? Word.CloseTillTitle : Word.TillClosed), Style.Titles, indent: 1);
        if (closed is { Report: { } report }) ReportRows.Paint(canvas, body.Rows(2, body.Height - 2), ReportRows.Of(Till, report, blind: false), from);
        else if (!differs) PaintCount(canvas, body.Rows(2, body.Height - 2).Columns(1, Math.Min(44, body.Width - 2)));
    }

    void PaintCount(Canvas canvas, Area area)
    {
        for (var i = 0; i < values.Count && sum is null; i++)
        {
            var style = i == pieces.Count ? Style.Strong : i < pieces.Count ? Style.Plain : Style.Faint;
            canvas.Put(area, i, $"{Show(values[i]),9} x {(i < pieces.Count ? $"{pieces[i],5}" : i == pieces.Count ? "    _" : "")}", style);
            if (i < pieces.Count) canvas.PutRight(area, i, Show(values[i].Times(Quantity.Of(pieces[i]))), style);
        }
        canvas.Put(area, values.Count, Say(Word.Counted), Style.Titles);
        canvas.PutRight(area, values.Count, Show(Total), Style.Strong);
    }

    void Count()
    {
        var counted = sum is { } told ? Till.Lane.Count(told) : Till.Lane.Count([.. pieces.Select((count, i) => new CountedCash(values[i], count)).Where(each => each.Pieces > 0)]);
        if (counted.IsRefused(out var refusal, out var count))
        {
            Till.Refuse(refusal);
            return;
        }
        (sum, again, differs) = (null, count.Again, !count.Fits && !count.Again);
        pieces.Clear();
        if (count.Fits) Close("");
        else Till.Refuse(count.Again ? Word.CountAgain : Word.CountDiffers);
    }

    void Allow(string reason)
    {
        if (reason.Length == 0) Till.Refuse(LaneRefusals.ReasonMissing());
        else Close(reason);
    }

    void Close(string reason) => ApprovalScreen.Do(Till, approval =>
    {
        if (Till.Lane.CloseCounted(reason, approval).IsRefused(out var refusal, out var done)) return refusal;
        closed = done;
        return null;
    }, () => Till.Tell(Word.TillClosed), reason);

    void Leave()
    {
        Till.Lane.SignOut();
        Till.GoHome();
    }
}
