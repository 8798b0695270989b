using System.Globalization;
using Sasuai.Loyalty;
using Sasuai.Sync;

namespace Sasuai.Kiosk.LocalData;

/// <summary>
/// What this till may give away by itself of that of which there is only so much (<see cref="Escrow"/>). What is taken is written in the transaction of
/// the fact that takes it; a file that was set back, and another epoch, hold nothing.
/// </summary>
public static class Allowances
{
    public static Escrow Of(Db db, Guid subject) => Now(db) is { Holds: true } now ? Under(db, subject, now.Epoch) : default;

    /// <summary>Takes so much; null, and nothing is taken, when it is not all this till's to take.</summary>
    public static AllowanceHeld? Use(Db db, Guid subject, long amount)
    {
        var held = Of(db, subject);
        if (amount > held.Left || !Count(db)) return null;
        return Keep(db, subject, Now(db).Epoch, held.Use(amount));
    }

    /// <summary>What was taken and not needed after all may be taken again; null when it was taken under another epoch.</summary>
    public static AllowanceHeld? Return(Db db, Guid subject, long amount, int? epoch) =>
        Now(db) is { Holds: true } now && now.Epoch == epoch ? Keep(db, subject, now.Epoch, Under(db, subject, now.Epoch).Use(-amount)) : null;

    /// <summary>What a cancelled sale had taken and gives back.</summary>
    public static IReadOnlyList<AllowanceTaken>? Return(Db db, IReadOnlyList<AllowanceTaken>? taken) =>
        taken is null ? null : [.. taken.Select(one => one with { Amount = -one.Amount, Held = Return(db, one.Subject, one.Amount, one.Held?.Epoch) })];

    /// <summary>What the cloud told; the answer to a question, too.</summary>
    internal static void Upsert(Db db, AllowanceItem told)
    {
        var subject = told.Subject.ToString();
        if (told.Recalled) db.Execute("insert or ignore into allowance_recall (subject, kind) values (@subject, @kind)", ("@subject", subject), ("@kind", told.Of.ToString()));
        if (told.Epoch != Now(db).Epoch) return;
        db.Execute("update allowance_question set answered = 1 where subject = @subject", ("@subject", subject));
        Keep(db, told.Subject, told.Epoch, Under(db, told.Subject, told.Epoch).Join(new(told.Granted, 0)));
    }

    /// <summary>Gives back what is wanted elsewhere, but for what the basket at this till may be about to use. Each with its fact.</summary>
    public static void GiveBack(LocalDatabase database, ChangeQueue changes, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(time);
        if (database.Read(Recalled).Count == 0) return;
        database.Write(db =>
        {
            var basket = OpenBasket.Read(db);
            var member = basket?.Member is { } card ? Members.ById(db, card.MemberId)?.MemberId.Value : null;
            foreach (var (of, subject) in Recalled(db).Where(recalled => recalled.Of == Scarce.Points ? recalled.Subject != member : basket is null or { Lines.Count: 0 }))
            {
                var (left, terminal) = (Of(db, subject).Left, ThisTerminal.Read(db)!);
                if (left > 0 && Use(db, subject, left) is null) continue;
                db.Execute("delete from allowance_recall where subject = @subject", ("@subject", subject.ToString()));
                changes.Append(db, IdOf(terminal, subject, "released"), of == Scarce.Points
                    ? new PointsReleased(new(subject), left, terminal.Epoch, time.GetUtcNow()) : new AllowanceReleased(of, subject, left, terminal.Epoch, time.GetUtcNow()), Money.Zero);
            }
        });
    }

    /// <summary>A file that counts otherwise than its witness holds nothing until the cloud has kept something new from it.</summary>
    internal static void Compare(LocalDatabase database, Witness witness)
    {
        var (seen, counted) = (witness.Read(), database.Read(db => db.One<long?>("select allowances_counted from terminal", row => row.GetInt64(0))));
        if (counted is not { } count) return;
        if (count != seen.Count && count != seen.Before)
        {
            count = Math.Max(count, seen.Count);
            database.Write(db => db.Execute("""
                update terminal set allowances_counted = @count, void_until = (select coalesce(max(sequence), 0) from change where epoch = terminal.epoch)
                """, ("@count", count)));
        }
        if (seen != new Testimony(count, count)) witness.Settle(count);
    }

    /// <summary>The epoch, and whether what is held under it holds: not while this file may be one that was set back.</summary>
    static (int Epoch, bool Holds) Now(Db db) => db.One("select epoch, void_until is null from terminal", row => (row.GetInt32(0), row.GetBoolean(1)));

    static Escrow Under(Db db, Guid subject, int epoch) => db.One("select granted, used from allowance where subject = @subject and epoch = @epoch",
        row => new Escrow(row.GetInt64(0), row.GetInt64(1)), ("@subject", subject.ToString()), ("@epoch", epoch));

    static AllowanceHeld Keep(Db db, Guid subject, int epoch, Escrow held)
    {
        db.Execute("""
            insert into allowance (subject, epoch, granted, used) values (@subject, @epoch, @granted, @used)
            on conflict (subject) do update set epoch = excluded.epoch, granted = excluded.granted, used = excluded.used
            """, ("@subject", subject.ToString()), ("@epoch", epoch), ("@granted", held.Granted), ("@used", held.Used));
        return new(epoch, held.Granted);
    }

    /// <summary>Of a fact that a till tells by itself: its own clock makes it another at every time.</summary>
    internal static Guid IdOf(ThisTerminal terminal, Guid subject, string what) =>
        DerivedId.From(subject, string.Create(CultureInfo.InvariantCulture, $"{what} by {terminal.TerminalId} {terminal.Epoch} {terminal.Clock}"));

    static List<(Scarce Of, Guid Subject)> Recalled(Db db) =>
        db.All("select kind, subject from allowance_recall order by subject", row => (Enum.Parse<Scarce>(row.GetString(0)), row.GetGuid(1)));

    /// <summary>What this till may take changes; false when the witness cannot count it.</summary>
    internal static bool Count(Db db)
    {
        var count = db.Number("update terminal set allowances_counted = allowances_counted + 1 returning allowances_counted");
        if (db.Witness is not { } witness) return true;
        db.AfterCommit(() => witness.Settle(count));
        return witness.Expect(count);
    }
}
