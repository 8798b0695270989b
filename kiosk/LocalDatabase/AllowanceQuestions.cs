using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>What this till asked to be granted, and whether the cloud has answered.</summary>
static class AllowanceQuestions
{
    /// <summary>Asks for a portion ahead, when less than half of one is left.</summary>
    public static void AskWhenLow(Db db, ChangeQueue changes, Scarce of, Guid subject, long portion, DateTimeOffset now)
    {
        if (Allowances.Of(db, subject).Left * 2 < portion) Ask(db, changes, of, subject, portion, now);
    }

    /// <summary>Asks, unless the newest question for this was not sent yet.</summary>
    public static void Ask(Db db, ChangeQueue changes, Scarce of, Guid subject, long wanted, DateTimeOffset now)
    {
        var terminal = ThisTerminal.Read(db)!;
        if (db.Number("select count(*) from allowance_question where subject = @subject and epoch = @epoch and sequence > @acked",
                ("@subject", subject.ToString()), ("@epoch", terminal.Epoch), ("@acked", terminal.AckedThrough)) > 0) return;
        var change = changes.Append(db, Allowances.IdOf(terminal, subject, "asked"), of == Scarce.Points
            ? new PointsAsked(new(subject), wanted, terminal.Epoch, now) : new AllowanceAsked(of, subject, wanted, terminal.Epoch, now), Money.Zero);
        db.Execute("""
            insert into allowance_question (subject, epoch, sequence) values (@subject, @epoch, @sequence)
            on conflict (subject) do update set epoch = excluded.epoch, sequence = excluded.sequence, answered = 0
            """, ("@subject", subject.ToString()), ("@epoch", terminal.Epoch), ("@sequence", change.Sequence));
    }

    /// <summary>Whether the newest question was answered.</summary>
    public static bool IsAnswered(Db db, Guid subject) =>
        db.Number("select count(*) from allowance_question where subject = @subject and answered = 1", ("@subject", subject.ToString())) > 0;

    /// <summary>Whether a question is under way.</summary>
    public static bool IsOpen(Db db, Guid subject) =>
        db.Number("select count(*) from allowance_question where subject = @subject and answered = 0", ("@subject", subject.ToString())) > 0;
}
