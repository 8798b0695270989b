using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>Which members' points this till asked for, and whether the cloud has answered.</summary>
static class PointsQuestions
{
    /// <summary>Asks, unless the newest question for this member was not sent yet.</summary>
    public static void Ask(Db db, ChangeQueue changes, MemberId member, long wanted, DateTimeOffset now)
    {
        var terminal = ThisTerminal.Read(db)!;
        if (db.Number("select count(*) from points_question where member_id = @member and epoch = @epoch and sequence > @acked",
                ("@member", member.ToString()), ("@epoch", terminal.Epoch), ("@acked", terminal.AckedThrough)) > 0) return;
        var change = changes.Append(db, Allowances.IdOf(terminal, member, "asked"), new PointsAsked(member, wanted, terminal.Epoch, now), Money.Zero);
        db.Execute("""
            insert into points_question (member_id, epoch, sequence) values (@member, @epoch, @sequence)
            on conflict (member_id) do update set epoch = excluded.epoch, sequence = excluded.sequence, answered = 0
            """, ("@member", member.ToString()), ("@epoch", terminal.Epoch), ("@sequence", change.Sequence));
    }

    /// <summary>Whether a question is under way.</summary>
    public static bool IsOpen(Db db, MemberId member) =>
        db.Number("select count(*) from points_question where member_id = @member and answered = 0", ("@member", member.ToString())) > 0;
}
