using System.Globalization;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>
/// What this till may take of members' points by itself (<see cref="Escrow"/>). What is taken is written in the transaction of the fact that
/// takes it; a file that was set back, and another epoch, hold nothing.
/// </summary>
public static class Allowances
{
    public static Escrow Of(Db db, MemberId member) => Now(db) is { Holds: true } now ? Under(db, member, now.Epoch) : default;

    /// <summary>Takes points; null, and nothing is taken, when they are not all this till's to take.</summary>
    public static PointsHeld? Use(Db db, MemberId member, long points)
    {
        var held = Of(db, member);
        if (points > held.Left || !Count(db)) return null;
        return Keep(db, member, Now(db).Epoch, held.Use(points));
    }

    /// <summary>What was taken and not needed after all may be taken again; null when it was taken under another epoch.</summary>
    public static PointsHeld? Return(Db db, MemberId member, long points, int? epoch) =>
        Now(db) is { Holds: true } now && now.Epoch == epoch ? Keep(db, member, now.Epoch, Under(db, member, now.Epoch).Use(-points)) : null;

    /// <summary>What the cloud told; the answer to a question, too.</summary>
    internal static void Upsert(Db db, PointsAllowanceItem told)
    {
        var member = told.MemberId.ToString();
        if (told.Recalled) db.Execute("insert or ignore into points_recall (member_id) values (@member)", ("@member", member));
        if (told.Epoch != Now(db).Epoch) return;
        db.Execute("update points_question set answered = 1 where member_id = @member", ("@member", member));
        Keep(db, told.MemberId, told.Epoch, Under(db, told.MemberId, told.Epoch).Join(new(told.Granted, 0)));
    }

    /// <summary>Gives back what is wanted elsewhere, but for the member at this till. Each with its fact.</summary>
    public static void GiveBack(LocalDatabase database, ChangeQueue changes, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(time);
        if (database.Read(Recalled).Count == 0) return;
        database.Write(db =>
        {
            var here = OpenBasket.Read(db)?.Member is { } card ? Members.ById(db, card.MemberId)?.MemberId : null;
            foreach (var member in Recalled(db).Where(member => member != here))
            {
                var (left, terminal) = (Of(db, member).Left, ThisTerminal.Read(db)!);
                if (left > 0 && Use(db, member, left) is null) continue;
                db.Execute("delete from points_recall where member_id = @member", ("@member", member.ToString()));
                changes.Append(db, IdOf(terminal, member, "released"), new PointsReleased(member, left, terminal.Epoch, time.GetUtcNow()), Money.Zero);
            }
        });
    }

    /// <summary>A file that counts otherwise than its witness holds nothing until the cloud has kept something new from it.</summary>
    internal static void Compare(LocalDatabase database, Witness witness)
    {
        var (seen, counted) = (witness.Read(), database.Read(db => db.One<long?>("select points_taken from terminal", row => row.GetInt64(0))));
        if (counted is not { } count) return;
        if (count != seen.Count && count != seen.Before)
        {
            count = Math.Max(count, seen.Count);
            database.Write(db => db.Execute("""
                update terminal set points_taken = @count, void_until = (select coalesce(max(sequence), 0) from change where epoch = terminal.epoch)
                """, ("@count", count)));
        }
        if (seen != new Testimony(count, count)) witness.Settle(count);
    }

    /// <summary>The epoch, and whether what is held under it holds: not while this file may be one that was set back.</summary>
    static (int Epoch, bool Holds) Now(Db db) => db.One("select epoch, void_until is null from terminal", row => (row.GetInt32(0), row.GetBoolean(1)));

    static Escrow Under(Db db, MemberId member, int epoch) => db.One("select granted, used from points_allowance where member_id = @member and epoch = @epoch",
        row => new Escrow(row.GetInt64(0), row.GetInt64(1)), ("@member", member.ToString()), ("@epoch", epoch));

    static PointsHeld Keep(Db db, MemberId member, int epoch, Escrow held)
    {
        db.Execute("""
            insert into points_allowance (member_id, epoch, granted, used) values (@member, @epoch, @granted, @used)
            on conflict (member_id) do update set epoch = excluded.epoch, granted = excluded.granted, used = excluded.used
            """, ("@member", member.ToString()), ("@epoch", epoch), ("@granted", held.Granted), ("@used", held.Used));
        return new(epoch, held.Granted);
    }

    /// <summary>Of a fact that a till tells by itself: its own clock makes it another at every time.</summary>
    internal static Guid IdOf(ThisTerminal terminal, MemberId member, string what) =>
        DerivedId.From(member.Value, string.Create(CultureInfo.InvariantCulture, $"{what} by {terminal.TerminalId} {terminal.Epoch} {terminal.Clock}"));

    static List<MemberId> Recalled(Db db) => db.All("select member_id from points_recall order by member_id", row => new MemberId(row.GetGuid(0)));

    /// <summary>What this till may take changes; false when the witness cannot count it.</summary>
    internal static bool Count(Db db)
    {
        var count = db.Number("update terminal set points_taken = points_taken + 1 returning points_taken");
        if (db.Witness is not { } witness) return true;
        db.AfterCommit(() => witness.Settle(count));
        return witness.Expect(count);
    }
}
