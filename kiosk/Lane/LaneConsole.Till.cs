using System.Globalization;
using System.Text.Json;
using Sasuai.Sync;
using Sasuai.Tills;

namespace Sasuai.Kiosk.Lanes;

/// <summary>The commands about the till itself: cash, counts, reports, approvals, training.</summary>
public sealed partial class LaneConsole
{
    string? OfTheTill(string word, string rest) => word switch
    {
        "cashin" => Moved(CashMovementKind.CashIn, rest),
        "cashout" => Moved(CashMovementKind.CashOut, rest),
        "drop" => Moved(CashMovementKind.SafeDrop, rest),
        "nosale" => Said(Lane.OpenDrawer(rest, approval), (json, opened) => json.WriteString("reason", opened.Reason)),
        "x" => Said(Lane.XReport(onPaper: rest == "paper", approval), Report),
        "count" => Said(rest.Contains('x', StringComparison.Ordinal) ? Lane.Count(Pieces(rest)) : Lane.Count(Amount(rest)), Counted),
        "close" => Said(Closed(rest), (json, closed) => { json.WriteNumber("number", closed.Number); json.WriteNumber("overShort", closed.OverShort.Units); Report(json, closed.Report!); }),
        "z" => Said(Lane.ReprintZ(rest.Length == 0 ? null : long.Parse(rest, NumberStyles.None, CultureInfo.InvariantCulture), approval), Report),
        "approve" => Approve(rest),
        "challenge" => Challenge(rest),
        "answer" => Keep(Lane.Answer(rest)),
        "training" => Said(Begin(), (json, begun) => json.WriteString("cashier", begun.Lane.State.Cashier?.Name)),
        "endtraining" => training is null ? Refused(new("no-training", "No training is being held.")) : Line(End),
        _ => null
    };

    string Moved(CashMovementKind kind, string rest) => Said(Lane.MoveCash(kind, Amount(Split(rest).Word), Split(rest).After, approval), (json, moved) =>
    {
        json.WriteString("kind", moved.Kind.ToString());
        json.WriteNumber("amount", moved.Amount.Units);
    });

    Decision<TillSessionClosed> Closed(string rest) => Split(rest) is var (first, after) && long.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var counted)
        ? Lane.CloseTill(new Money(counted), after, approval)
        : Lane.CloseCounted(rest, approval);

    static CountedCash[] Pieces(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('x') is [var value, var pieces]
            ? new CountedCash(Amount(value), int.Parse(pieces, NumberStyles.None, CultureInfo.InvariantCulture))
            : throw new FormatException($"'{part}' is not such as 50000x3."))];

    string Approve(string rest)
    {
        if (Lane.Wanted is not { } wanted) return Refused(new("nothing-wanted", "No act was refused for want of an approval."));
        var ((number, after), amount) = (Split(rest), wanted.Amount);
        return Keep(Lane.Approve(wanted.Right, wanted.Subject, amount, number, Split(after).Word, Split(after).After, wanted.BasisPoints));
    }

    string Challenge(string rest)
    {
        if (Lane.Wanted is not { } wanted) return Refused(new("nothing-wanted", "No act was refused for want of an approval."));
        return Said(Lane.Challenge(wanted.Right, wanted.Subject, wanted.Amount, Split(rest).Word, Split(rest).After, wanted.BasisPoints), (json, asked) =>
        {
            json.WriteString("store", asked.StoreCode);
            json.WriteNumber("terminal", asked.Terminal);
            json.WriteString("right", asked.Right.ToString());
            json.WriteNumber("amount", asked.Amount.Units);
            json.WriteString("challenge", asked.Spoken);
        });
    }

    string Keep(Decision<Approval> asked) => Said(asked, (json, given) =>
    {
        approval = given;
        json.WriteString("right", given.Given.Right.ToString());
        json.WriteNumber("amount", given.Given.Amount.Units);
    });

    Decision<Training> Begin()
    {
        if (training is not null) return LaneRefusals.InTraining();
        var begun = real.BeginTraining(approval);
        if (begun.Refusal is null) training = begun.Value;
        return begun;
    }

    void End(Utf8JsonWriter json)
    {
        var held = training!.End();
        training = null;
        json.WriteBoolean("ok", true);
        json.WriteNumber("sales", held.Sales);
    }

    static void Counted(Utf8JsonWriter json, CountTold told)
    {
        json.WriteNumber("attempt", told.Counted.Attempt);
        json.WriteBoolean("fits", told.Fits);
        json.WriteBoolean("again", told.Again);
    }

    static void Report(Utf8JsonWriter json, TillReport report)
    {
        json.WritePropertyName("report");
        JsonSerializer.Serialize(json, report, WireJson.Default.TillReport);
    }
}
