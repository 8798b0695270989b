using Sasuai.Kiosk.Lanes;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Screens;

/// <summary>An X report, or a Z report of before, on the screen; Enter prints it. Arrows turn its pages.</summary>
/// <param name="blind">True for who has yet to count the drawer.</param>
/// <param name="print">Prints it; the answer is a refusal or null. Null when it has gone to the printer already.</param>
public sealed class ReportScreen(Till till, TillReport report, bool blind, Func<Refusal?>? print) : Screen(till)
{
    int from;
    bool printed;

    /// <summary>The X report of now; Enter prints it as it is then. One that had to be allowed goes to the printer at once, because it was allowed once.</summary>
    public static void ShowX(Till till)
    {
        ArgumentNullException.ThrowIfNull(till);
        TillReport? told = null;
        Approval? given = null;
        ApprovalScreen.Do(till, approval =>
        {
            given = approval;
            var asked = till.Lane.XReport(onPaper: approval is not null, approval);
            told = asked.Refusal is null ? asked.Value : null;
            return asked.Refusal;
        }, () => till.Go(new ReportScreen(till, told!, till.Lane.CountsBlind, given is null ? () => till.Lane.XReport(onPaper: true).Refusal : null)));
    }

    /// <summary>The last Z report; Enter prints it once more.</summary>
    public static void ShowZ(Till till)
    {
        ArgumentNullException.ThrowIfNull(till);
        if (till.Lane.LastZ is not { } report) till.Refuse(LaneRefusals.NoSuchZ());
        else till.Go(new ReportScreen(till, report, blind: false, () => till.Lane.ReprintZ(report.Number).Refusal));
    }

    public override string Prompt => Say(print is null || printed ? Word.EnterToGoOn : Word.ReportPrompt);
    public override string Hint => Say(Word.ReportHint);
    public override bool ShowsLastAction => printed;
    public override IReadOnlyList<LiveKey> Keys => [Help];
    public override IReadOnlyList<Word> HelpLines => [Word.HelpReport, Word.HelpReportBlind, Word.HelpEscape];

    public override bool Press(Stroke stroke)
    {
        var rows = ReportRows.Of(Till, report, blind).Count;
        var step = stroke.Name switch { KeyName.Down => 1, KeyName.Up => -1, KeyName.PageDown => 10, KeyName.PageUp => -10, KeyName.Home => -rows, _ => 0 };
        from = Math.Clamp(from + step, 0, Math.Max(0, rows - 1));
        return step != 0;
    }

    public override void Typed(string text)
    {
        if (print is null || printed) Till.GoHome();
        else if (print() is { } refusal) Till.Refuse(refusal);
        else
        {
            printed = true;
            Till.Tell(Word.ReportPrinted);
        }
    }

    public override void Paint(Canvas canvas, Area body)
    {
        canvas.Put(body, 0, Say(report.Number is null ? Word.XReportTitle : Word.ZReportTitle), Style.Titles, indent: 1);
        ReportRows.Paint(canvas, body.Rows(2, body.Height - 2), ReportRows.Of(Till, report, blind), from);
    }
}
